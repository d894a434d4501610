// What a rule about schemas is: it sees one pair of places, merged, and yields what differs there. It never says whether that
// breaks anything: the engine does, asked about this difference alone (schema/judge.ts). Neighbour: rule.ts, for everything else.
import type { Json } from '../include/json.js';
import { isArray, isObject, keyOf, objectOf } from '../include/json.js';
import { localPointer, lookUp } from '../pointer.js';
import type { Flat } from '../schema/flat.js';
import type { Words } from '../schema/walk.js';
import type { Direction } from '../surfaces.js';

export interface FlatPair {
  readonly base: Flat;
  readonly head: Flat;
  readonly direction: Direction;
}

/** What a receiver that no longer cares about a difference does not ask for any more: it accepts at least what it accepted before. */
export interface Freed {
  readonly keywords?: readonly string[];
  /** Names that may be left out. */
  readonly optional?: readonly string[];
  /** Names that may hold anything. */
  readonly untyped?: readonly string[];
  /** Names that may hold anything, and where it declares them be left out. */
  readonly forgotten?: readonly string[];
  /** Values that its list knows besides. */
  readonly values?: readonly Json[];
}

export interface SchemaDifference {
  /** The changed name or value: part of the fingerprint. */
  readonly about: string;
  /** What it became, where the name alone does not say: part of the fingerprint, so that a waiver holds for no other value. */
  readonly became?: string;
  readonly base: string;
  readonly head: string;
  /** Where the words stand that changed, where that is not the place shown. */
  readonly words?: Words;
  /** The sentence where it breaks. */
  readonly breaks: string;
  /** The sentence where it only adds. */
  readonly adds: string;
  /** Whether a safe change of this kind is worth telling; a name that only one side declares is told elsewhere. */
  readonly isTold?: boolean;
  readonly frees: Freed;
  /** Stands for more than one, at a place of very many. */
  readonly isMany?: true;
}

export interface SchemaRule {
  readonly id: string;
  readonly waysOut: readonly string[];
  /** Keywords of a merged place that this rule answers for. */
  readonly keywords: readonly string[];
  differences(pair: FlatPair): Iterable<SchemaDifference>;
}

export function schemaRule(definition: SchemaRule): SchemaRule {
  return definition;
}

/** Where a keyword stands, or would stand. */
export function placeOf(flat: Flat, keyword: string): string {
  return flat.where.get(keyword) ?? `${flat.all[0]?.pointer ?? flat.pointers[0] ?? ''}/${keyword}`;
}

/** A rule for keywords that are compared as one value each. */
export function keywordRule(of: {
  readonly id: string;
  readonly keywords: readonly string[];
  readonly waysOut: readonly string[];
  readonly says: (keyword: string, base: Json | undefined, head: Json | undefined) => string;
}): SchemaRule {
  return {
    id: of.id,
    waysOut: of.waysOut,
    keywords: of.keywords,
    *differences({ base, head }) {
      for (const keyword of of.keywords) {
        const one = base.keywords.get(keyword);
        const other = head.keywords.get(keyword);
        const [was, is] = [spelled(base, one), spelled(head, other)];
        if (was === is) continue;
        const sentence = of.says(keyword, one, other);
        yield {
          about: keyword,
          became: is,
          base: placeOf(base, keyword),
          head: placeOf(head, keyword),
          breaks: sentence,
          adds: sentence,
          frees: { keywords: unitOf(keyword) },
        };
      }
    },
  };
}

const unitOf = (keyword: string): readonly string[] =>
  keyword === 'if'
    ? ['if', 'then', 'else']
    : keyword === 'contains'
      ? ['contains', 'minContains', 'maxContains']
      : [keyword];

/** Schemas stand no deeper within a keyword; data may. */
const maxDepth = 4;

/** What a keyword says, the schemas in it as they are written and not as references to where they stand. */
export function spelled({ side: { document } }: Flat, value: Json | undefined): string {
  const written = (one: Json, depth: number): Json => {
    if (depth > maxDepth) return one;
    if (isArray(one)) return one.map((item) => written(item, depth + 1));
    if (!isObject(one)) return one;
    const target = typeof one['$ref'] === 'string' ? localPointer(one['$ref']) : undefined;
    if (target !== undefined) return lookUp(document, target) ?? null;
    return objectOf(Object.entries(one).map(([name, item]) => [name, written(item, depth + 1)]));
  };
  return value === undefined ? '' : keyOf(written(value, 0));
}

/** The values of one list that the other has not, each once: a list may say one twice (JSON Schema 2020-12 validation §6.1.2). */
export function valuesBeyond(list: Json | undefined, other: Json | undefined): readonly Json[] {
  if (!isArray(list) || !isArray(other)) return [];
  const known = new Set(other.map(keyOf));
  return [...new Map(list.map((value) => [keyOf(value), value]))]
    .filter(([key]) => !known.has(key))
    .map(([, value]) => value);
}

export function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
