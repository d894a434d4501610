// Differences of one rule at one place, past a number that is asked about one by one, are asked about as one: each question
// costs as much as the place is large, and nobody reads the thousandth value of a list. Neighbour: judge.ts asks.
import type { JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Freed, SchemaDifference, SchemaRule } from '../rules/schema-rule.js';
import type { Mode } from './modes.js';

export interface Asked {
  readonly rule: SchemaRule;
  readonly difference: SchemaDifference;
}

/** Names and values looked at for the differences of one place, and for those of all places of a mode. */
const maxLooks = 200_000;
const maxLooksInAll = 2_000_000;
/** So many are asked about on their own at any place that is not too large by itself. */
const fewest = 3;

const spent = new WeakMap<Mode, number>();

/** The same differences in their order, the last ones of a rule as one where there are too many. */
export function inBulk(
  found: readonly Asked[],
  mode: Mode,
  sender: JsonObject,
  receiver: JsonObject,
): readonly Asked[] {
  if (found.length <= fewest) return found;
  const looked = spent.get(mode) ?? 0;
  const size = sizeOf(sender) + sizeOf(receiver);
  const left = Math.min(maxLooks, maxLooksInAll - looked);
  const most = size > maxLooks ? 0 : Math.max(fewest, Math.floor(left / size));
  spent.set(mode, looked + size * Math.min(found.length, most));
  if (found.length <= most) return found;
  const rest = new Map<SchemaRule, Asked[]>();
  for (const one of found.slice(most)) {
    const others = rest.get(one.rule);
    if (others === undefined) rest.set(one.rule, [one]);
    else others.push(one);
  }
  return [...found.slice(0, most), ...[...rest].map(([rule, all]) => asOne(rule, all))];
}

function asOne(rule: SchemaRule, all: readonly Asked[]): Asked {
  const [first, ...others] = all.map(({ difference }) => difference);
  if (first === undefined || others.length === 0) return all[0] as Asked;
  const more = `${others.length} more ${others.length === 1 ? 'change' : 'changes'} of this kind`;
  const together = [first, ...others];
  const difference: SchemaDifference = {
    about: `${first.about} and ${others.length} more`,
    became: together.map(({ about, became = '' }) => `${about} ${became}`).join('\n'),
    base: first.base,
    head: first.head,
    breaks: `${first.breaks}, and ${more}`,
    adds: `${first.adds}, and ${more}`,
    isTold: together.some(({ isTold }) => isTold !== false),
    isMany: true,
    frees: merged(together),
  };
  return { rule, difference };
}

function merged(differences: readonly SchemaDifference[]): Freed {
  const all = differences.map(({ frees }) => frees);
  return {
    keywords: all.flatMap(({ keywords = [] }) => keywords),
    optional: all.flatMap(({ optional = [] }) => optional),
    untyped: all.flatMap(({ untyped = [] }) => untyped),
    forgotten: all.flatMap(({ forgotten = [] }) => forgotten),
    values: all.flatMap(({ values = [] }) => values),
  };
}

/** Names and values that a place lists. */
function sizeOf(schema: JsonObject): number {
  let size = 1;
  for (const value of Object.values(schema))
    size += isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 1;
  return size;
}
