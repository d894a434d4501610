import type { Json } from '../include/json.js';
import type { Named } from '../normalize.js';
import type { Sides } from '../surfaces.js';
import { serializationOf } from '../witness/lift.js';
import type { Serialization } from '../witness/serialize.js';
import { percentEncoded, serialize } from '../witness/serialize.js';
import { tellingValues } from '../witness/telling.js';
import type { Difference } from './rule.js';
import { requestBy, roles, rule } from './rule.js';

/** The same value in other bytes: style, explode, allowReserved, `schema` or `content`. OpenAPI 3.1.1 §4.8.12. */
export const parameterSerializationChanged = rule({
  id: 'parameter-serialization-changed',
  waysOut: ['keep the old serialization; offer the new one under another name'],
  judges: {
    *parameter(pair, sides) {
      const { base, head, direction } = pair;
      if (base === undefined || head === undefined) return;
      const where = { about: `${base.in} ${base.name}`, base: base.pointer, head: head.pointer };
      const empty = { ...where, about: `${where.about} empty` };
      const { sender, receiver, receives } = roles(pair);
      if (sender?.allowEmptyValue !== receiver?.allowEmptyValue)
        yield sender?.allowEmptyValue === true
          ? {
              ...empty,
              level: 'breaking',
              message: `${base.in} parameter \`${base.name}\` may no longer be empty (allowEmptyValue)`,
              witness: {
                is: 'request',
                by: requestBy(direction),
                values: { [sender.key]: { text: `${percentEncoded(base.name)}=` } },
              },
              complaint: `${receives}: an empty value is not allowed`,
            }
          : { ...empty, level: 'additive', message: `${base.in} parameter \`${base.name}\` may be empty` };
      const found = differing(sides, base, head, direction);
      if (found === undefined) return;
      const own = sender as Named;
      yield {
        ...where,
        became: howWritten(head),
        level: 'breaking',
        message: `${base.in} parameter \`${base.name}\` is written differently: ${found.base} became ${found.head}`,
        witness: { is: 'request', by: requestBy(direction), values: { [own.key]: { value: found.value } } },
        complaint: `${receives} reads ${receives === 'head' ? found.head : found.base}`,
      } satisfies Difference;
    },
    *partHeader(pair, sides) {
      const { base, head, direction, part } = pair;
      if (base === undefined || head === undefined) return;
      const found = differing(sides, base, head, direction);
      if (found === undefined) return;
      const { receives, sender } = roles(pair);
      yield {
        level: 'breaking',
        about: `${part.base.name} header ${base.name.toLowerCase()}`,
        became: howWritten(head),
        base: base.pointer,
        head: head.pointer,
        message: `the header \`${base.name}\` of the part \`${part.base.name}\` is written differently: ${found.base} became ${found.head}`,
        witness: {
          is: 'request',
          by: requestBy(direction),
          values: { [(sender as Named).key]: { value: found.value } },
        },
        complaint: `${receives} reads ${receives === 'head' ? found.head : found.base}`,
      };
    },
    *header(pair, sides) {
      const { base, head, direction, status } = pair;
      if (base === undefined || head === undefined) return;
      const found = differing(sides, base, head, direction);
      if (found === undefined) return;
      const { sends, receives, sender } = roles(pair);
      yield {
        level: 'breaking',
        about: `header ${base.name.toLowerCase()}`,
        became: howWritten(head),
        base: base.pointer,
        head: head.pointer,
        message: `response header \`${base.name}\` is written differently: ${found.base} became ${found.head}`,
        witness: {
          is: 'response',
          by: sends,
          status,
          values: { [(sender as Named).key]: { value: found.value } },
        },
        complaint: `${receives} reads ${receives === 'head' ? found.head : found.base}`,
      };
    },
  },
});

const howWritten = ({ content, style, explode, allowReserved }: Named): string =>
  content?.type ?? `${style} ${explode} ${allowReserved}`;

/** A value both describe and write differently; undefined where every value comes out the same. */
function differing(
  sides: Sides,
  base: Named,
  head: Named,
  direction: 'request' | 'response',
): { readonly value: Json; readonly base: string; readonly head: string } | undefined {
  // A renamed path parameter is the same one on the wire, save where its style writes the name (RFC 6570 §3.2.7).
  const name = head.style === 'matrix' ? head.name : base.name;
  const [one, other] = [serializationOf(base), { ...serializationOf(head), name }].map((how, index) => {
    // Who allows reserved characters still reads encoded ones: OpenAPI 3.1.1 §4.8.12.
    const sent = direction === 'request' ? base : head;
    const isReceiver = (index === 1) === (direction === 'request');
    return isReceiver && how.allowReserved ? { ...how, allowReserved: sent.allowReserved } : how;
  }) as [Serialization, Serialization];
  if (
    one.style === other.style &&
    one.explode === other.explode &&
    one.allowReserved === other.allowReserved &&
    one.media === other.media &&
    one.name === other.name
  )
    return undefined;
  const [side, sender] = direction === 'request' ? [sides.base, base] : [sides.head, head];
  const schema = sender.schema ?? sender.content?.schema;
  for (const value of tellingValues(side, schema === undefined ? [] : [schema], direction)) {
    const texts = { base: serialize(one, value), head: serialize(other, value) };
    if (texts.base !== texts.head) return { value, ...texts };
    const types = { base: ownSyntax(one, value), head: ownSyntax(other, value) };
    if (types.base !== types.head)
      return { value, base: types.base ?? texts.base, head: types.head ?? texts.head };
  }
  return undefined;
}

/** The media type whose own syntax decides how the value looks; undefined where JSON or plain text does. */
function ownSyntax({ media }: Serialization, value: Json): string | undefined {
  if (media === undefined || media.includes('json')) return undefined;
  return media.startsWith('text/plain') && (typeof value !== 'object' || value === null) ? undefined : media;
}
