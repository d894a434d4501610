import { expect, test } from 'vitest';
import { readContract } from '../../src/mock/contract.js';
import { judge } from '../../src/mock/judge.js';
import { fittingRefusal } from '../../src/mock/refusal.js';
import { compileSchemas } from '../../src/mock/schemas.js';
import { tiny } from './tiny.js';

const contract = readContract(tiny());
const schemas = compileSchemas(contract);
const json = { 'content-type': 'application/json' };

interface Sent {
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly path?: Record<string, string>;
}

function judged(id: string, { query = '', headers = {}, body = '', path = {} }: Sent) {
  const operation = contract.operations.find((one) => one.id === id);
  if (!operation) throw new Error(`no ${id}`);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = { path, query: new URLSearchParams(query), headers, body: bytes };
  const judgement = judge(operation, request, schemas);
  const refusal =
    judgement.faults.length > 0
      ? fittingRefusal(operation, judgement.faults, { ...request, body: judgement.body })
      : undefined;
  return { faults: judgement.faults.map(({ message }) => message), answered: refusal?.case };
}

const queries = [
  { query: 'limit=5', faults: [] },
  { query: 'LIMIT=0', faults: [] }, // another name, and unknown ones are let through
  { query: 'limit=', faults: ['query/limit must be integer'] },
  { query: 'limit=0x10', faults: ['query/limit must be integer'] },
  { query: 'limit=1e1', faults: ['query/limit must be integer'] },
  { query: 'limit=1.5', faults: ['query/limit must be integer'] },
  { query: 'limit=%205', faults: ['query/limit must be integer'] },
  { query: 'limit=0', faults: ['query/limit must be >= 1'] },
  { query: 'limit=101', faults: ['query/limit must be <= 100'] },
  { query: 'limit=1&limit=2', faults: ['query/limit is given more than once'] },
  { query: 'hard=true', faults: [] },
  { query: 'hard=1', faults: ['query/hard must be boolean'] },
  { query: 'hard=', faults: ['query/hard must be boolean'] },
  { query: 'tags=a%2Cb', faults: [] },
  { query: 'tags=a%2Cb%2Cc', faults: ['query/tags must NOT have more than 2 items'] },
  { query: 'cursor=%zz', faults: [] },
] as const;
test.each(queries)('the query $query is judged: $faults', ({ query, faults }) => {
  expect(judged('listNotes', { query }).faults).toEqual(faults);
});

const bodies = [
  { name: 'a good body', body: '{"key":"k","value":"v"}', answered: undefined },
  {
    name: 'a body in UTF-8 with a charset',
    body: '{"key":"ü","value":"v"}',
    type: 'Application/JSON; charset=utf-8',
    answered: undefined,
  },
  { name: 'a member at fault that has a code', body: '{"key":"","value":"v"}', answered: 'invalid-key' },
  { name: 'a missing member that has a code', body: '{"value":"v"}', answered: 'invalid-key' },
  { name: 'a member at fault without a code', body: '{"key":"k","value":5}', answered: 'invalid-body' },
  { name: 'two members at fault, one with a code', body: '{"key":"","value":5}', answered: 'invalid-key' },
  { name: 'an unknown member', body: '{"key":"k","value":"v","x":1}', answered: 'invalid-body' },
  {
    name: 'an own member __proto__',
    body: '{"key":"k","value":"v","__proto__":1}',
    answered: 'invalid-body',
  },
  { name: 'malformed JSON', body: '{"key":', answered: 'invalid-body' },
  { name: 'the JSON null', body: 'null', answered: 'invalid-body' },
  { name: 'an array', body: '[]', answered: 'invalid-body' },
  { name: 'bytes that are no UTF-8', body: new Uint8Array([0x22, 0xff, 0x22]), answered: 'invalid-body' },
  { name: 'no body at all', body: '', answered: 'invalid-body' },
  {
    name: 'another media type',
    body: '{"key":"k","value":"v"}',
    type: 'text/plain',
    answered: 'invalid-body',
  },
  { name: 'no media type', body: '{"key":"k","value":"v"}', type: '', answered: 'invalid-body' },
] as const;
test.each(bodies)('$name is answered with $answered', (row) => {
  const type = 'type' in row ? row.type : json['content-type'];
  expect(judged('putNote', { headers: { 'content-type': type }, body: row.body }).answered).toBe(
    row.answered,
  );
});

test('a header at fault is answered with a 400 of the operation', () => {
  const found = judged('putNote', {
    headers: { ...json, 'x-once': 'ü'.repeat(11) },
    body: '{"key":"k","value":"v"}',
  });
  expect(found.faults).toEqual([
    'header/X-Once must NOT have more than 10 characters',
    'header/X-Once must match pattern "^[!-~]+$"',
  ]);
  expect(found.answered).toBe('invalid-body');
});

test('a path at fault is answered as a resource that is not there', () => {
  expect(judged('deleteNote', { path: { note_id: 'n'.repeat(21) } }).answered).toBe('not-found');
});

test('a schema that does not compile is refused with its place, before Prism sees it', () => {
  const broken = tiny((document) => {
    document.components.schemas['NoteInput'] = {
      type: 'object',
      properties: { key: { type: 'string', pattern: '[' } },
    };
  });
  expect(() => compileSchemas(readContract(broken))).toThrow(
    /^the schema at \/paths\/~1notes\/post\/requestBody\/.* does not compile: .*regular expression/i,
  );
});

test.each([{ maxLength: -1 }, { multipleOf: 0 }, { required: ['a', 'a'] }, { deprecated: 'soon' }])(
  'a schema with %j is refused: Prism would skip it without a word',
  (schema) => {
    const broken = tiny((document) => {
      document.components.schemas['Note'] = { properties: { key: schema } };
    });
    expect(() => compileSchemas(readContract(broken))).toThrow(
      /^the schema at \/components\/schemas\/Note is none of JSON Schema 2020-12: schema\/properties\/key/,
    );
  },
);

test('a misspelt keyword is refused', () => {
  const broken = tiny((document) => {
    document.components.schemas['NoteInput'] = { type: 'object', minPropertys: 1 };
  });
  expect(() => compileSchemas(readContract(broken))).toThrow(/unknown keyword: "minPropertys"/);
});
