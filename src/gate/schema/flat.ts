// What holds together at a place, as one object of keywords: conjuncts merged where that is exact, children apart, what cannot
// be merged kept beside. Neighbours: view.ts opens references, keyword.ts merges, apart.ts writes it out for the engine.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, objectOf } from '../include/json.js';
import { hasList } from '../include/declared.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import { isTagged } from '../include/schema.js';
import { annotations, merge, unfold, unit } from './keyword.js';
import { hasProjected, saidAt } from './said.js';
import type { Conjunct } from './view.js';
import { conjuncts, isProjected, schemaAt } from './view.js';

export interface Flat {
  readonly side: Side;
  /** The places it is made from; findings about the whole stand at the first. */
  readonly pointers: readonly string[];
  /** Name → every place that declares it, after projection. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** Some place lists its properties, if only none: it is no free-form object. */
  readonly hasList: boolean;
  /** Names that do not travel in this direction. */
  readonly projected: ReadonlyMap<string, readonly string[]>;
  readonly required: ReadonlyMap<string, string>;
  readonly patterns: ReadonlyMap<string, readonly string[]>;
  /** Names and patterns of which some place says `false`. */
  readonly bans: ReadonlySet<string>;
  /** `additionalProperties`, `items`, `prefixItems` as places, where they can be compared on their own. */
  readonly additional: string | undefined;
  readonly items: string | undefined;
  readonly prefix: readonly string[];
  readonly unions: readonly Union[];
  /** Everything else, by keyword; schemas inside are references to where they stand. */
  readonly keywords: ReadonlyMap<string, Json>;
  /** Where a keyword was written. */
  readonly where: ReadonlyMap<string, string>;
  /** Conjuncts whose keywords see only themselves, whole. */
  readonly rest: readonly Json[];
  readonly all: readonly Conjunct[];
}

export interface Union {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly pointer: string;
  readonly branches: readonly string[];
  /** A discriminator chooses among the branches. */
  readonly isTagged: boolean;
}

