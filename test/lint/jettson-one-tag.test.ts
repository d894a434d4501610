import { rule } from './rule.js';

const declared = [{ name: 'agents', description: 'Work that is done for you.' }];
const tagged = (tags: unknown) => ({ tags: declared, paths: { '/agents': { get: { tags } } } });

rule('jettson-one-tag', {
  valid: [{ name: 'one declared tag', document: tagged(['agents']) }],
  invalid: [
    {
      name: 'no tag',
      document: tagged([]),
      at: '/paths/~1agents/get/tags',
      says: 'this operation has no tag',
    },
    {
      name: 'two tags',
      document: tagged(['agents', 'agents']),
      at: '/paths/~1agents/get/tags',
      says: 'this operation has 2 tags',
    },
    {
      name: 'a tag that is not declared',
      document: tagged(['robots']),
      at: '/paths/~1agents/get/tags/0',
      says: 'the tag `robots` is not declared',
    },
    {
      name: 'a tag without a description',
      document: { tags: [{ name: 'agents' }] },
      at: '/tags/0',
      says: 'the tag `agents` has no description',
    },
    {
      name: 'a tag with an empty description',
      document: { tags: [{ name: 'agents', description: ' ' }] },
      at: '/tags/0',
      says: 'the tag `agents` has no description',
    },
  ],
  canary: {
    name: 'getAgent gets a second tag',
    change: {
      edit: 'openapi/paths/agents.{agent_id}.yaml',
      find: 'tags: [agents]',
      put: 'tags: [agents, memory]',
    },
    rule: 'jettson-one-tag',
    line: 'tags: [agents, memory]',
  },
});
