import type { Draft } from '../report/group.js';
import { isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import type { Sides } from '../surfaces.js';
import { usualWaysOut } from './draft.js';

export const typeRemoved = {
  id: 'type-removed',
  waysOut: ['keep the component schema, as a reference to the new one'],
} as const;

/** Component schemas are exported types where the policy says so: one that goes no longer compiles. ../README.md "Removed names". */
export function* typeDrafts(sides: Sides): Iterable<Draft> {
  const now = new Set(typesOf(sides.head));
  for (const name of typesOf(sides.base)) {
    if (now.has(name)) continue;
    const pointer = join('/components/schemas', name);
    yield {
      rule: typeRemoved.id,
      layer: 'source',
      level: 'breaking',
      about: name,
      message: `the exported type \`${name}\` is gone: code that imports it no longer compiles`,
      sightings: [{ operation: '', surface: 'components' }],
      direction: 'request',
      base: pointer,
      head: pointer,
      waysOut: [...typeRemoved.waysOut, ...usualWaysOut],
    };
  }
}

function typesOf(side: Side): string[] {
  const components = side.document['components'];
  const schemas = isObject(components) ? components['schemas'] : undefined;
  return isObject(schemas) ? Object.keys(schemas) : [];
}
