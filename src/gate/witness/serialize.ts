// Values as parameters and headers carry them: OpenAPI 3.1.1 §4.8.12.4 (style examples), RFC 6570, RFC 3986 §2.
import type { Json } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';

export interface Serialization {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type of the value, where `content` says it instead of a style. */
  readonly media: string | undefined;
}

function primitive(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** RFC 3986 §2.1; half a surrogate pair, which has no UTF-8 form, travels as U+FFFD (as WHATWG URL §1.3 has it). */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}

/** The text of one value: in a query with its name (`a=1&a=2`), else without. */
export function serialize(how: Serialization, value: Json): string {
  const percent = (text: string): string => {
    if (how.in === 'header') return text;
    const encoded = percentEncoded(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return how.allowReserved
      ? encoded.replace(/%(?:3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g, (code) =>
          decodeURIComponent(code),
        )
      : encoded;
  };
  const hasName = how.in === 'query' || how.in === 'cookie';
  if (how.media !== undefined) {
    const text = how.media.includes('json') ? JSON.stringify(value) : primitive(value);
    return hasName ? `${percent(how.name)}=${percent(text)}` : percent(text);
  }
  const name = percent(how.name);
  const items = isArray(value) ? value.map((item) => percent(primitive(item))) : undefined;
  const members = isObject(value)
    ? Object.entries(value).map(([key, item]): [string, string] => [percent(key), percent(primitive(item))])
    : undefined;
  const flat = items ?? members?.flat() ?? [percent(primitive(value))];
  if (flat.length === 0) return ''; // a list of nothing is no value: RFC 6570 §3.2.1
  const pairs = members?.map((pair) => pair.join('='));
  switch (how.style) {
    case 'label':
      if (how.explode) return `.${(pairs ?? flat).join('.')}`;
      return `.${flat.join(',')}`;
    case 'matrix':
      if (members !== undefined && how.explode) return `;${(pairs ?? []).join(';')}`;
      if (items !== undefined && how.explode) return items.map((item) => `;${name}=${item}`).join('');
      return `;${name}=${flat.join(',')}`;
    case 'simple':
      return (how.explode ? (pairs ?? flat) : flat).join(',');
    case 'spaceDelimited':
    case 'pipeDelimited':
      if (!how.explode && (items ?? members) !== undefined)
        return `${name}=${flat.join(how.style === 'spaceDelimited' ? '%20' : '%7C')}`;
      break;
    case 'deepObject':
      if (members !== undefined) return members.map(([key, item]) => `${name}%5B${key}%5D=${item}`).join('&');
      break;
    default:
  }
  if (!how.explode) return `${name}=${flat.join(',')}`;
  if (pairs !== undefined) return pairs.join('&');
  return (items ?? flat).map((item) => `${name}=${item}`).join('&');
}
