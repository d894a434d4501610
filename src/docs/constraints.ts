// Bounds of a schema in words: JSON Schema 2020-12 validation §6. One short phrase each.
import type { Json, JsonObject } from './contract.js';
import { number, text } from './contract.js';

/** `1 to 4,000 characters`, `default 20`, …; empty when the schema sets no bound. */
export function describeBounds(schema: JsonObject): string[] {
  return [
    range(number(schema['minLength']), number(schema['maxLength']), 'character', 'characters'),
    between(schema),
    range(number(schema['minItems']), number(schema['maxItems']), 'item', 'items'),
    range(number(schema['minProperties']), number(schema['maxProperties']), 'member', 'members'),
    schema['uniqueItems'] === true ? 'no item twice' : undefined,
    number(schema['multipleOf']) === undefined ? undefined : `multiple of ${number(schema['multipleOf'])}`,
    text(schema['format']) === undefined ? undefined : `format ${text(schema['format'])}`,
    text(schema['pattern']) === undefined ? undefined : `matches ${text(schema['pattern'])}`,
    schema['readOnly'] === true ? 'read-only' : undefined,
    schema['writeOnly'] === true ? 'write-only' : undefined,
    schema['default'] === undefined ? undefined : `default ${short(schema['default'])}`,
  ].filter((phrase): phrase is string => phrase !== undefined);
}

function range(
  least: number | undefined,
  most: number | undefined,
  one: string,
  many: string,
): string | undefined {
  const from = least === 0 ? undefined : least;
  const unit = (count: number): string => (count === 1 ? one : many);
  if (from !== undefined && most !== undefined)
    return from === most
      ? `exactly ${shown(from)} ${unit(from)}`
      : `${shown(from)} to ${shown(most)} ${many}`;
  if (most !== undefined) return `at most ${shown(most)} ${unit(most)}`;
  return from === undefined ? undefined : `at least ${shown(from)} ${unit(from)}`;
}

function between(schema: JsonObject): string | undefined {
  const [least, most] = [number(schema['minimum']), number(schema['maximum'])];
  const [above, below] = [number(schema['exclusiveMinimum']), number(schema['exclusiveMaximum'])];
  if (least !== undefined && most !== undefined) return `${shown(least)} to ${shown(most)}`;
  const parts = [
    least === undefined ? undefined : `at least ${shown(least)}`,
    above === undefined ? undefined : `more than ${shown(above)}`,
    most === undefined ? undefined : `at most ${shown(most)}`,
    below === undefined ? undefined : `less than ${shown(below)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** With commas between thousands, whatever the machine's locale. */
function shown(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 1000
    ? String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
    : String(value);
}

function short(value: Json): string {
  const written = JSON.stringify(value);
  return written.length <= 60 ? written : `${written.slice(0, 59)}…`;
}
