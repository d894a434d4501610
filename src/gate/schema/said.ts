// All that is said of one value in place, whichever branch says it: the names that are declared, and who speaks of items.
// Neighbours: names.ts tells which names come and go, beside.ts holds a union against what stands beside it.
import { hasList } from '../include/declared.js';
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join, localPointer } from '../pointer.js';
import type { Direction } from '../surfaces.js';
import { inPlace, isProjected, viewAt } from './view.js';

/** Where a name is declared: its schema, and the schema that has it among its `properties`. */
export interface Declaration {
  readonly place: string;
  readonly schema: Json;
  readonly owner: string;
}

export interface Said {
  /** Every name that some spelling declares or requires; a ban (`false`) declares nothing. */
  readonly names: ReadonlyMap<string, readonly Declaration[]>;
  /** Names that are not listed are held to something, or are not all known. */
  readonly isOpen: boolean;
  readonly items: readonly string[];
  /** Some spelling lists its properties, if only none. */
  readonly hasList: boolean;
}

const maxPlaces = 5000;

/** @param further places that speak of the value besides its conjuncts: by default those of every branch */
export function saidAt(
  side: Side,
  pointers: readonly string[],
  further: (schema: JsonObject, pointer: string) => readonly string[] = inPlace,
): Said {
  const names = new Map<string, Declaration[]>();
  const required = new Set<string>();
  const items: string[] = [];
  const seen = new Set<string>();
  const stack = [...pointers];
  let isOpen = false;
  let lists = false;
  for (let pointer = stack.pop(); pointer !== undefined; pointer = stack.pop()) {
    if (seen.has(pointer)) continue;
    if (seen.size > maxPlaces) {
      isOpen = true;
      break;
    }
    seen.add(pointer);
    const schema = viewAt(side, pointer);
    if (typeof schema === 'boolean') continue;
    const reference = schema['$ref'];
    const target = typeof reference === 'string' ? localPointer(reference) : undefined;
    if (target !== undefined) stack.push(target);
    for (const [index] of (isArray(schema['allOf']) ? schema['allOf'] : []).entries())
      stack.push(join(pointer, 'allOf', index));
    for (const one of further(schema, pointer)) stack.push(one);
    lists ||= hasList(schema);
    isOpen ||= holdsOthers(schema);
    for (const keyword of ['items', 'contains', 'unevaluatedItems'])
      if (schema[keyword] !== undefined) items.push(join(pointer, keyword));
    for (const [index] of (isArray(schema['prefixItems']) ? schema['prefixItems'] : []).entries())
      items.push(join(pointer, 'prefixItems', index));
    for (const name of asked(schema)) required.add(name);
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const at = join(pointer, 'properties');
    for (const [name, schema] of Object.entries(properties)) {
      if (schema === false) continue;
      const declaration = { place: join(at, name), schema, owner: pointer };
      const others = names.get(name);
      if (others === undefined) names.set(name, [declaration]);
      else others.push(declaration);
    }
  }
  for (const name of required) if (!names.has(name)) names.set(name, []);
  for (const list of names.values()) list.sort((a, b) => (a.place < b.place ? -1 : 1));
  return { names, isOpen, items, hasList: lists };
}

/** Whether some declaration of a name says that it does not travel in that direction. */
export const hasProjected = (
  side: Side,
  declarations: readonly Declaration[],
  direction: Direction,
): boolean => declarations.some(({ schema }) => isProjected(side, schema, direction));

/** Names that are required, or that something is required with: those are declared, too. */
function asked(schema: JsonObject): readonly string[] {
  const { required, dependentRequired, dependentSchemas } = schema;
  const lists = isObject(dependentRequired) ? Object.entries(dependentRequired) : [];
  const names = [
    ...(isArray(required) ? required : []),
    ...lists.flatMap(([name, list]) => [name, ...(isArray(list) ? list : [])]),
    ...(isObject(dependentSchemas) ? Object.keys(dependentSchemas) : []),
  ];
  return names.filter((name) => typeof name === 'string');
}

function holdsOthers(schema: JsonObject): boolean {
  return (
    schema['patternProperties'] !== undefined ||
    isObject(schema['additionalProperties']) ||
    isObject(schema['unevaluatedProperties']) ||
    (isArray(schema['enum']) && schema['enum'].some(isObject)) ||
    isObject(schema['const']) ||
    schema['propertyNames'] !== undefined ||
    schema['$dynamicRef'] !== undefined
  );
}