/** undefined where a reference cannot be followed, or `unevaluated…` sees only part of the place. */
export function flatten(
  side: Side,
  pointers: readonly string[],
  direction: 'request' | 'response',
): Flat | undefined {
  const all = conjuncts(side, pointers);
  if (all === undefined) return undefined;
  const isScoped = ({ schema, isOutermost }: Conjunct): boolean =>
    !isOutermost &&
    all.length > 1 &&
    ((schema['unevaluatedProperties'] !== undefined && schema['unevaluatedProperties'] !== true) ||
      (schema['unevaluatedItems'] !== undefined && schema['unevaluatedItems'] !== true));
  if (all.some(isScoped)) return undefined;
  const properties = new Map<string, string[]>();
  const patterns = new Map<string, string[]>();
  const projected = new Map<string, readonly string[]>();
  const bans = new Set<string>();
  for (const { schema, pointer } of all) {
    for (const [name, value] of collect(properties, schema['properties'], join(pointer, 'properties'))) {
      // The list that later places of this name are added to.
      if (isProjected(side, value, direction)) projected.set(name, properties.get(name) ?? []);
      if (value === false) bans.add(name);
    }
    const own = join(pointer, 'patternProperties');
    for (const [pattern, value] of collect(patterns, schema['patternProperties'], own))
      if (value === false) bans.add(pattern);
  }
  // A branch that says so says it of the name, wherever else it is declared.
  if (all.some(({ schema }) => schema['anyOf'] !== undefined || schema['oneOf'] !== undefined))
    for (const [name, declarations] of saidAt(side, pointers).names)
      if (hasProjected(side, declarations, direction)) projected.set(name, properties.get(name) ?? []);
  for (const name of projected.keys()) properties.delete(name);
  const flat = {
    required: new Map<string, string>(),
    unions: [] as Union[],
    keywords: new Map<string, Json>(),
    where: new Map<string, string>(),
    rest: [] as Json[],
    additional: undefined as string | undefined,
    items: undefined as string | undefined,
    prefix: [] as string[],
  };
  const hasNames = ({ schema }: Conjunct): boolean =>
    schema['properties'] !== undefined || schema['patternProperties'] !== undefined || closes(schema);
  const hasItems = ({ schema }: Conjunct): boolean =>
    schema['prefixItems'] !== undefined || schema['items'] !== undefined;
  const namesOnce = all.filter(hasNames).length <= 1;
  // What holds nothing to anything still evaluates it (2020-12 core §11).
  const hasUnevaluated = all.some(
    ({ schema }) => schema['unevaluatedProperties'] !== undefined || schema['unevaluatedItems'] !== undefined,
  );
  const itemsOf = all.filter(hasItems);
  // A part whose `items` hold nothing to anything leaves them to the others.
  const speaking = itemsOf.filter(
    ({ schema }) => schema['prefixItems'] !== undefined || !isEmpty(schema['items']) || hasUnevaluated,
  );
  const speaker = speaking[0] ?? itemsOf[0];
  for (const conjunct of all) {
    const { schema, pointer } = conjunct;
    // A place that is `false` is read as `not: true`, which stands nowhere in the document.
    const at = (keyword: string): Json =>
      typeof schema[keyword] === 'boolean' ? schema[keyword] : schemaAt(side, join(pointer, keyword));
    for (const name of isArray(schema['required']) ? schema['required'] : [])
      if (typeof name === 'string' && !projected.has(name) && !flat.required.has(name))
        flat.required.set(name, join(pointer, 'required'));
    if (closes(schema)) {
      if (namesOnce) {
        flat.where.set('additionalProperties', join(pointer, 'additionalProperties'));
        if (schema['additionalProperties'] === false) flat.keywords.set('additionalProperties', false);
        else flat.additional = join(pointer, 'additionalProperties');
      } else
        flat.rest.push({
          ...(isObject(schema['properties']) && { properties: everyName(schema['properties'], projected) }),
          patternProperties: everyName(schema['patternProperties'], new Map()),
          additionalProperties: at('additionalProperties'),
        });
    } else if (schema['additionalProperties'] !== undefined && hasUnevaluated)
      flat.rest.push({ additionalProperties: true });
    if (speaking.length > 1 ? hasItems(conjunct) : conjunct === speaker) {
      const prefix = isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0;
      const places = Array.from({ length: prefix }, (_, index) => join(pointer, 'prefixItems', index));
      if (speaking.length <= 1) {
        flat.prefix = places;
        if (schema['items'] !== undefined) flat.items = join(pointer, 'items');
        flat.where.set('items', join(pointer, 'items'));
        flat.where.set('prefixItems', join(pointer, 'prefixItems'));
      } else
        flat.rest.push({
          ...(places.length === 0 ? {} : { prefixItems: places.map((place) => schemaAt(side, place)) }),
          ...(schema['items'] === undefined ? {} : { items: at('items') }),
        });
    }
    for (const keyword of Object.keys(schema)) {
      if (annotations.has(keyword) || keyword.startsWith('x-') || handled.has(keyword)) continue;
      const value = schema[keyword] as Json;
      if (keyword === 'anyOf' || keyword === 'oneOf') {
        const branches = isArray(value) ? value.map((_, index) => join(pointer, keyword, index)) : [];
        const tagged = isTagged(schema);
        flat.unions.push({ keyword, pointer: join(pointer, keyword), branches, isTagged: tagged });
        continue;
      }
      const [name, own] = unit(keyword, schema, at, pointer, side, projected);
      if (name === undefined || own === undefined) continue;
      const known = flat.keywords.get(name);
      if (known === undefined) {
        flat.keywords.set(name, own);
        flat.where.set(name, join(pointer, name in schema ? name : keyword));
        continue;
      }
      const merged = merge(name, known, own);
      if (merged === undefined) flat.rest.push(unfold(name, own));
      else flat.keywords.set(name, merged);
    }
  }
  const lists = all.some(({ schema }) => hasList(schema));
  return { side, pointers, all, properties, hasList: lists, projected, patterns, bans, ...flat };
}

const handled = new Set([
  'properties',
  'patternProperties',
  'required',
  'additionalProperties',
  'items',
  'prefixItems',
]);
/** A schema that holds nothing to anything. */
const isEmpty = (schema: Json | undefined): boolean =>
  schema === undefined || schema === true || (isObject(schema) && Object.keys(schema).length === 0);

/** Whether extra names are held to something. */
const closes = (schema: JsonObject): boolean => !isEmpty(schema['additionalProperties']);

/** Adds where each name of a map stands; returns the map's members. */
function collect(
  into: Map<string, string[]>,
  map: Json | undefined,
  pointer: string,
): readonly (readonly [string, Json])[] {
  if (!isObject(map)) return [];
  const members = Object.entries(map);
  for (const [name] of members) {
    const places = into.get(name);
    const place = join(pointer, name);
    if (places === undefined) into.set(name, [place]);
    else places.push(place);
  }
  return members;
}

function everyName(map: Json | undefined, without: ReadonlyMap<string, unknown>): JsonObject {
  return objectOf(
    isObject(map)
      ? Object.keys(map)
          .filter((name) => !without.has(name))
          .map((name) => [name, true])
      : [],
  );
}
