// Writes a message out as the wire carries it: request line with base path, query and headers, or status line, headers; body.
// Neighbours: message.ts is what is said, serialize.ts how values look, sample.ts fills what nobody mentioned.
import type { Json } from '../include/json.js';
import { isObject } from '../include/json.js';
import type { MediaType, Named, Operation, Side } from '../normalize.js';
import { bodyOf, parametersOf, responsesOf } from '../normalize.js';
import { accepts } from '../schema/accepts.js';
import { credentials, securityOf } from '../operations/security.js';
import { basePath, authority, serversOf } from '../operations/servers.js';
import type { OperationPair, Sides } from '../surfaces.js';
import type { Part } from '../operations/encoding.js';
import { partHeaderKey, partsOf } from '../operations/encoding.js';
import { clip } from '../report/visible.js';
import type { Direction } from '../surfaces.js';
import { accepting, describing } from '../operations/negotiation.js';
import type { PartSaid } from './body.js';
import { bodyAs, concrete } from './body.js';
import type { Message, RequestMessage, ResponseMessage } from './message.js';
import { formWith } from './form.js';
import { sample } from './sample.js';
import type { Serialization } from './serialize.js';
import { percentEncoded, serialize } from './serialize.js';

/** Characters of a message that are shown: it may name thousands, and stand in as many findings. */
const maxText = 20_000;

/** The text of a message, of a very long one its beginning. */
export function write(sides: Sides, pair: OperationPair, message: Message): string {
  return clip(whole(sides, pair, message), maxText);
}

function whole(sides: Sides, pair: OperationPair, message: Message): string {
  const operation = (message.by === 'base' ? pair.base : pair.head) ?? pair.base ?? pair.head;
  if (operation === undefined) return '';
  const side = operation === pair.base ? sides.base : sides.head;
  const isCalledByClients = pair.place === 'paths';
  return message.is === 'request'
    ? request(
        side,
        operation,
        { ...message, values: { ...pair.values, ...message.values } },
        isCalledByClients,
      )
    : response(side, operation, message);
}

export function serializationOf(named: Named): Serialization {
  const { in: place, name, style, explode, allowReserved, content } = named;
  return { in: place, name, style, explode, allowReserved, media: content?.type };
}

type Values = ReadonlyMap<string, NonNullable<Message['values']>[string]>;
const valuesOf = ({ values = {} }: Message): Values => new Map(Object.entries(values));

function textOf(
  side: Side,
  named: Named,
  values: Values,
  direction: 'request' | 'response',
): string | undefined {
  const given = values.get(named.key);
  if (given === 'absent') return undefined;
  if (given !== undefined && 'text' in given) return given.text;
  const how = serializationOf(named);
  if (given !== undefined) return serialize(how, given.value);
  if (!named.required) return undefined;
  const known = usuals.get(named) ?? serialize(how, usual(side, named, direction));
  usuals.set(named, known);
  return known;
}

/** What every message of an operation says where nothing else is asked for. */
const usuals = new WeakMap<Named, string>();

/** A value as the authors think of it: their example; in a path the parameter's name, where it may stand for itself. */
function usual(side: Side, named: Named, direction: 'request' | 'response'): Json {
  const schema = named.schema ?? named.content?.schema;
  const options = { direction, tolerant: false };
  const { example, examples } = named.value;
  const written = [
    ...(example === undefined ? [] : [example]),
    ...Object.values(isObject(examples) ? examples : {}).flatMap((one) =>
      isObject(one) && one['value'] !== undefined ? [one['value']] : [],
    ),
  ].find((value) => schema === undefined || accepts(side, schema, value, options) === true);
  if (written !== undefined) return written;
  const value = schema === undefined ? 'a' : (sample(side, [schema], options, 1) ?? 'a');
  const mayStand =
    value === 'a' &&
    named.in === 'path' &&
    (schema === undefined || accepts(side, schema, named.name, options));
  return mayStand === true ? named.name : value;
}

