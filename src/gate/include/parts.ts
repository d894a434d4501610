// Which schemas of a place speak about a property or an item of its value.
// Neighbour: place.ts makes the place of a part from them.

import type { KeywordName } from './keywords.js';
import { isMatch } from './pattern.js';
import { viewOf, type Schema } from './schema.js';

export type Position =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'items' };

/** The schemas by which one schema object speaks about a part of the value. */
function partsAt(schema: Schema, position: Position): readonly Schema[] {
  const view = viewOf(schema);
  const one = (name: KeywordName): readonly Schema[] => {
    const part = view.get(name);
    return part?.shape === 'schema' ? [part.schema] : [];
  };
  if (position.kind === 'property') {
    const found: Schema[] = [];
    const properties = view.get('properties');
    const own = properties?.shape === 'map' ? properties.schemas.get(position.name) : undefined;
    if (own) found.push(own);
    const matching = view.get('patternProperties');
    if (matching?.shape === 'map') {
      for (const [pattern, sub] of matching.schemas)
        if (isMatch(pattern, position.name) !== false) found.push(sub);
    }
    return found.length > 0 ? found : [...one('additionalProperties'), ...one('unevaluatedProperties')];
  }
  const prefix = view.get('prefixItems');
  const prefixed = prefix?.shape === 'list' ? prefix.schemas : [];
  if (position.kind === 'item' && prefixed[position.index]) return [prefixed[position.index] as Schema];
  return [...one('items'), ...one('unevaluatedItems')];
}

/** Who speaks about which property, so that a place of many schemas is read once and not once per name. */
export interface PartIndex {
  readonly byName: ReadonlyMap<string, readonly Schema[]>;
  /** Schemas that speak about names they do not list, or about items. */
  readonly others: readonly Schema[];
}

const openEnded = [
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'prefixItems',
  'items',
  'unevaluatedItems',
] as const satisfies readonly KeywordName[];

export function partIndex(schemas: Iterable<Schema>): PartIndex {
  const byName = new Map<string, Schema[]>();
  const others: Schema[] = [];
  for (const schema of schemas) {
    const view = viewOf(schema);
    if (openEnded.some((name) => view.has(name))) {
      others.push(schema);
      continue;
    }
    const properties = view.get('properties');
    if (properties?.shape !== 'map') continue;
    for (const [name, sub] of properties.schemas) {
      const list = byName.get(name);
      if (list) list.push(sub);
      else byName.set(name, [sub]);
    }
  }
  return { byName, others };
}

/** Every schema of the index that speaks about the part. */
export function partsIn({ byName, others }: PartIndex, position: Position): ReadonlySet<Schema> {
  const found = new Set(position.kind === 'property' ? (byName.get(position.name) ?? []) : []);
  for (const schema of others) for (const sub of partsAt(schema, position)) found.add(sub);
  return found;
}
