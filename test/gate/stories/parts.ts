// Ends of smaller things: properties, parameters, headers, enum values. The same notice, counted in the same way.
import type { Edit } from './starter.js';
import type { Story } from './story.js';

const first = { version: '1.0.0', date: '2025-06-01' } as const;
const announcing = (...edits: readonly Edit[]) =>
  [first, { version: '1.1.0', date: '2026-01-01', edits }] as const;
const end = (at: string): readonly Edit[] => [
  [`${at}/deprecated`, true],
  [`${at}/x-sunset`, '2026-03-01'],
];

const host = '/components/schemas/Agent/properties/host';
const name = '/components/schemas/Agent/properties/name';
const note = '/components/schemas/SpawnAgentRequest/properties/note';
const region = '/components/schemas/SpawnAgentRequest/properties/region';
const sort = '/paths/~1agents/get/parameters/1';
const total = '/paths/~1agents/get/responses/200/headers/X-Total';

const withoutName: readonly Edit[] = [
  [name, undefined],
  ['/components/schemas/Agent/required', ['id', 'status']],
];
const withoutSin: readonly Edit[] = [[`${region}/enum`, ['iad', 'fra']]];
const endOfSin: readonly Edit[] = [
  [`${region}/x-deprecated-values`, { sin: { sunset: '2026-03-01', replaced_by: 'fra' } }],
];

