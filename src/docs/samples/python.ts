// The Python sample of an operation: the published `jettson` package.
import type { Json } from '../contract.js';
import type { SampleRequest } from './request.js';
import { isObject, members } from '../contract.js';
import { literal, type Syntax } from './literal.js';
import { requestPath } from './request.js';
import { firstArray } from './typescript.js';
import { type Wrapper, wrapperOf } from './wrappers.js';

const syntax: Syntax = {
  indent: '    ',
  string: (value) => JSON.stringify(value), // escapes of JSON are escapes of Python
  key: (name) => JSON.stringify(name),
  atom: (value) =>
    value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : String(value),
  colon: ': ',
  pad: '',
};

const setUp =
  'import os\nfrom jettson import Jettson\n\nclient = Jettson(api_key=os.environ["JETTSON_API_KEY"])\n';

export function pythonSample(sample: SampleRequest): string {
  const wrapper = wrapperOf(sample.operation.id);
  if (!wrapper) return genericCall(sample);
  const call = `client.${wrapper.python}(${argumentList(sample, wrapper)})`;
  const lines = wrapper.answer === undefined ? [call] : [`${wrapper.answer} = ${call}`];
  return [setUp, ...lines, ...wrapper.afterPython].join('\n');
}

function argumentList({ operation, request }: SampleRequest, wrapper: Wrapper): string {
  const query = Object.fromEntries(request.query);
  switch (wrapper.takes) {
    case 'nothing':
      return '';
    case 'body': {
      const header = operation.idempotencyHeader?.toLowerCase();
      const key = request.headers.find(([name]) => name.toLowerCase() === header)?.[1];
      const body = isObject(request.body) ? request.body : {};
      return keywords(members(key === undefined ? body : { ...body, idempotency_key: key }), [], wrapper);
    }
    case 'query':
      return keywords(members(query), [], wrapper);
    case 'path':
      return request.path.map(([, value]) => literal(value, syntax)).join(', ');
    case 'key': {
      const { key = '', ...others } = query;
      return keywords(members(others), [literal(key, syntax)], wrapper);
    }
    case 'items':
      return literal(firstArray(request.body), syntax);
    default:
      return wrapper.takes satisfies never;
  }
}

/** `task="…", region="lhr"`: one a line where more than two are given. */
function keywords(named: readonly [string, Json][], positional: readonly string[], wrapper: Wrapper): string {
  const written = named.map(
    ([name, value]) => `${wrapper.pythonNames?.[name] ?? name}=${literal(value, syntax, 1)}`,
  );
  const all = [...positional, ...written];
  const line = all.join(', ');
  if (line.length <= 56 && !line.includes('\n')) return line;
  return `\n${all.map((part) => `    ${part},\n`).join('')}`;
}

function genericCall({ operation, request }: SampleRequest): string {
  const url =
    operation.url.slice(0, operation.url.length - operation.path.length) + requestPath(operation, request);
  const body = request.body === undefined ? [] : [`    json=${literal(request.body, syntax, 1)},\n`];
  return [
    'import os\nimport httpx\n\n',
    `answer = httpx.request(\n    ${JSON.stringify(operation.method)},\n    ${JSON.stringify(url)},\n`,
    '    headers={"Authorization": f"Bearer {os.environ[\'JETTSON_API_KEY\']}"},\n',
    ...body,
    ')\nprint(answer.json())',
  ].join('');
}
