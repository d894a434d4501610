// Waivers: what they accept, what they cost, and when they are in the way.
import type { Edit } from './starter.js';
import type { Story } from './story.js';

const required: readonly Edit[] = [['/components/schemas/SpawnAgentRequest/required', ['task', 'region']]];
const withoutTwo: readonly Edit[] = [
  ['/components/schemas/SpawnAgentRequest/properties/region/enum', ['fra']],
];
const lines = (kind: string, more = '') =>
  `class: ${kind}\nreason: nobody leaves it out\nowner: api-team\ncreated: 2026-05-01\nexpires: 2026-07-30${more}`;
const evidence = '\nevidence:\n  - example: openapi/examples/spawnAgent.created.json';
const package100 = [{ version: '1.0.0', date: '2026-01-01', package: '1.0.0' }] as const;

export const waivers: readonly Story[] = [
  {
    name: 'an accepted break passes and still costs a major',
    releases: package100,
    package: '1.0.0',
    head: required,
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: lines('accepted-break') }],
    expects: { exit: 0, blocks: [], lets: ['property-required'], needs: ['major', 'major'] },
  },
  {
    name: 'a security break passes and costs a major',
    releases: package100,
    package: '1.0.0',
    head: required,
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: lines('security') }],
    expects: { exit: 0, lets: ['property-required'], needs: ['major', 'major'] },
  },
  {
    name: 'something unreleased passes and costs a minor',
    releases: package100,
    package: '1.0.0',
    head: required,
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: lines('unreleased') }],
    expects: { exit: 0, lets: ['property-required'], needs: ['minor', 'minor'] },
  },
  {
    name: 'a correction with evidence passes and costs a patch',
    releases: package100,
    package: '1.0.0',
    head: required,
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: lines('correction', evidence) }],
    expects: { exit: 0, lets: ['property-required'], needs: ['patch', 'patch'] },
  },
  {
    name: 'a correction without evidence is bad input and accepts nothing',
    head: required,
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: lines('correction') }],
    expects: {
      exit: 3,
      blocks: ['property-required'],
      says: ['openapi/waivers/2026-05-01-story-0.yaml:2 a correction needs `evidence`'],
    },
  },
  {
    name: 'a correction whose evidence is not in the repository is bad input',
    head: required,
    today: '2026-06-01',
    waivers: [
      { for: 'property-required', with: lines('correction', evidence.replace('created', 'invented')) },
    ],
    expects: { exit: 3, blocks: ['property-required'], says: ['is not in the repository'] },
  },
  {
    name: 'an expired waiver is stale, and its finding blocks again',
    head: required,
    today: '2026-07-31',
    waivers: [{ for: 'property-required', with: lines('accepted-break') }],
    expects: {
      exit: 2,
      blocks: ['property-required'],
      says: ['openapi/waivers/2026-05-01-story-0.yaml:6 this waiver expired on 2026-07-30'],
    },
  },
  {
    name: 'a waiver holds on its last day',
    head: required,
    today: '2026-07-30',
    waivers: [{ for: 'property-required', with: lines('accepted-break') }],
    expects: { exit: 0, lets: ['property-required'] },
  },
  {
    name: 'a waiver that nothing needs is stale, though nothing blocks',
    head: [],
    today: '2026-06-01',
    waivers: [{ for: 'nothing', with: lines('accepted-break') }],
    expects: { exit: 2, blocks: [], says: ['nothing needs this waiver any more'] },
  },
  {
    name: 'two waivers for one finding are bad input',
    head: required,
    today: '2026-06-01',
    waivers: [
      { for: 'property-required', with: lines('accepted-break') },
      { for: 'property-required', with: lines('security') },
    ],
    expects: { exit: 3, says: ['is waived twice'] },
  },
  {
    name: 'a malformed waiver is bad input and accepts nothing',
    head: required,
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: `${lines('accepted-break')}\nowned_by: me` }],
    expects: { exit: 3, blocks: ['property-required'], says: ['unknown key `owned_by`'] },
  },
  {
    name: 'a waiver for one enum value does not cover another',
    head: withoutTwo,
    today: '2026-06-01',
    waivers: [{ for: 'enum-value-removed', word: 'iad', with: lines('accepted-break') }],
    expects: { exit: 1, blocks: ['enum-value-removed'], lets: ['enum-value-removed'] },
  },
  {
    name: 'a new operation that reaches the schema does not change what a waiver covers',
    releases: package100,
    head: [
      ...required,
      [
        '/paths/~1agents~1batch',
        {
          post: {
            operationId: 'aBatch',
            requestBody: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/SpawnAgentRequest' } } },
            },
            responses: { 204: { description: 'done' } },
          },
        },
      ],
    ],
    today: '2026-06-01',
    waivers: [{ for: 'property-required', with: lines('accepted-break') }],
    expects: { exit: 0, lets: ['property-required'] },
  },
  {
    name: 'a waiver does not cover the next break in the same schema',
    head: [['/components/schemas/SpawnAgentRequest/required', ['task', 'region', 'note']]],
    today: '2026-06-01',
    waivers: [{ for: 'property-required', word: 'region', with: lines('accepted-break') }],
    expects: { exit: 1, blocks: ['property-required'], lets: ['property-required'] },
  },
  {
    name: 'a sunset moved earlier can be accepted like any other break',
    releases: [
      {
        version: '1.0.0',
        date: '2026-01-01',
        edits: [
          ['/paths/~1memory~1legacy/get/deprecated', true],
          ['/paths/~1memory~1legacy/get/x-sunset', '2026-12-31'],
        ],
      },
    ],
    head: [['/paths/~1memory~1legacy/get/x-sunset', '2026-10-01']],
    today: '2026-06-01',
    waivers: [{ for: 'sunset-moved-earlier', with: lines('security') }],
    expects: { exit: 0, lets: ['sunset-moved-earlier'] },
  },
];
