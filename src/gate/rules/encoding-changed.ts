import type { Json, JsonObject } from '../include/json.js';
import { isObject, member } from '../include/json.js';
import type { MediaType, Side } from '../normalize.js';
import { headersOf, mediaType } from '../normalize.js';
import { join } from '../pointer.js';
import { conjuncts } from '../schema/view.js';
import { inRange } from '../surfaces.js';
import { declarations, objectFor, sample, typesAt } from '../witness/sample.js';
import { requestBy, roles, rule } from './rule.js';

/** How the parts of a form travel: OpenAPI 3.1.1 §4.8.15. It counts in multipart and form bodies only. */
export const encodingChanged = rule({
  id: 'encoding-changed',
  waysOut: ['keep the old encoding of the part'],
  judges: {
    *encoding(pair, sides) {
      const { base, head, direction } = pair;
      const kind = formOf(base);
      if (kind === undefined || formOf(head) !== kind) return;
      const { sends, receives } = roles(pair);
      for (const name of names(sides.base, base).filter((one) => names(sides.head, head).includes(one))) {
        const one = encodingOf(sides.base, base, name, kind);
        const other = encodingOf(sides.head, head, name, kind);
        const [sender, receiver] = direction === 'request' ? [one, other] : [other, one];
        const says =
          sender.styled !== receiver.styled
            ? `is written differently (${one.styled || 'as its type'} became ${other.styled || 'as its type'})`
            : sender.types.some((type) => !receiver.types.some((range) => inRange(type, range)))
              ? `comes in ${sender.types.join(', ')}, which is not read`
              : receiver.required.find((header) => !sender.required.includes(header)) !== undefined
                ? `must carry the header ${receiver.required.find((header) => !sender.required.includes(header))}`
                : undefined;
        const where = {
          about: name,
          base: join(base.pointer, 'encoding', name),
          head: join(head.pointer, 'encoding', name),
        };
        if (says !== undefined)
          yield {
            ...where,
            level: 'breaking',
            message: `part \`${name}\` of the form ${says}`,
            witness: {
              is: 'request',
              by: requestBy(direction),
              media: (direction === 'request' ? base : head).name,
              ...withPart(
                direction === 'request' ? sides.base : sides.head,
                direction === 'request' ? base : head,
                name,
                direction,
              ),
            },
            complaint: `${receives} expects ${receiver.styled || receiver.types.join(', ')}, ${sends} sends ${sender.styled || sender.types.join(', ')}`,
          };
        else if (one.types.join() !== other.types.join())
          yield {
            ...where,
            level: 'additive',
            message: `part \`${name}\` of the form: ${one.types.join(', ')} became ${other.types.join(', ')}`,
          };
      }
    },
  },
});

/** The whole form with the part in it. */
function withPart(
  side: Side,
  media: MediaType,
  name: string,
  direction: 'request' | 'response',
): { body?: { value: Json } } {
  const options = { direction, tolerant: false };
  const all = media.schema === undefined ? [] : (conjuncts(side, [media.schema]) ?? []);
  const part = sample(side, declarations(all, name), options, 1);
  const value = part === undefined ? undefined : objectFor(side, all, options, 1, { [name]: part });
  return value === undefined ? {} : { body: { value } };
}

function formOf({ type }: MediaType): 'multipart' | 'form' | undefined {
  if (type.startsWith('multipart/')) return 'multipart';
  return type.startsWith('application/x-www-form-urlencoded') ? 'form' : undefined;
}

function encodings(media: MediaType): JsonObject {
  const encoding = media.value['encoding'];
  return isObject(encoding) ? encoding : {};
}

function names(side: Side, media: MediaType): string[] {
  if (media.schema === undefined) return [];
  const declared = (conjuncts(side, [media.schema]) ?? []).flatMap(({ schema }) =>
    isObject(schema['properties']) ? Object.keys(schema['properties']) : [],
  );
  return [...new Set(declared)];
}

function encodingOf(side: Side, media: MediaType, name: string, kind: 'multipart' | 'form') {
  const own = member(encodings(media), name);
  const value: JsonObject = isObject(own) ? own : {};
  const written = typeof value['contentType'] === 'string' ? value['contentType'] : undefined;
  const types = written?.split(',').map((type) => mediaType(type.trim())) ?? [usual(side, media, name)];
  const hasStyle = ['style', 'explode', 'allowReserved'].some((key) => value[key] !== undefined);
  const style = text(value['style'], 'form');
  const explode = typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form';
  const node = { pointer: join(media.pointer, 'encoding', name), value };
  return {
    types: hasStyle && kind === 'form' ? [] : types,
    // With one of the three present the style rules, without them the content type does: §4.8.15.1.2.
    styled:
      hasStyle || (kind === 'form' && written === undefined)
        ? `style ${style}, explode ${explode}${value['allowReserved'] === true ? ', reserved characters as they are' : ''}`
        : '',
    required:
      kind === 'multipart'
        ? headersOf(side, node)
            .filter((one) => one.required)
            .map((one) => one.name.toLowerCase())
        : [],
  };
}

/** The content type of a part that names none, by its schema's type: §4.8.15.1. */
function usual(side: Side, media: MediaType, name: string): string {
  const all = media.schema === undefined ? [] : (conjuncts(side, [media.schema]) ?? []);
  const [pointer] = declarations(all, name);
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

const text = (value: Json | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;
