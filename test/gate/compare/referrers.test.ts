// A waiver holds for one cause. What several places refer to is one cause where it changed itself; where a reference leads
// elsewhere now, each place that refers is a cause of its own: a waiver for the first place does not cover the next.
import { describe, expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json, JsonObject } from '../../../src/gate/include/json.js';
import type { Finding } from '../../../src/gate/report/report.js';

const ref = (name: string, shelf = 'schemas') => ({ $ref: `#/components/${shelf}/${name}` });
const json = (schema: Json) => ({ content: { 'application/json': { schema } } });
const ok = { 200: { description: 'd' } };
const call = (method: string, operation: object) => ({ [method]: { responses: ok, ...operation } });
const takes = (schema: Json) => call('post', { requestBody: json(schema) });
const gives = (schema: Json) => call('get', { responses: { 200: { description: 'd', ...json(schema) } } });
const has = (parameter: Json) => call('get', { parameters: [parameter] });
const answers = (response: Json) => call('get', { responses: { 200: response } });
const calls = (callback: Json) => call('get', { callbacks: { c: callback } });
const document = (paths: object, components: object, more: object = {}): Json =>
  ({
    ...more,
    openapi: '3.1.1',
    info: { title: 't', version: '1.0.0' },
    paths,
    components,
  }) as JsonObject;

const at = (host: string) => ({ servers: [{ url: `https://${host}.example` }] });
const keys = {
  securitySchemes: {
    a: { type: 'apiKey', in: 'header', name: 'A' },
    b: { type: 'apiKey', in: 'header', name: 'B' },
  },
};
const x = { type: 'object', properties: { x: { type: 'string' } } };
const needsX = { ...x, required: ['x'] };
const schemas = { A: x, B: needsX };
const gone = { B: needsX };
const query = (schema: Json) => ({ name: 'n', in: 'query', schema });
const parameters = { P: query({ type: ['string', 'integer'] }), Q: query({ type: 'integer' }) };
const header = (schema: Json) => ({ description: 'd', headers: { 'X-N': schema } });
const headers = { H: { schema: { type: 'integer' } }, I: { schema: { type: ['integer', 'string'] } } };
const part = (name: string) =>
  call('post', {
    requestBody: {
      content: {
        'multipart/form-data': {
          schema: { type: 'object', properties: { f: { type: 'string' } } },
          encoding: { f: { headers: { 'X-N': ref(name, 'headers') } } },
        },
      },
    },
  });

const bodyOf = (path: string) => `/paths/~1${path}/post/requestBody/content/application~1json/schema`;

interface Row {
  readonly name: string;
  readonly base: Json;
  /** What somebody did first, and waived. */
  readonly first: Json;
  readonly later: Json;
  /** What the waivers for all of the first do not cover: rule, place in base, operations. */
  readonly blocks: readonly string[];
  /** The last user of a component follows: the cause is the component now, and the waivers are argued anew. */
  readonly isOneCauseNow?: true;
}

