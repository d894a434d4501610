// Ends of operations: deprecate, wait, remove. Notice counts from the release that first announced the end.
import type { Story } from './story.js';

const op = '/paths/~1memory~1legacy/get';
const gone = [['/paths/~1memory~1legacy', undefined]] as const;
const announced = [
  [`${op}/deprecated`, true],
  [`${op}/x-sunset`, '2026-03-01'],
  [`${op}/x-replaced-by`, 'none'],
] as const;
const first = { version: '1.0.0', date: '2025-06-01' } as const;
/** 1.1.0 of 2026-01-01 announces the end for 2026-03-01: notice has run on 2026-04-01. */
const announcing = [first, { version: '1.1.0', date: '2026-01-01', edits: announced }] as const;

const v2 = {
  get: {
    operationId: 'getLegacyV2',
    responses: {
      200: { description: 'new', content: { 'application/json': { schema: { type: 'object' } } } },
    },
  },
};
const withSuccessor = (version: string, date: string) => [
  { version, date, edits: [['/paths/~1v2~1memory', v2]] } as const,
];
const replaced = [...announced.slice(0, 2), [`${op}/x-replaced-by`, 'getLegacyV2']] as const;

export const operations: readonly Story[] = [
  {
    name: 'an operation that was never deprecated is removed',
    head: gone,
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['operation-removed'],
      needs: ['major'],
      says: [
        "keep `GET /memory/legacy`, announce its end in a release, and remove it from 2026-08-30 on\ndeprecated: true\nx-sunset: '2026-08-30'",
      ],
    },
  },
  {
    name: 'an operation is deprecated with a sunset: an announcement, no break',
    head: [
      [`${op}/deprecated`, true],
      [`${op}/x-sunset`, '2026-09-30'],
      [`${op}/x-replaced-by`, 'none'],
    ],
    today: '2026-06-01',
    expects: { exit: 0, blocks: [] },
  },
  {
    name: 'an operation deprecated on a branch that was never released is removed',
    releases: [first],
    head: gone,
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['operation-removed'] },
  },
  {
    name: 'an operation is removed 89 days after the release that announced it',
    releases: announcing,
    head: gone,
    today: '2026-03-31',
    expects: {
      exit: 1,
      blocks: ['operation-removed'],
      says: [
        'its notice has run 89 of 90 days, since 1.1.0 (2026-01-01)',
        'it may go from 2026-04-01 on',
        'keep it until 2026-04-01',
      ],
    },
  },
  {
    name: 'an operation is removed 90 days after the release that announced it',
    releases: announcing,
    head: gone,
    today: '2026-04-01',
    expects: {
      exit: 0,
      blocks: [],
      lets: ['operation-removed'],
      says: ['its notice has run 90 days, since 1.1.0 (2026-01-01)'],
    },
  },
  {
    name: 'an operation is removed long after its notice has run',
    releases: announcing,
    head: gone,
    today: '2028-01-01',
    expects: { exit: 0, lets: ['operation-removed'] },
  },
  {
    name: 'notice counts from the release that first announced, not from the newest',
    releases: [
      ...announcing,
      { version: '1.2.0', date: '2026-03-20' },
      { version: '1.3.0', date: '2026-03-30' },
    ],
    head: gone,
    today: '2026-04-01',
    expects: { exit: 0, lets: ['operation-removed'], says: ['since 1.1.0 (2026-01-01)'] },
  },
  {
    name: 'an undated deprecation gives no notice, however old',
    releases: [
      { version: '1.0.0', date: '2019-06-01' },
      { version: '1.1.0', date: '2020-01-01', edits: [[`${op}/deprecated`, true]] },
    ],
    head: gone,
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['operation-removed'],
      says: ['without `x-sunset`: an undated deprecation gives no notice'],
    },
  },
  {
    name: 'a sunset that is no date gives no notice',
    releases: [
      first,
      {
        version: '1.1.0',
        date: '2026-01-01',
        edits: [
          [`${op}/deprecated`, true],
          [`${op}/x-sunset`, 'soon'],
        ],
      },
    ],
    head: gone,
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['operation-removed'], says: ['with an `x-sunset` that is no date (soon)'] },
  },
  {
    name: 'a deprecation dated later counts from the release that dated it',
    releases: [
      first,
      { version: '1.1.0', date: '2026-01-01', edits: [[`${op}/deprecated`, true]] },
      { version: '1.2.0', date: '2026-03-01', edits: [[`${op}/x-sunset`, '2026-03-15']] },
    ],
    head: gone,
    today: '2026-05-29',
    expects: { exit: 1, blocks: ['operation-removed'], says: ['89 of 90 days, since 1.2.0 (2026-03-01)'] },
  },
  {
    name: 'notice has run and the sunset has not come',
    releases: [
      first,
      { version: '1.1.0', date: '2026-01-01', edits: [...announced, [`${op}/x-sunset`, '2026-12-31']] },
    ],
    head: gone,
    today: '2026-12-30',
    expects: {
      exit: 1,
      blocks: ['operation-removed'],
      says: ['its sunset 2026-12-31 has not come', 'it may go from 2026-12-31 on'],
    },
  },
  {
    name: 'the day of the sunset has come',
    releases: [
      first,
      { version: '1.1.0', date: '2026-01-01', edits: [...announced, [`${op}/x-sunset`, '2026-12-31']] },
    ],
    head: gone,
    today: '2026-12-31',
    expects: { exit: 0, lets: ['operation-removed'] },
  },
  {
    name: 'a sunset moved later must come, and notice still counts from the first announcement',
    releases: [
      ...announcing,
      { version: '1.2.0', date: '2026-03-30', edits: [[`${op}/x-sunset`, '2026-05-01']] },
    ],
    head: gone,
    today: '2026-05-01',
    expects: { exit: 0, lets: ['operation-removed'], says: ['since 1.1.0 (2026-01-01)'] },
  },
  {
    name: 'a sunset is moved earlier in the change',
    releases: [
      first,
      { version: '1.1.0', date: '2026-01-01', edits: [...announced, [`${op}/x-sunset`, '2026-12-31']] },
    ],
    head: [[`${op}/x-sunset`, '2026-10-01']],
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['sunset-moved-earlier'],
      says: ['was promised until 2026-12-31 and now ends on 2026-10-01', "x-sunset: '2026-12-31'"],
    },
  },
  {
    name: 'a sunset that a release moved earlier is announced anew by that release',
    releases: [
      first,
      { version: '1.1.0', date: '2026-01-01', edits: [...announced, [`${op}/x-sunset`, '2026-12-31']] },
      { version: '1.2.0', date: '2026-05-01', edits: [[`${op}/x-sunset`, '2026-06-01']] },
    ],
    head: gone,
    today: '2026-07-29',
    expects: { exit: 1, blocks: ['operation-removed'], says: ['89 of 90 days, since 1.2.0 (2026-05-01)'] },
  },
  {
    name: 'a deprecation taken back and given again starts over',
    releases: [
      ...announcing,
      {
        version: '1.2.0',
        date: '2026-02-01',
        edits: [
          [`${op}/deprecated`, undefined],
          [`${op}/x-sunset`, undefined],
        ],
      },
      {
        version: '1.3.0',
        date: '2026-03-01',
        edits: [
          [`${op}/deprecated`, true],
          [`${op}/x-sunset`, '2026-03-15'],
        ],
      },
    ],
    head: gone,
    today: '2026-04-01',
    expects: { exit: 1, blocks: ['operation-removed'], says: ['31 of 90 days, since 1.3.0 (2026-03-01)'] },
  },
  {
    name: 'releases whose days nobody knows give no notice',
    releases: [{ version: '1.0.0' }, { version: '1.1.0', edits: announced }],
    head: gone,
    today: '2030-01-01',
    expects: { exit: 1, blocks: ['operation-removed'], says: ['whose date is not known'] },
  },
  {
    name: 'a clock that stands before the announcement',
    releases: announcing,
    head: gone,
    today: '2025-12-31',
    expects: { exit: 1, blocks: ['operation-removed'], says: ['0 of 90 days'] },
  },
  {
    name: 'a policy of 30 days lets it go after 30',
    releases: announcing,
    policy: 'notice: { days: 30 }',
    head: gone,
    today: '2026-03-01',
    expects: { exit: 0, lets: ['operation-removed'] },
  },
  {
    name: 'a v2 counterpart is added beside v1',
    head: [['/paths/~1v2~1memory', v2]],
    today: '2026-06-01',
    expects: { exit: 0, blocks: [], needs: ['minor'] },
  },
  {
    name: 'a successor that no release has: its v1 stays',
    releases: [first, { version: '1.1.0', date: '2026-01-01', edits: replaced }],
    head: [...gone, ['/paths/~1v2~1memory', v2]],
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['operation-removed'],
      says: ['its successor `getLegacyV2` is in no release'],
    },
  },
  {
    name: 'a successor out for 89 days',
    releases: [
      first,
      { version: '1.1.0', date: '2025-12-01', edits: replaced },
      ...withSuccessor('1.2.0', '2026-01-01'),
    ],
    head: gone,
    today: '2026-03-31',
    expects: {
      exit: 1,
      blocks: ['operation-removed'],
      says: ['its successor `getLegacyV2` has been out for 89 of 90 days, since 1.2.0 (2026-01-01)'],
    },
  },
  {
    name: 'a successor out for 90 days',
    releases: [
      first,
      { version: '1.1.0', date: '2025-12-01', edits: replaced },
      ...withSuccessor('1.2.0', '2026-01-01'),
    ],
    head: gone,
    today: '2026-04-01',
    expects: { exit: 0, lets: ['operation-removed'] },
  },
  {
    name: 'a released v2 is as stable as v1: its removal needs notice too',
    releases: [first, ...withSuccessor('1.1.0', '2026-01-01')],
    head: [['/paths/~1v2~1memory', undefined]],
    today: '2026-12-31',
    expects: { exit: 1, blocks: ['operation-removed'] },
  },
  {
    name: 'an unreleased addition is reshaped freely: the last release never had it',
    releases: [first],
    head: [
      [
        '/paths/~1v2~1memory',
        {
          get: {
            ...v2.get,
            operationId: 'readMemory',
            parameters: [{ name: 'key', in: 'query', required: true, schema: { type: 'string' } }],
          },
        },
      ],
    ],
    today: '2026-06-01',
    expects: { exit: 0, blocks: [], needs: ['minor'] },
  },
  {
    name: 'a removal whose notice has run does not excuse another break',
    releases: announcing,
    head: [...gone, ['/components/schemas/SpawnAgentRequest/required', ['task', 'region']]],
    today: '2026-04-01',
    expects: { exit: 1, blocks: ['property-required'], lets: ['operation-removed'] },
  },
  {
    name: 'a deprecated operation whose notice has run is changed instead of removed',
    releases: announcing,
    head: [[`${op}/parameters`, [{ name: 'key', in: 'query', required: true, schema: { type: 'string' } }]]],
    today: '2026-04-01',
    expects: { exit: 1, blocks: ['parameter-required'], lets: [] },
  },
];