function request(
  side: Side,
  operation: Operation,
  message: RequestMessage,
  isCalledByClients: boolean,
): string {
  const values = valuesOf(message);
  let path = operation.path;
  const query: string[] = [];
  const headers: string[] = [];
  const cookies: string[] = [];
  const parameters = parametersOf(side, operation);
  for (const named of parameters) {
    const text = textOf(side, named, values, 'request');
    if (text === undefined) continue;
    if (named.in === 'path') path = path.split(`{${named.name}}`).join(text);
    else if (named.in === 'query') query.push(text);
    else if (named.in === 'cookie') cookies.push(text);
    else headers.push(`${named.name.toLowerCase()}: ${text}`);
  }
  for (const [key, value] of values) {
    if (value === 'absent' || !('text' in value) || parameters.some((named) => named.key === key)) continue;
    if (key.startsWith('query ')) query.push(value.text);
    else if (key.startsWith('header ')) headers.push(`${key.slice('header '.length)}: ${value.text}`);
  }
  let host = '';
  if (isCalledByClients) {
    path = path.replace(/\{[^{}]*\}/g, 'a');
    const url = message.server ?? serversOf(side, operation)[0]?.url ?? '';
    host = authority(url).replace(/^.*\/\//, '');
    path = basePath(url) + path;
    const held = message.security ?? securityOf(side, operation, true)[0];
    if (held !== undefined)
      for (const { in: place, name, text } of credentials(held)) {
        if (place === 'query') query.push(`${percentEncoded(name)}=${text}`);
        else if (place === 'cookie') cookies.push(`${name}=${text}`);
        else headers.push(`${name.toLowerCase()}: ${text}`);
      }
  }
  if (cookies.length > 0) headers.push(`cookie: ${cookies.join('; ')}`);
  if (host !== '') headers.unshift(`host: ${host}`);
  const body = bodyOf(side, operation);
  const content = bodyText(side, body?.content ?? [], message, body?.required === true, 'request');
  const line = `${operation.method.toUpperCase()} ${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  return assemble(line, headers, content);
}

function response(side: Side, operation: Operation, message: ResponseMessage): string {
  const found = describing(responsesOf(side, operation), message.status);
  const code = /^[0-9]{3}$/.test(message.status)
    ? message.status
    : message.status === 'default'
      ? '500'
      : `${message.status[0]}00`;
  const headers: string[] = [];
  const values = valuesOf(message);
  for (const named of found?.headers ?? []) {
    const text = textOf(side, named, values, 'response');
    if (text !== undefined) headers.push(`${named.name.toLowerCase()}: ${text}`);
  }
  const content = bodyText(side, found?.content ?? [], message, true, 'response');
  return assemble(`HTTP/1.1 ${code}`, headers, content);
}

function bodyText(
  side: Side,
  types: readonly MediaType[],
  message: Message,
  isRequired: boolean,
  direction: 'request' | 'response',
): { readonly type: string; readonly text: string } | undefined {
  if (message.body === 'absent') return undefined;
  const said = message.media === undefined ? partSpokenOf(side, types, message) : undefined;
  const media =
    message.media === undefined
      ? (said?.media ?? types[0])
      : (types.find(({ name }) => name === message.media) ?? accepting(types, message.media));
  if (media === undefined) return undefined;
  const wanted =
    message.body !== undefined || message.media !== undefined || said !== undefined || isRequired;
  if (!wanted) return undefined;
  const value =
    message.body?.value ??
    (said === undefined ? undefined : formWith(side, said.media, said.part, direction)) ??
    (message.body === undefined && media.schema !== undefined
      ? sample(side, [media.schema], { direction, tolerant: false })
      : message.body?.value);
  const type = concrete(message.media ?? media.name);
  return {
    type,
    text: value === undefined ? '' : bodyAs(type, value, partsSaid(side, media, value, message, direction)),
  };
}

/** The part that a message gives a header, and the body it belongs to. */
function partSpokenOf(
  side: Side,
  types: readonly MediaType[],
  { values = {} }: Message,
): { readonly media: MediaType; readonly part: Part } | undefined {
  for (const media of types)
    for (const part of partsOf(side, media))
      if (part.headers.some((header) => Object.hasOwn(values, partHeaderKey(media, part, header))))
        return { media, part };
  return undefined;
}

/** What a message says of each part that it has: its type where one is written or chosen, and headers that are given or required. */
function partsSaid(
  side: Side,
  media: MediaType,
  value: Json,
  message: Message,
  direction: Direction,
): ReadonlyMap<string, PartSaid> {
  const { partTypes = {} } = message;
  const values = valuesOf(message);
  const parts = partsOf(side, media).filter(({ name }) => isObject(value) && Object.hasOwn(value, name));
  return new Map(
    parts.map((part) => {
      const lines = part.headers.map((header) => {
        const text = textOf(side, { ...header, key: partHeaderKey(media, part, header) }, values, direction);
        return text === undefined ? '' : `${header.name.toLowerCase()}: ${text}\r\n`;
      });
      const chosen = Object.hasOwn(partTypes, part.name) ? partTypes[part.name] : part.written?.split(',')[0];
      const contentType = chosen === undefined ? undefined : concrete(chosen.trim());
      return [part.name, { ...part, contentType, lines: lines.join('') }];
    }),
  );
}

function assemble(
  line: string,
  headers: readonly string[],
  content: { readonly type: string; readonly text: string } | undefined,
): string {
  const type = content?.type.startsWith('multipart/') ? `${content.type}; boundary=x` : content?.type;
  const lines = [line, ...headers];
  if (type !== undefined) lines.push(`content-type: ${type}`);
  return content === undefined || content.text === ''
    ? lines.join('\n')
    : `${lines.join('\n')}\n\n${content.text}`;
}
