// A place of many differences, seen for each of them without the others. Neighbour: judge.ts asks about what is left.
import type { JsonObject } from '../include/json.js';
import type { SchemaDifference } from '../rules/schema-rule.js';
import { freed } from './freed.js';

interface Range {
  readonly low: number;
  readonly high: number;
  /** It cares about the differences from `low` to before `high`. */
  readonly schema: JsonObject;
}

/**
 * The schema that cares about one difference alone, for each of them, best in their order. The others are taken away by
 * halves: one after the other they would cost the square of their number, and a place of a thousand is large besides.
 */
export function oneByOne(
  differences: readonly SchemaDifference[],
  schema: JsonObject,
): (index: number) => JsonObject {
  const whole: Range = { low: 0, high: differences.length, schema };
  let way = [whole];
  return (index) => {
    way = way.filter(({ low, high }) => low <= index && index < high);
    let at = way.at(-1) ?? whole;
    while (at.high - at.low > 1) {
      const middle = (at.low + at.high) >> 1;
      const isBefore = index < middle;
      const others = isBefore ? differences.slice(middle, at.high) : differences.slice(at.low, middle);
      at = {
        low: isBefore ? at.low : middle,
        high: isBefore ? middle : at.high,
        schema: freed(at.schema, others),
      };
      way.push(at);
    }
    return at.schema;
  };
}