const rows: readonly Row[] = [
  {
    name: 'a body that refers to another schema, beside one that does so later',
    base: document({ '/p': takes(ref('A')), '/q': takes(ref('A')) }, { schemas }),
    first: document({ '/p': takes(ref('B')), '/q': takes(ref('A')) }, { schemas }),
    later: document({ '/p': takes(ref('B')), '/q': takes(ref('B')) }, { schemas }),
    blocks: [`property-required ${bodyOf('q')} POST /q`],
  },
  {
    name: 'one place that refers, reached by two operations',
    base: document(
      { '/p': call('post', { requestBody: ref('R', 'requestBodies') }), '/q': takes(ref('A')) },
      { schemas, requestBodies: { R: json(ref('A')) } },
    ),
    first: document(
      { '/p': call('post', { requestBody: ref('R', 'requestBodies') }), '/q': takes(ref('A')) },
      { schemas, requestBodies: { R: json(ref('B')) } },
    ),
    later: document(
      {
        '/p': call('post', { requestBody: ref('R', 'requestBodies') }),
        '/q': takes(ref('A')),
        '/new': call('post', { requestBody: ref('R', 'requestBodies') }),
      },
      { schemas, requestBodies: { R: json(ref('B')) } },
    ),
    blocks: [],
  },
  {
    name: 'a schema written out becomes a reference',
    base: document({ '/p': takes(x), '/q': takes(x) }, { schemas }),
    first: document({ '/p': takes(ref('B')), '/q': takes(x) }, { schemas }),
    later: document({ '/p': takes(ref('B')), '/q': takes(ref('B')) }, { schemas }),
    blocks: [`property-required ${bodyOf('q')}/properties/x POST /q`],
  },
  {
    name: 'a reference becomes a schema written out',
    base: document({ '/p': takes(ref('A')), '/q': takes(ref('A')) }, { schemas }),
    first: document({ '/p': takes(needsX), '/q': takes(ref('A')) }, { schemas }),
    later: document({ '/p': takes(needsX), '/q': takes(needsX) }, { schemas }),
    blocks: [`property-required ${bodyOf('q')} POST /q`],
  },
  {
    name: 'the last reference to a component that goes becomes a schema written out',
    base: document({ '/p': takes(ref('A')), '/q': takes(ref('A')) }, { schemas }),
    first: document({ '/p': takes(needsX), '/q': takes(x) }, { schemas: gone }),
    later: document({ '/p': takes(needsX), '/q': takes(needsX) }, { schemas: gone }),
    blocks: [`property-required ${bodyOf('q')} POST /q`],
  },
  {
    name: 'in a chain of references the one that leads elsewhere',
    base: document(
      { '/p': takes(ref('Z')), '/q': takes(ref('Z')), '/r': takes(ref('A')) },
      { schemas: { ...schemas, Z: ref('A') } },
    ),
    first: document(
      { '/p': takes(ref('Z')), '/q': takes(ref('Z')), '/r': takes(ref('A')) },
      { schemas: { ...schemas, Z: ref('B') } },
    ),
    later: document(
      { '/p': takes(ref('Z')), '/q': takes(ref('Z')), '/r': takes(ref('B')) },
      { schemas: { ...schemas, Z: ref('B') } },
    ),
    blocks: [`property-required ${bodyOf('r')} POST /r`],
  },
  {
    name: 'two properties of one body',
    base: document(
      { '/p': takes(ref('O')) },
      { schemas: { ...schemas, O: { type: 'object', properties: { a: ref('A'), b: ref('A') } } } },
    ),
    first: document(
      { '/p': takes(ref('O')) },
      { schemas: { ...schemas, O: { type: 'object', properties: { a: ref('B'), b: ref('A') } } } },
    ),
    later: document(
      { '/p': takes(ref('O')) },
      { schemas: { ...schemas, O: { type: 'object', properties: { a: ref('B'), b: ref('B') } } } },
    ),
    blocks: ['property-required /components/schemas/O/properties/b POST /p'],
  },
  {
    name: 'a member of allOf',
    base: document(
      { '/p': takes({ allOf: [ref('A'), { minProperties: 0 }] }), '/q': takes({ allOf: [ref('A')] }) },
      { schemas },
    ),
    first: document(
      { '/p': takes({ allOf: [ref('B'), { minProperties: 0 }] }), '/q': takes({ allOf: [ref('A')] }) },
      { schemas },
    ),
    later: document(
      { '/p': takes({ allOf: [ref('B'), { minProperties: 0 }] }), '/q': takes({ allOf: [ref('B')] }) },
      { schemas },
    ),
    blocks: [`property-required ${bodyOf('q')}/allOf/0 POST /q`],
  },
  {
    name: 'a member of allOf that goes',
    base: document(
      {
        '/p': gives({ allOf: [{ type: 'object' }, ref('B')] }),
        '/q': gives({ allOf: [{ type: 'object' }, ref('B')] }),
      },
      { schemas },
    ),
    first: document(
      {
        '/p': gives({ allOf: [{ type: 'object' }] }),
        '/q': gives({ allOf: [{ type: 'object' }, ref('B')] }),
      },
      { schemas },
    ),
    later: document(
      { '/p': gives({ allOf: [{ type: 'object' }] }), '/q': gives({ allOf: [{ type: 'object' }] }) },
      { schemas },
    ),
    blocks: ['property-removed /paths/~1q/get/responses/200/content/application~1json/schema/allOf/1 GET /q'],
  },
  {
    name: 'more is asked beside a reference whose component changes for a reason of its own',
    base: document({ '/p': takes(ref('A')), '/q': takes(ref('A')) }, { schemas }),
    first: document(
      { '/p': takes({ allOf: [ref('A'), { required: ['x'] }] }), '/q': takes(ref('A')) },
      { schemas: { A: { ...x, properties: { ...x.properties, y: {} } } } },
    ),
    later: document(
      {
        '/p': takes({ allOf: [ref('A'), { required: ['x'] }] }),
        '/q': takes({ allOf: [ref('A'), { required: ['x'] }] }),
      },
      { schemas: { A: { ...x, properties: { ...x.properties, y: {} } } } },
    ),
    blocks: [`property-required ${bodyOf('q')} POST /q`],
  },
  {
    name: 'more is asked beside a member of allOf that stays',
    base: document(
      { '/p': takes({ allOf: [ref('N'), {}] }), '/q': takes({ allOf: [ref('N'), {}] }) },
      { schemas: { N: { type: 'integer', minimum: 1 } } },
    ),
    first: document(
      { '/p': takes({ allOf: [ref('N'), { minimum: 5 }] }), '/q': takes({ allOf: [ref('N'), {}] }) },
      { schemas: { N: { type: 'integer', minimum: 1 } } },
    ),
    later: document(
      {
        '/p': takes({ allOf: [ref('N'), { minimum: 5 }] }),
        '/q': takes({ allOf: [ref('N'), { minimum: 5 }] }),
      },
      { schemas: { N: { type: 'integer', minimum: 1 } } },
    ),
    blocks: [`bound-changed ${bodyOf('q')}/allOf/0 POST /q`],
  },
  {
    name: 'a component that changed itself, behind whatever refers to it',
    base: document(
      { '/p': takes(ref('A')), '/q': takes({ allOf: [ref('A'), { minProperties: 0 }] }) },
      { schemas },
    ),
    first: document(
      { '/p': takes(ref('A')), '/q': takes({ allOf: [ref('A'), { minProperties: 0 }] }) },
      { schemas: { A: needsX } },
    ),
    later: document(
      {
        '/p': takes(ref('A')),
        '/q': takes({ allOf: [ref('A'), { minProperties: 0 }] }),
        '/new': takes(ref('A')),
      },
      { schemas: { A: needsX } },
    ),
    blocks: [],
  },
  {
    name: 'a component that was renamed and changed, everywhere: one cause',
    base: document(
      { '/p': takes(ref('A')), '/q': gives(ref('A')), '/r': takes(ref('A')) },
      { schemas: { A: x } },
    ),
    first: document({ '/p': takes(x), '/q': gives(x), '/r': takes(x) }, { schemas: {} }),
    later: document(
      { '/p': takes(ref('B')), '/q': gives(ref('B')), '/r': takes(ref('B')) },
      { schemas: gone },
    ),
    blocks: ['property-required /components/schemas/A/properties/x POST /p, POST /r'],
  },
  {
    name: 'a component that goes, its last user to where the others went',
    base: document({ '/p': takes(ref('A')), '/q': takes(ref('A')) }, { schemas: { A: x } }),
    first: document({ '/p': takes(ref('B')), '/q': takes(x) }, { schemas: gone }),
    later: document({ '/p': takes(ref('B')), '/q': takes(ref('B')) }, { schemas: gone }),
    blocks: ['property-required /components/schemas/A/properties/x POST /p, POST /q'],
    isOneCauseNow: true,
  },
  {
    name: 'a component that goes, its users to different ones',
    base: document({ '/p': takes(ref('A')), '/q': takes(ref('A')) }, { schemas: { A: x } }),
    first: document({ '/p': takes(ref('B')), '/q': takes(ref('C')) }, { schemas: { B: needsX, C: x } }),
    later: document({ '/p': takes(ref('B')), '/q': takes(ref('C')) }, { schemas: { B: needsX, C: needsX } }),
    blocks: [`property-required ${bodyOf('q')} POST /q`],
  },
  {
    name: 'a shared component behind a reference that leads elsewhere',
    base: document(
      { '/p': takes(ref('O')), '/q': takes(ref('O')) },
      {
        schemas: {
          A: x,
          O: { type: 'object', properties: { a: ref('A') } },
          M: { type: 'object', properties: { a: ref('A'), b: {} } },
        },
      },
    ),
    first: document(
      { '/p': takes(ref('M')), '/q': takes(ref('O')) },
      {
        schemas: {
          A: needsX,
          O: { type: 'object', properties: { a: ref('A') } },
          M: { type: 'object', properties: { a: ref('A'), b: {} } },
        },
      },
    ),
    later: document(
      { '/p': takes(ref('M')), '/q': takes(ref('M')) },
      {
        schemas: {
          A: needsX,
          O: { type: 'object', properties: { a: ref('A') } },
          M: { type: 'object', properties: { a: ref('A'), b: {} } },
        },
      },
    ),
    blocks: [],
  },
  {
    name: 'what differs deep below a reference that leads elsewhere',
    base: document(
      { '/p': takes(ref('O')), '/q': takes(ref('O')) },
      {
        schemas: {
          ...schemas,
          O: { type: 'object', properties: { a: ref('A') } },
          M: { type: 'object', properties: { a: ref('B') } },
        },
      },
    ),
    first: document(
      { '/p': takes(ref('M')), '/q': takes(ref('O')) },
      {
        schemas: {
          ...schemas,
          O: { type: 'object', properties: { a: ref('A') } },
          M: { type: 'object', properties: { a: ref('B') } },
        },
      },
    ),
    later: document(
      { '/p': takes(ref('M')), '/q': takes(ref('M')) },
      {
        schemas: {
          ...schemas,
          O: { type: 'object', properties: { a: ref('A') } },
          M: { type: 'object', properties: { a: ref('B') } },
        },
      },
    ),
    blocks: [`property-required ${bodyOf('q')} POST /q`],
  },
  {
    name: 'a parameter',
    base: document({ '/p': has(ref('P', 'parameters')), '/q': has(ref('P', 'parameters')) }, { parameters }),
    first: document({ '/p': has(ref('Q', 'parameters')), '/q': has(ref('P', 'parameters')) }, { parameters }),
    later: document({ '/p': has(ref('Q', 'parameters')), '/q': has(ref('Q', 'parameters')) }, { parameters }),
    blocks: ['type-changed /paths/~1q/get/parameters/0 GET /q'],
  },
  {
    name: 'a parameter that goes',
    base: document({ '/p': has(ref('P', 'parameters')), '/q': has(ref('P', 'parameters')) }, { parameters }),
    first: document({ '/p': call('get', {}), '/q': has(ref('P', 'parameters')) }, { parameters }),
    later: document({ '/p': call('get', {}), '/q': call('get', {}) }, { parameters: {} }),
    blocks: ['parameter-removed /components/parameters/P GET /p, GET /q'],
    isOneCauseNow: true,
  },
  {
    name: 'a parameter that goes, its component still there',
    base: document({ '/p': has(ref('P', 'parameters')), '/q': has(ref('P', 'parameters')) }, { parameters }),
    first: document({ '/p': call('get', {}), '/q': has(ref('P', 'parameters')) }, { parameters }),
    later: document({ '/p': call('get', {}), '/q': call('get', {}) }, { parameters }),
    blocks: ['parameter-removed /paths/~1q/get/parameters/0 GET /q'],
  },
  {
    name: 'the schema of a shared parameter',
    base: document(
      { '/p': has(ref('P', 'parameters')), '/q': has(ref('P', 'parameters')) },
      { parameters: { P: query(ref('A')) }, schemas: { A: { type: 'string' }, B: { type: 'integer' } } },
    ),
    first: document(
      { '/p': has(ref('P', 'parameters')), '/q': has(ref('P', 'parameters')) },
      { parameters: { P: query(ref('B')) }, schemas: { A: { type: 'string' }, B: { type: 'integer' } } },
    ),
    later: document(
      {
        '/p': has(ref('P', 'parameters')),
        '/q': has(ref('P', 'parameters')),
        '/new': has(ref('P', 'parameters')),
      },
      { parameters: { P: query(ref('B')) }, schemas: { A: { type: 'string' }, B: { type: 'integer' } } },
    ),
    blocks: [],
  },
  {
    name: 'a request body',
    base: document(
      {
        '/p': call('post', { requestBody: ref('R', 'requestBodies') }),
        '/q': call('post', { requestBody: ref('R', 'requestBodies') }),
      },
      { requestBodies: { R: json(x), S: { ...json(needsX), required: true } } },
    ),
    first: document(
      {
        '/p': call('post', { requestBody: ref('S', 'requestBodies') }),
        '/q': call('post', { requestBody: ref('R', 'requestBodies') }),
      },
      { requestBodies: { R: json(x), S: { ...json(needsX), required: true } } },
    ),
    later: document(
      {
        '/p': call('post', { requestBody: ref('S', 'requestBodies') }),
        '/q': call('post', { requestBody: ref('S', 'requestBodies') }),
      },
      { requestBodies: { R: json(x), S: { ...json(needsX), required: true } } },
    ),
    blocks: [
      'property-required /paths/~1q/post/requestBody POST /q',
      'request-body-required /paths/~1q/post/requestBody POST /q',
    ],
  },
  {
    name: 'a response',
    base: document(
      { '/p': answers(ref('R', 'responses')), '/q': answers(ref('R', 'responses')) },
      { responses: { R: { description: 'd', ...json(needsX) }, S: { description: 'd', ...json(x) } } },
    ),
    first: document(
      { '/p': answers(ref('S', 'responses')), '/q': answers(ref('R', 'responses')) },
      { responses: { R: { description: 'd', ...json(needsX) }, S: { description: 'd', ...json(x) } } },
    ),
    later: document(
      { '/p': answers(ref('S', 'responses')), '/q': answers(ref('S', 'responses')) },
      { responses: { R: { description: 'd', ...json(needsX) }, S: { description: 'd', ...json(x) } } },
    ),
    blocks: ['property-required /paths/~1q/get/responses/200 GET /q'],
  },
  {
    name: 'a header',
    base: document(
      { '/p': answers(header(ref('H', 'headers'))), '/q': answers(header(ref('H', 'headers'))) },
      { headers },
    ),
    first: document(
      { '/p': answers(header(ref('I', 'headers'))), '/q': answers(header(ref('H', 'headers'))) },
      { headers },
    ),
    later: document(
      { '/p': answers(header(ref('I', 'headers'))), '/q': answers(header(ref('I', 'headers'))) },
      { headers },
    ),
    blocks: ['type-changed /paths/~1q/get/responses/200/headers/X-N GET /q'],
  },
  {
    name: 'the header of a part',
    base: document({ '/p': part('I'), '/q': part('I') }, { headers }),
    first: document({ '/p': part('H'), '/q': part('I') }, { headers }),
    later: document({ '/p': part('H'), '/q': part('H') }, { headers }),
    blocks: [
      'type-changed /paths/~1q/post/requestBody/content/multipart~1form-data/encoding/f/headers/X-N POST /q',
    ],
  },
  {
    name: 'a path item',
    base: document(
      { '/p': ref('I', 'pathItems'), '/q': ref('I', 'pathItems') },
      { pathItems: { I: takes(x), J: takes(needsX) } },
    ),
    first: document(
      { '/p': ref('J', 'pathItems'), '/q': ref('I', 'pathItems') },
      { pathItems: { I: takes(x), J: takes(needsX) } },
    ),
    later: document(
      { '/p': ref('J', 'pathItems'), '/q': ref('J', 'pathItems') },
      { pathItems: { I: takes(x), J: takes(needsX) } },
    ),
    blocks: ['property-required /paths/~1q POST /q'],
  },
  {
    name: 'a path that goes, its path item shared',
    base: document(
      { '/p': ref('I', 'pathItems'), '/q': ref('I', 'pathItems'), '/r': ref('I', 'pathItems') },
      { pathItems: { I: takes(x) } },
    ),
    first: document(
      { '/q': ref('I', 'pathItems'), '/r': ref('I', 'pathItems') },
      { pathItems: { I: takes(x) } },
    ),
    later: document({ '/r': ref('I', 'pathItems') }, { pathItems: { I: takes(x) } }),
    blocks: ['operation-removed /paths/~1q POST /q'],
  },
  {
    name: 'a callback',
    base: document(
      { '/p': calls(ref('C', 'callbacks')), '/q': calls(ref('C', 'callbacks')) },
      { callbacks: { C: { '{$url}': takes(needsX) }, D: { '{$url}': takes(x) } } },
    ),
    first: document(
      { '/p': calls(ref('D', 'callbacks')), '/q': calls(ref('C', 'callbacks')) },
      { callbacks: { C: { '{$url}': takes(needsX) }, D: { '{$url}': takes(x) } } },
    ),
    later: document(
      { '/p': calls(ref('D', 'callbacks')), '/q': calls(ref('D', 'callbacks')) },
      { callbacks: { C: { '{$url}': takes(needsX) }, D: { '{$url}': takes(x) } } },
    ),
    blocks: ['property-required /paths/~1q/get/callbacks/c GET /q'],
  },
  {
    name: 'a parameter of the path, said again by an operation',
    base: document({ '/p': { parameters: [parameters.P], ...call('get', {}), ...call('put', {}) } }, {}),
    first: document(
      {
        '/p': {
          parameters: [parameters.P],
          ...has(parameters.Q),
          ...call('put', {}),
        },
      },
      {},
    ),
    later: document(
      {
        '/p': {
          parameters: [parameters.P],
          ...has(parameters.Q),
          ...call('put', { parameters: [parameters.Q] }),
        },
      },
      {},
    ),
    blocks: ['type-changed /paths/~1p/put PUT /p'],
  },
  {
    name: 'a parameter of the path that changes, beside another that goes',
    base: document(
      {
        '/p': {
          parameters: [{ name: 'm', in: 'query' }, parameters.P],
          ...call('get', {}),
          ...call('put', {}),
        },
      },
      {},
    ),
    first: document({ '/p': { parameters: [parameters.Q], ...call('get', {}), ...call('put', {}) } }, {}),
    later: document(
      {
        '/p': {
          parameters: [parameters.Q],
          ...call('get', {}),
          ...call('put', { parameters: [parameters.Q] }),
        },
      },
      {},
    ),
    blocks: ['type-changed /paths/~1p/put PUT /p'],
  },
  {
    name: 'the security of the document, said again by an operation',
    base: document({ '/p': call('get', {}), '/q': call('get', {}) }, keys, { security: [{ a: [] }] }),
    first: document({ '/p': call('get', { security: [{ b: [] }] }), '/q': call('get', {}) }, keys, {
      security: [{ a: [] }],
    }),
    later: document(
      { '/p': call('get', { security: [{ b: [] }] }), '/q': call('get', { security: [{ b: [] }] }) },
      keys,
      { security: [{ a: [] }] },
    ),
    blocks: ['security-changed /paths/~1q/get GET /q'],
  },
  {
    name: 'the security of the document',
    base: document({ '/p': call('get', {}), '/q': call('get', {}) }, keys, { security: [{ a: [] }] }),
    first: document({ '/p': call('get', {}), '/q': call('get', { security: [{ a: [] }] }) }, keys, {
      security: [{ b: [] }],
    }),
    later: document({ '/p': call('get', {}), '/q': call('get', {}) }, keys, { security: [{ b: [] }] }),
    blocks: [],
  },
  {
    name: 'the servers of the document, said again by an operation',
    base: document({ '/p': call('get', {}), '/q': call('get', {}) }, {}, at('a')),
    first: document({ '/p': call('get', at('b')), '/q': call('get', {}) }, {}, at('a')),
    later: document({ '/p': call('get', at('b')), '/q': call('get', at('b')) }, {}, at('a')),
    blocks: ['server-removed /paths/~1q/get GET /q'],
  },
  {
    name: 'the servers of a path, which go',
    base: document({ '/p': { ...at('b'), ...call('get', {}), ...call('put', {}) } }, {}, at('a')),
    first: document({ '/p': { ...call('get', {}), ...call('put', at('b')) } }, {}, at('a')),
    later: document({ '/p': { ...call('get', {}), ...call('put', {}) } }, {}, at('a')),
    blocks: ['server-removed /paths/~1p/servers/0 GET /p, PUT /p'],
    isOneCauseNow: true,
  },
];