export const parts: readonly Story[] = [
  {
    name: 'an optional response property goes without notice: code that reads it stops compiling',
    head: [[host, undefined]],
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['property-removed'],
      needs: ['patch'],
      says: ['keep the property `host` of `Agent`, announce its end'],
    },
  },
  {
    name: 'an optional response property goes 89 days after its end was released',
    releases: announcing(...end(host)),
    head: [[host, undefined]],
    today: '2026-03-31',
    expects: {
      exit: 1,
      blocks: ['property-removed'],
      says: ['the property `host` of `Agent`: its notice has run 89 of 90 days'],
    },
  },
  {
    name: 'an optional response property goes 90 days after its end was released',
    releases: announcing(...end(host)),
    head: [[host, undefined]],
    today: '2026-04-01',
    expects: { exit: 0, lets: ['property-removed'] },
  },
  {
    name: 'a required response property goes 89 days after its end was released',
    releases: announcing(...end(name)),
    head: withoutName,
    today: '2026-03-31',
    expects: { exit: 1, lets: [], needs: ['major'], says: ['89 of 90 days'] },
  },
  {
    name: 'a required response property goes 90 days after its end was released',
    releases: announcing(...end(name)),
    head: withoutName,
    today: '2026-04-01',
    expects: { exit: 0, blocks: [], needs: ['major'] },
  },
  {
    name: 'a request property goes from a closed object without notice',
    head: [[note, undefined]],
    today: '2026-06-01',
    expects: { exit: 1, needs: ['major'] },
  },
  {
    name: 'a request property goes from a closed object 90 days after its end was released',
    releases: announcing(...end(note)),
    head: [[note, undefined]],
    today: '2026-04-01',
    expects: { exit: 0, blocks: [] },
  },
  {
    name: 'a property deprecated in the change itself goes in the same change',
    head: [[note, undefined]],
    today: '2030-01-01',
    expects: { exit: 1 },
  },
  {
    name: 'a property deprecated without a sunset goes',
    releases: announcing([`${note}/deprecated`, true]),
    head: [[note, undefined]],
    today: '2030-01-01',
    expects: { exit: 1, says: ['an undated deprecation gives no notice'] },
  },
  {
    name: 'a property whose notice has run changes its type instead of going',
    releases: announcing(...end(host)),
    head: [[`${host}/type`, 'integer']],
    today: '2030-01-01',
    expects: { exit: 1, blocks: ['type-changed'], lets: [] },
  },
  {
    name: 'a property whose notice has run is moved into another spelling of the schema and changed',
    releases: announcing(...end(note)),
    head: [
      [note, undefined],
      ['/components/schemas/SpawnAgentRequest/properties/note', { type: 'string', maxLength: 5 }],
    ],
    today: '2030-01-01',
    expects: { exit: 1, lets: [] },
  },
  {
    name: 'two properties go, and the notice of one has run',
    releases: announcing(...end(host)),
    head: [[host, undefined], ...withoutName],
    today: '2026-04-01',
    expects: { exit: 1, lets: ['property-removed'] },
  },
  {
    name: 'the sunset of a property is moved earlier',
    releases: announcing(...end(host)),
    head: [[`${host}/x-sunset`, '2026-02-01']],
    today: '2026-01-15',
    expects: {
      exit: 1,
      blocks: ['sunset-moved-earlier'],
      says: ['The property `host` of `Agent` was promised until 2026-03-01'],
    },
  },
  {
    name: 'a parameter goes without notice',
    head: [[sort, undefined]],
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['parameter-removed'] },
  },
  {
    name: 'a parameter goes 89 days after its end was released',
    releases: announcing(...end(sort)),
    head: [[sort, undefined]],
    today: '2026-03-31',
    expects: {
      exit: 1,
      blocks: ['parameter-removed'],
      says: ['the parameter `query.sort` of `GET /agents`: its notice has run 89 of 90 days'],
    },
  },
  {
    name: 'a parameter goes 90 days after its end was released, and the list has been reordered since',
    releases: [
      ...announcing(...end(sort)),
      {
        version: '1.2.0',
        date: '2026-02-01',
        edits: [
          [
            '/paths/~1agents/get/parameters',
            [
              {
                name: 'sort',
                in: 'query',
                deprecated: true,
                'x-sunset': '2026-03-01',
                schema: { type: 'string' },
              },
              { name: 'limit', in: 'query', schema: { type: 'integer' } },
            ],
          ],
        ],
      },
    ],
    head: [['/paths/~1agents/get/parameters/0', undefined]],
    today: '2026-04-01',
    expects: { exit: 0, lets: ['parameter-removed'], says: ['since 1.1.0 (2026-01-01)'] },
  },
  {
    name: 'a parameter goes with notice, and the next one in the list becomes required',
    releases: announcing(...end('/paths/~1agents/get/parameters/0')),
    head: [
      ['/paths/~1agents/get/parameters/1/required', true],
      ['/paths/~1agents/get/parameters/0', undefined],
    ],
    today: '2026-04-01',
    expects: { exit: 1, blocks: ['parameter-required'], lets: ['parameter-removed'] },
  },
  {
    name: 'a response header goes without notice',
    head: [[total, undefined]],
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['response-header-removed'] },
  },
  {
    name: 'a response header goes 90 days after its end was released',
    releases: announcing(...end(total)),
    head: [[total, undefined]],
    today: '2026-04-01',
    expects: { exit: 0, lets: ['response-header-removed'] },
  },
  {
    name: 'a response header goes one day too early',
    releases: announcing(...end(total)),
    head: [[total, undefined]],
    today: '2026-03-31',
    expects: { exit: 1, blocks: ['response-header-removed'], says: ['the header `X-Total` of'] },
  },
  {
    name: 'an enum value of a request goes without notice',
    head: withoutSin,
    today: '2026-06-01',
    expects: {
      exit: 1,
      blocks: ['enum-value-removed'],
      says: ['x-deprecated-values:\n  "sin": { sunset: \'2026-08-30\', replaced_by: none }'],
    },
  },
  {
    name: 'an enum value goes 89 days after its end was released',
    releases: announcing(...endOfSin),
    head: [[`${region}/x-deprecated-values`, undefined], ...withoutSin],
    today: '2026-03-31',
    expects: {
      exit: 1,
      blocks: ['enum-value-removed'],
      says: ['the value `sin` of `SpawnAgentRequest`: its notice has run 89 of 90 days'],
    },
  },
  {
    name: 'an enum value goes 90 days after its end was released',
    releases: announcing(...endOfSin),
    head: [[`${region}/x-deprecated-values`, undefined], ...withoutSin],
    today: '2026-04-01',
    expects: { exit: 0, lets: ['enum-value-removed'] },
  },
  {
    name: 'the notice of one enum value does not cover another',
    releases: announcing(...endOfSin),
    head: [[`${region}/enum`, ['iad']]],
    today: '2026-04-01',
    expects: { exit: 1, blocks: ['enum-value-removed'], lets: ['enum-value-removed'] },
  },
  {
    name: 'an enum value deprecated without a sunset goes',
    releases: announcing([`${region}/x-deprecated-values`, { sin: { replaced_by: 'fra' } }]),
    head: withoutSin,
    today: '2030-01-01',
    expects: { exit: 1, blocks: ['enum-value-removed'], says: ['an undated deprecation gives no notice'] },
  },
  {
    name: 'an exported type goes where types are exported',
    policy: 'exported_types: true',
    head: [['/components/schemas/Old', undefined]],
    releases: [
      { version: '1.0.0', date: '2026-01-01', edits: [['/components/schemas/Old', { type: 'string' }]] },
    ],
    today: '2026-06-01',
    expects: { exit: 1, blocks: ['type-removed'], needs: ['patch'] },
  },
  {
    name: 'an exported type goes where types are not exported',
    head: [['/components/schemas/Old', undefined]],
    releases: [
      { version: '1.0.0', date: '2026-01-01', edits: [['/components/schemas/Old', { type: 'string' }]] },
    ],
    today: '2026-06-01',
    expects: { exit: 0, blocks: [] },
  },
  {
    name: 'an operation goes after its notice, and takes with it the exported type that only it used',
    policy: 'exported_types: true',
    releases: announcing(...end('/paths/~1memory~1legacy/get')),
    head: [
      ['/paths/~1memory~1legacy', undefined],
      ['/components/schemas/Legacy', undefined],
    ],
    today: '2026-04-01',
    expects: { exit: 0, blocks: [], lets: ['type-removed', 'operation-removed'] },
  },
];
