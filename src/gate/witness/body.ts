// A body as the wire carries it: JSON, text, or a form in parts. OpenAPI 3.1.1 §4.8.14.4 and §4.8.15, RFC 7578.
// Neighbours: lift.ts writes the message around it, ../operations/encoding.ts reads the parts.
import type { Json } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Part } from '../operations/encoding.js';
import { serialize } from './serialize.js';

/** What a message says of a part, beside its value. */
export interface PartSaid extends Part {
  /** The media type it comes in, where one is written or chosen. */
  readonly contentType: string | undefined;
  /** Header lines, `Content-Type` apart. */
  readonly lines: string;
}

/** A value in its media type; what has no JSON form is shown as JSON. `parts`: those of a form, by their names. */
export function bodyAs(type: string, value: Json, parts: ReadonlyMap<string, PartSaid>): string {
  if (type.startsWith('application/x-www-form-urlencoded') && isObject(value))
    return Object.entries(value)
      .map(([name, item]) => formField(name, item, parts.get(name)))
      .filter((text) => text !== '') // a list of nothing
      .join('&');
  if (type.startsWith('multipart/') && isObject(value))
    return `${Object.entries(value)
      .flatMap(([name, item]) =>
        multipartParts(name, item, parts.get(name)).map(
          (part) =>
            `--x\r\ncontent-disposition: form-data; name="${part.name}"\r\n${part.type === undefined ? '' : `content-type: ${part.type}\r\n`}${parts.get(name)?.lines ?? ''}\r\n${part.text}\r\n`,
        ),
      )
      .join('')}--x--`;
  if (!/json/i.test(type) && typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** As it travels where nothing is said: a pair of name and text, a list as one pair for each item. */
const plain = { in: 'query', style: 'form', explode: true, allowReserved: false, media: undefined } as const;

function formField(name: string, value: Json, part: PartSaid | undefined): string {
  if (part?.isStyled === true) return serialize(part.style, value);
  const media = mediaOf(value, part);
  return serialize({ ...plain, name, media: media === 'text/plain' ? undefined : media }, value);
}

interface Written {
  readonly name: string;
  /** Undefined where it is the usual one. */
  readonly type: string | undefined;
  readonly text: string;
}

/** A list is one part for each item, unless a media type is given for the whole of it. */
function multipartParts(name: string, value: Json, part: PartSaid | undefined): readonly Written[] {
  if (part?.isStyled === true) return styledParts(part, value);
  if (isArray(value) && part?.contentType === undefined)
    return value.map((item) => ({ name, type: mediaOf(item, part), text: textOf(item) }));
  return [{ name, type: part?.contentType ?? mediaOf(value, part), text: textOf(value) }];
}

/** In a style the pairs of a query string, which a part carries without percent-encoding: RFC 7578 §4.2 and §5.1. */
function styledParts({ style }: PartSaid, value: Json): readonly Written[] {
  const pairs = serialize({ ...style, allowReserved: false }, value).split('&');
  return pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name = '', text = ''] = [pair.slice(0, at), pair.slice(at + 1)].map((each) =>
        decodeURIComponent(each),
      );
      return { name, type: undefined, text };
    });
}

/** The media type of a value that is no plain text. */
function mediaOf(value: Json, part: PartSaid | undefined): string | undefined {
  if (part?.contentType !== undefined) return part.contentType;
  const isNested = isArray(value) ? value.some((item) => typeof item === 'object') : isObject(value);
  return isNested ? 'application/json' : undefined;
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A range cannot be a Content-Type: one type within it stands for it. */
export function concrete(type: string): string {
  const [kind = '', rest = ''] = type.split('/');
  if (kind === '*') return 'application/octet-stream';
  return rest.startsWith('*')
    ? `${kind}/${kind === 'image' ? 'png' : kind === 'text' ? 'plain' : 'octet-stream'}`
    : type;
}
