import type { Json } from '../include/json.js';
import type { Part } from '../operations/encoding.js';
import { formOf, partsOf, partTexts } from '../operations/encoding.js';
import type { Named, Side } from '../normalize.js';
import { join } from '../pointer.js';
import { inRange } from '../operations/negotiation.js';
import { formWith } from '../witness/form.js';
import { tellingValues } from '../witness/telling.js';
import { requestBy, roles, rule } from './rule.js';

/** How the parts of a form travel: OpenAPI 3.1.1 §4.8.15. It counts in multipart and form bodies only. */
export const encodingChanged = rule({
  id: 'encoding-changed',
  waysOut: ['keep the old encoding of the part, and its headers'],
  judges: {
    *encoding(pair, sides) {
      const { base, head, direction } = pair;
      if (formOf(base) === undefined || formOf(head) !== formOf(base)) return;
      const { sends, receives } = roles(pair);
      const media = direction === 'request' ? base : head;
      // What 3.0 says by `format` 3.1 says by `contentEncoding`, with other defaults: neither was chosen by anybody.
      const isSpelling = (one: Part, other: Part): boolean =>
        one.isUsual && other.isUsual && sides.base.dialect !== sides.head.dialect;
      const others = new Map(partsOf(sides.head, head).map((part) => [part.name, part]));
      for (const one of partsOf(sides.base, base)) {
        const other = others.get(one.name);
        if (other === undefined || isSpelling(one, other)) continue;
        const [sender, receiver] = direction === 'request' ? [one, other] : [other, one];
        const where = {
          about: one.name,
          base: join(base.pointer, 'encoding', one.name),
          head: join(head.pointer, 'encoding', one.name),
        };
        const found = misread(sides[sends], sender, receiver, direction);
        if (found !== undefined) {
          const form = formWith(sides[sends], media, sender, direction, found.value);
          yield {
            ...where,
            became: howWritten(other),
            level: 'breaking',
            message: `part \`${one.name}\` of the form ${found.says}`,
            witness: {
              is: 'request',
              by: requestBy(direction),
              media: media.name,
              ...(form === undefined ? {} : { body: { value: form } }),
              ...(found.type === undefined ? {} : { partTypes: { [one.name]: found.type } }),
            },
            complaint: `${receives} expects ${found.expects}`,
          };
        } else if (!one.isStyled && !other.isStyled && one.types.join() !== other.types.join())
          yield {
            ...where,
            level: 'additive',
            message: `part \`${one.name}\` of the form: ${one.types.join(', ')} became ${other.types.join(', ')}`,
          };
      }
    },
    *partHeader(pair, sides) {
      const { base, head, direction, owner } = pair;
      const { sender, receiver, sends, receives } = roles(pair);
      const { name } = (base ?? head) as Named;
      const part = pair.part[sends];
      const what = `the header \`${name}\` of the part \`${part.name}\``;
      const where = {
        about: `${part.name} header ${name.toLowerCase()}`,
        base: base?.pointer ?? owner.base,
        head: head?.pointer ?? owner.head,
      };
      if (receiver?.required === true && sender?.required !== true) {
        const form = formWith(sides[sends], pair.media[sends], part, direction);
        yield {
          ...where,
          level: 'breaking',
          message:
            direction === 'request'
              ? `${what} ${base === undefined ? 'is new and' : 'became'} required`
              : `${what} ${head === undefined ? 'is gone' : 'became optional'}, and receivers require it`,
          witness: {
            is: 'request',
            by: requestBy(direction),
            media: pair.media[sends].name,
            ...(form === undefined ? {} : { body: { value: form } }),
          },
          complaint: `${receives} expects ${what}`,
        };
      } else if (head === undefined)
        yield {
          ...where,
          level: 'breaking',
          layer: 'source',
          message: `${what} is gone: code that names it no longer compiles`,
        };
      else if (base === undefined) yield { ...where, level: 'additive', message: `${what} is new` };
      else if (base.required !== head.required)
        yield {
          ...where,
          level: 'additive',
          message: `${what} became ${head.required ? 'required' : 'optional'}`,
        };
    },
  },
});

const howWritten = ({ isStyled, style, types }: Part): string =>
  isStyled ? `${style.style} ${style.explode} ${style.allowReserved}` : types.join();

/** What the receiver cannot read of what the sender may send, with the value or the media type that shows it. */
function misread(
  side: Side,
  sender: Part,
  receiver: Part,
  direction: 'request' | 'response',
):
  | { readonly says: string; readonly expects: string; readonly value?: Json; readonly type?: string }
  | undefined {
  if (sender.isStyled || receiver.isStyled) {
    // Who allows reserved characters still reads encoded ones.
    const allows = sender.isStyled && sender.style.allowReserved;
    for (const value of tellingValues(side, sender.places, direction)) {
      const sent = partTexts(sender, value, allows);
      const read = partTexts(receiver, value, allows && receiver.style.allowReserved);
      if (!sent.some((text) => read.includes(text)))
        return { says: `comes as ${sent[0]}, which is not read`, expects: read.join(' or '), value };
    }
    return undefined;
  }
  const type = sender.types.find((each) => !receiver.types.some((range) => inRange(each, range)));
  if (type === undefined) return undefined;
  return {
    says: `comes in ${sender.types.join(', ')}, which is not read`,
    expects: receiver.types.join(', '),
    ...(sender.written === undefined ? {} : { type }),
  };
}
