// How the parts of a form travel: OpenAPI 3.1.1 §4.8.15, 3.0.4 §4.7.15. It counts in multipart and form bodies only.
import type { Json, JsonObject } from '../include/json.js';
import { isObject, member } from '../include/json.js';
import type { MediaType, Named, Side } from '../normalize.js';
import { headersOf, mediaType } from '../normalize.js';
import { join } from '../pointer.js';
import { typesAt } from '../schema/types.js';
import { conjuncts } from '../schema/view.js';
import { declarations } from '../witness/sample.js';
import type { Serialization } from '../witness/serialize.js';
import { serialize } from '../witness/serialize.js';

/** One part of a form, OpenAPI's own defaults filled in. */
export interface Part {
  readonly name: string;
  /** Where its schemas stand. */
  readonly places: readonly string[];
  /** Media types it may come in; they do not count where a style rules. */
  readonly types: readonly string[];
  /** What `contentType` says, as it is written. */
  readonly written: string | undefined;
  readonly isStyled: boolean;
  /** Nothing is said about it. */
  readonly isUsual: boolean;
  readonly style: Serialization;
  /** Headers of the part in a multipart body, `Content-Type` apart. */
  readonly headers: readonly Named[];
}

/** `multipart` and `form` bodies have parts; undefined for every other media type. */
export function formOf({ type }: MediaType): 'multipart' | 'form' | undefined {
  if (type.startsWith('multipart/')) return 'multipart';
  return type.startsWith('application/x-www-form-urlencoded') ? 'form' : undefined;
}

/** The parts a body's schema names, each with what `encoding` says about it; an encoding of anything else is ignored. */
export function partsOf(side: Side, media: MediaType): readonly Part[] {
  const found = known.get(media) ?? readParts(side, media);
  known.set(media, found);
  return found;
}

/** Every message with a form reads its parts again: they are read once. */
const known = new WeakMap<MediaType, readonly Part[]>();

function readParts(side: Side, media: MediaType): readonly Part[] {
  const kind = formOf(media);
  if (kind === undefined || media.schema === undefined) return [];
  const all = conjuncts(side, [media.schema]) ?? [];
  const names = all.flatMap(({ schema }) =>
    isObject(schema['properties']) ? Object.keys(schema['properties']) : [],
  );
  return [...new Set(names)].map((name) => {
    const own = member(encodings(media), name);
    const value: JsonObject = isObject(own) ? own : {};
    const places = declarations(all, name);
    const written = value['contentType'];
    const style = typeof value['style'] === 'string' ? value['style'] : 'form';
    const node = { pointer: join(media.pointer, 'encoding', name), value };
    return {
      name,
      places,
      types:
        typeof written === 'string'
          ? written.split(',').map((type) => mediaType(type.trim()))
          : [usual(side, places)],
      written: typeof written === 'string' ? written : undefined,
      isUsual: Object.keys(value).every((key) => key === 'headers'),
      // With one of the three present the style rules; in 3.0 they are ignored in multipart bodies, in 3.1 in all but one.
      isStyled:
        ['style', 'explode', 'allowReserved'].some((key) => value[key] !== undefined) &&
        (kind === 'form' || (media.type.startsWith('multipart/form-data') && side.dialect !== 'openapi-3.0')),
      style: {
        in: 'query',
        name,
        style,
        explode: typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form',
        allowReserved: value['allowReserved'] === true,
        media: undefined,
      },
      headers: kind === 'multipart' ? headersOf(side, node) : [],
    };
  });
}

/** What makes the header of a part the same one within all that a message carries. */
export function partHeaderKey(media: MediaType, part: Part, header: Named): string {
  return `${media.name} part ${part.name} ${header.key}`;
}

function encodings(media: MediaType): JsonObject {
  const encoding = media.value['encoding'];
  return isObject(encoding) ? encoding : {};
}

/**
 * A value of the part as the wire may carry it, or its media type where that has a syntax of its own. What nothing is
 * said about is written by its type (3.1.1 §4.8.15.2) or in style `form` (3.0.3 §4.7.14.4): both readings are about.
 */
export function partTexts(part: Part, value: Json, allowReserved: boolean): readonly string[] {
  if (part.isStyled) return [serialize({ ...part.style, allowReserved }, value)];
  const plain = { ...part.style, style: 'form', explode: true, allowReserved: false };
  const inForm = serialize(plain, value);
  const texts = part.types.map((type) =>
    type === 'text/plain'
      ? inForm
      : type.includes('json')
        ? serialize({ ...plain, media: type }, value)
        : type,
  );
  return part.isUsual ? [...texts, inForm] : texts;
}

/** The content type of a part that names none, by its schema's type: §4.8.15.1. */
function usual(side: Side, places: readonly string[]): string {
  const [pointer] = places;
  if (pointer === undefined) return 'application/octet-stream';
  const types = typesAt(side, pointer);
  const schemas = conjuncts(side, [pointer]) ?? [];
  if (schemas.some(({ schema }) => schema['format'] === 'binary' || schema['contentEncoding'] !== undefined))
    return 'application/octet-stream';
  if (types.has('object')) return types.size > 4 ? 'application/octet-stream' : 'application/json';
  if (types.has('array')) {
    const items = schemas.find(({ schema }) => schema['items'] !== undefined);
    const item = items === undefined ? undefined : typesAt(side, join(items.pointer, 'items'));
    return item?.has('object') === true || item?.has('array') === true ? 'application/json' : 'text/plain';
  }
  return 'text/plain';
}