const blocking = async (base: Json, head: Json): Promise<readonly Finding[]> =>
  (await compare(base, head)).findings.filter(({ level }) => level === 'breaking' || level === 'unknown');

describe.each(rows)('$name', ({ base, first, later, blocks, isOneCauseNow = false }) => {
  test('the waivers of the first change cover that change alone', async () => {
    const waived = new Set((await blocking(base, first)).map(({ id }) => id));
    const left = (await blocking(base, later)).filter(({ id }) => !waived.has(id));
    const said = left.map(
      ({ rule, base: place, operations }) => `${rule} ${place?.pointer} ${operations.join(', ')}`,
    );
    expect(said.sort()).toEqual(blocks);
  });

  test('what was waived is still found, unless it is one cause now', async () => {
    const found = new Set((await blocking(base, later)).map(({ id }) => id));
    const stale = (await blocking(base, first)).filter(({ id }) => !found.has(id));
    expect(stale.length > 0).toBe(isOneCauseNow);
  });
});

test('many places that lead elsewhere, to much that differs: no place is left out, and not all is told one by one', async () => {
  const many = 60;
  const ring = (name: string, at: number, more: object) => [
    `${name}${at}`,
    { type: 'object', properties: { next: ref(`${name}${(at + 1) % many}`), ...more } },
  ];
  const rings = (target: string) =>
    document(
      { '/p': gives(ref('U0')) },
      {
        schemas: Object.fromEntries(
          Array.from({ length: many }, (_, at) => [
            ring('U', at, { m: ref(target) }),
            ring('A', at, { leaf: { type: 'string' } }),
            ring('B', at, { leaf: { type: 'integer' } }),
          ]).flat(),
        ),
      },
    );
  const found = await blocking(rings('A0'), rings('B0'));
  const places = Array.from({ length: many }, (_, at) => `/components/schemas/U${at}/properties/m`);
  expect(new Set(found.map(({ base }) => base?.pointer))).toEqual(new Set(places));
  expect(found.length).toBeLessThan(many * many);
  const told = found.filter(({ message }) => message.startsWith('what is referred to differs in more ways'));
  expect(told.length).toBeGreaterThan(0);
});
