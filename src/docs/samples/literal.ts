// JSON values as literals of a language, on one line where they fit and one member a line where they do not.
import type { Json } from '../contract.js';
import { isObject } from '../contract.js';

export interface Syntax {
  readonly indent: string;
  readonly string: (value: string) => string;
  readonly key: (name: string) => string;
  readonly atom: (value: null | boolean | number) => string;
  /** Between key and value. */
  readonly colon: string;
  /** Around the members of an object on one line. */
  readonly pad: string;
}

/** The longest line a literal is kept on. */
const widest = 64;

export function literal(value: Json | undefined, syntax: Syntax, depth = 0): string {
  if (typeof value === 'string') return syntax.string(value);
  if (value === undefined || value === null) return syntax.atom(null);
  if (typeof value !== 'object') return syntax.atom(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = isObject(value)
    ? Object.entries(value).map(
        ([key, one]) => `${syntax.key(key)}${syntax.colon}${literal(one, syntax, depth + 1)}`,
      )
    : value.map((one) => literal(one, syntax, depth + 1));
  if (parts.length === 0) return `${open}${close}`;
  const pad = isObject(value) ? syntax.pad : '';
  const line = `${open}${pad}${parts.join(', ')}${pad}${close}`;
  if (depth > 0 && line.length + depth * syntax.indent.length <= widest && !line.includes('\n')) return line;
  const inner = syntax.indent.repeat(depth + 1);
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${syntax.indent.repeat(depth)}${close}`;
}
