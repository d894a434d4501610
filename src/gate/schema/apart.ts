// A place as one schema for the engine, without the children that are compared on their own.
// Neighbours: flat.ts puts the place together, walk.ts chooses the children.
import type { Json, JsonObject } from '../include/json.js';
import { objectOf } from '../include/json.js';
import type { Flat } from './flat.js';
import { grouped } from './keyword.js';
import { schemaAt, together } from './view.js';

/** Which children are left out because they are compared on their own: `true` stands in their place. */
export interface Apart {
  readonly properties: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  readonly additional: boolean;
  readonly items: boolean;
  readonly prefix: boolean;
  readonly unions: boolean;
  /** Both sides have a discriminator: a `oneOf` that it chooses from is read as `anyOf`. */
  readonly readsTags: boolean;
}

/** The place as one schema, for the engine. */
export function schemaOf(flat: Flat, apart: Apart): JsonObject {
  const { side } = flat;
  const out: [string, Json][] = [];
  for (const [keyword, value] of flat.keywords) {
    if (Object.hasOwn(grouped, keyword)) for (const one of Object.entries(value as JsonObject)) out.push(one);
    else out.push([keyword, value]);
  }
  // A branch may say more of a name that does not travel.
  const hidden = flat.unions.length > 0 ? [...flat.projected.keys()] : [];
  const properties: [string, Json][] = [];
  for (const [name, places] of flat.properties)
    properties.push([name, apart.properties.has(name) ? true : together(side, places)]);
  for (const name of hidden) properties.push([name, { readOnly: true, writeOnly: true }]);
  if (properties.length > 0 || flat.hasList) out.push(['properties', objectOf(properties)]);
  if (flat.patterns.size > 0)
    out.push([
      'patternProperties',
      objectOf(
        [...flat.patterns].map(([name, places]) => [
          name,
          apart.patterns.has(name) ? true : together(side, places),
        ]),
      ),
    ]);
  if (flat.required.size > 0) out.push(['required', [...flat.required.keys()].sort()]);
  if (flat.additional !== undefined && !apart.additional)
    out.push(['additionalProperties', schemaAt(side, flat.additional)]);
  if (flat.prefix.length > 0)
    out.push(['prefixItems', flat.prefix.map((place) => (apart.prefix ? true : schemaAt(side, place)))]);
  if (flat.items !== undefined && !apart.items) out.push(['items', schemaAt(side, flat.items)]);
  const rest: Json[] = [...flat.rest];
  // What is listed may be projected out, and bans stay.
  const isBare = properties.length > 0 && properties.every(([, schema]) => schema === false);
  if (flat.hasList && isBare) rest.push({ properties: {} });
  if (!apart.unions)
    for (const union of flat.unions) {
      const { branches } = union;
      const keyword = apart.readsTags && union.isTagged ? 'anyOf' : union.keyword;
      const value = branches.map((branch) => schemaAt(side, branch));
      if (out.some(([name]) => name === keyword)) rest.push({ [keyword]: value });
      else out.push([keyword, value]);
    }
  if (rest.length > 0) out.push(['allOf', rest]);
  return objectOf(out);
}
