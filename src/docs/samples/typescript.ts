// The TypeScript sample of an operation: our client, ready to paste and run.
import type { Json, JsonObject } from '../contract.js';
import type { SampleRequest } from './request.js';
import { isObject } from '../contract.js';
import { literal, type Syntax } from './literal.js';
import { wrapperOf } from './wrappers.js';

const syntax: Syntax = {
  indent: '  ',
  string: (value) => quoted(value),
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)),
  atom: String,
  colon: ': ',
  pad: ' ',
};

function quoted(value: string): string {
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

const setUp =
  "import { Jettson } from '@jettson/api';\n\n// The key is in JETTSON_API_KEY.\nconst jettson = new Jettson();\n";

export function typescriptSample(sample: SampleRequest): string {
  const wrapper = wrapperOf(sample.operation.id);
  if (!wrapper) return `${setUp}\n${genericCall(sample)}`;
  const call = `await jettson.${wrapper.typescript}(${argumentList(sample)});`;
  const lines = wrapper.answer === undefined ? [call] : [`const ${wrapper.answer} = ${call}`];
  return [setUp, ...lines, ...wrapper.afterTypescript].join('\n');
}

function argumentList({ operation, request }: SampleRequest): string {
  const takes = wrapperOf(operation.id)?.takes;
  const query = new Map(request.query);
  switch (takes) {
    case undefined:
    case 'nothing':
      return '';
    case 'body':
      return literal(withIdempotencyKey(request.body, operation.idempotencyHeader, request.headers), syntax);
    case 'query':
      return query.size === 0 ? '' : literal(Object.fromEntries(query), syntax);
    case 'path':
      return request.path.map(([, value]) => literal(value, syntax)).join(', ');
    case 'key': {
      const key = literal(query.get('key') ?? '', syntax);
      query.delete('key');
      return query.size === 0 ? key : `${key}, ${oneLine(Object.fromEntries(query))}`;
    }
    case 'items':
      return literal(firstArray(request.body), syntax);
    default:
      return takes satisfies never;
  }
}

function oneLine(value: JsonObject): string {
  return literal([value], { ...syntax, indent: '' }, 1).slice(1, -1);
}

/** The body with the header's value as `idempotencyKey`, the client's name for it. */
function withIdempotencyKey(
  body: Json | undefined,
  header: string | undefined,
  headers: readonly (readonly [string, string])[],
): Json {
  const key = headers.find(([name]) => name.toLowerCase() === header?.toLowerCase())?.[1];
  const members = isObject(body) ? body : {};
  return key === undefined ? members : { ...members, idempotencyKey: key };
}

export function firstArray(body: Json | undefined): Json {
  return isObject(body) ? (Object.values(body).find((value) => Array.isArray(value)) ?? []) : [];
}

/** For an operation newer than the SDK. */
function genericCall({ operation, request }: SampleRequest): string {
  const params: JsonObject = {
    ...(request.path.length > 0 ? { path: Object.fromEntries(request.path) } : {}),
    ...(request.query.length > 0 ? { query: Object.fromEntries(request.query) } : {}),
    ...(request.headers.length > 0 ? { headers: Object.fromEntries(request.headers) } : {}),
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  const init = Object.keys(params).length === 0 ? '' : `, ${literal(params, syntax)}`;
  return `const answer = await jettson.request(${quoted(operation.method)}, ${quoted(operation.path)}${init});\nconsole.log(answer);`;
}
