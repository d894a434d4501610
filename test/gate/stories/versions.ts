// Version numbers, policies and the folder of releases: what is declared against what is needed.
import type { Edit } from './starter.js';
import type { Story } from './story.js';

const added: readonly Edit[] = [['/components/schemas/Agent/properties/labels', { type: 'object' }]];
const renamed: readonly Edit[] = [['/paths/~1agents/get/operationId', 'readAgents']];
const numbered = (version: string): Edit => ['/info/version', version];
const releases = [{ version: '1.2.0', date: '2026-01-01', package: '1.4.0' }] as const;

export const versions: readonly Story[] = [
  {
    name: 'nothing changed needs nothing',
    releases,
    package: '1.4.0',
    head: [],
    today: '2026-06-01',
    expects: { exit: 0, blocks: [], needs: ['none', 'none'] },
  },
  {
    name: 'an addition whose number is left to the release',
    releases,
    package: '1.4.0',
    head: added,
    today: '2026-06-01',
    expects: { exit: 0, needs: ['minor', 'minor'] },
  },
  {
    name: 'an addition declared as a patch',
    releases,
    package: '1.4.0',
    head: [...added, numbered('1.2.1')],
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['version-too-small'],
      says: ['`info.version` says 1.2.1 (patch after 1.2.0) and the findings need minor: 1.3.0 or later'],
    },
  },
  {
    name: 'an addition declared as a minor',
    releases,
    package: '1.5.0',
    head: [...added, numbered('1.3.0')],
    today: '2026-06-01',
    expects: { exit: 0, blocks: [] },
  },
  {
    name: 'an addition declared as a major: more than needed is allowed',
    releases,
    package: '2.0.0',
    head: [...added, numbered('2.0.0')],
    today: '2026-06-01',
    expects: { exit: 0 },
  },
  {
    name: 'a package that steps less than its findings need',
    releases,
    package: '1.4.1',
    head: added,
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['version-too-small'],
      says: ['the package says 1.4.1 (patch after 1.4.0) and the findings need minor: 1.5.0 or later'],
    },
  },
  {
    name: 'info.version that goes backwards',
    releases,
    head: [numbered('1.1.9')],
    today: '2026-06-01',
    expects: {
      exit: 3,
      says: ['openapi/openapi.yaml:undefined `info.version` goes backwards, from 1.2.0 to 1.1.9'],
    },
  },
  {
    name: 'a package that goes backwards',
    releases,
    package: '1.3.9',
    head: [],
    today: '2026-06-01',
    expects: { exit: 3, says: ['package.json:3 the package goes backwards, from 1.4.0 to 1.3.9'] },
  },
  {
    name: 'a number that is none',
    releases,
    head: [numbered('next')],
    today: '2026-06-01',
    expects: { exit: 3, says: ['is no version number'] },
  },
  {
    name: 'a renamed operation id is a patch of the document and a major of the package',
    releases,
    package: '1.4.0',
    head: renamed,
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['operation-id-changed'], needs: ['patch', 'major'] },
  },
  {
    name: 'a policy that asks for the number in the change',
    releases,
    policy: 'version: { undeclared: blocks }',
    head: added,
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['version-too-small'], says: ['says 1.2.0 (no step after 1.2.0)'] },
  },
  {
    name: 'a policy under which names in code do not block',
    releases,
    package: '1.4.0',
    policy: 'blocks: { source: [] }',
    head: renamed,
    today: '2026-06-01',
    expects: {
      exit: 0,
      lets: ['operation-id-changed'],
      needs: ['patch', 'major'],
      says: ['the policy does not block breaking findings of layer source'],
    },
  },
  {
    name: 'a policy with an unknown key: nothing is judged',
    releases,
    policy: 'reading: tolerant\nnotise: 1\n',
    head: [],
    today: '2026-06-01',
    expects: { exit: 3, says: ['openapi/policy.yaml:2 unknown key `notise`: did you mean `notice`?'] },
  },
  {
    name: 'no released document at all: nothing to measure against is no pass',
    releases: [],
    head: [],
    today: '2026-06-01',
    expects: { exit: 3, says: ['there is no released document in openapi/released'] },
  },
  {
    name: 'a closed response under a strict reading: an added property is a break',
    releases: [
      {
        version: '1.0.0',
        date: '2026-01-01',
        edits: [['/components/schemas/Agent/additionalProperties', false]],
      },
    ],
    policy: 'reading: strict',
    head: added,
    today: '2026-06-01',
    expects: { exit: 1 },
  },
  {
    name: 'a closed response under a tolerant reading: an added property is an addition',
    releases: [
      {
        version: '1.0.0',
        date: '2026-01-01',
        edits: [['/components/schemas/Agent/additionalProperties', false]],
      },
    ],
    head: added,
    today: '2026-06-01',
    expects: { exit: 0, needs: ['minor'] },
  },
];
