// From the place of a whole to the places of its parts, through all branches that may speak about them.
// Neighbour: parts.ts knows which schema speaks about which part.

import { partsIn, type Position } from './parts.js';
import { membersOf, stepsPerBranch, type Place, type Terms } from './place.js';
import { viewOf, type Schema } from './schema.js';

const maxNesting = 4;
/** Branches looked at for one part; a union that leads back to itself has no end of them. */
const maxParts = 2000;
/** Schemas that lead back to each other through unions have ever more alternatives, each in ever more ways. */
const maxAlternatives = 100;

interface PartOfPlace {
  readonly part: Place;
  /** Branches looked at for it. */
  readonly cost: number;
}

const partPlaces = new WeakMap<Place, Map<string, PartOfPlace>>();

/** The place of a part, seen from the place of the whole. */
export function partPlace(
  place: Place,
  position: Position,
  terms: Terms,
  depth = 0,
  budget = { left: maxParts },
): Place {
  const known = partPlaces.get(place) ?? new Map<string, PartOfPlace>();
  partPlaces.set(place, known);
  const key = `${depth} ${keyOfPosition(position)}`;
  const found = known.get(key);
  // As if all its branches were looked at once more, so that the answer is the same whoever asked before.
  if (found && found.cost < budget.left) {
    budget.left -= found.cost;
    return found.part;
  }
  const before = budget.left;
  const part = readPart(place, position, terms, depth, budget);
  if (budget.left > 0) known.set(key, { part, cost: before - budget.left });
  return part;
}

function keyOfPosition(position: Position): string {
  switch (position.kind) {
    case 'property':
      return `.${position.name}`;
    case 'item':
      return `[${position.index}`;
    default:
      return position.kind;
  }
}

function readPart(
  place: Place,
  position: Position,
  terms: Terms,
  depth: number,
  budget: { left: number },
): Place {
  const { certain, choices, parts } = membersOf(place, terms);
  const all = partsIn(parts, position);
  const groups: (readonly Place[])[] = [];
  budget.left -= 1;
  terms.nodes.charge(stepsPerBranch);
  if (depth < maxNesting && budget.left > 0) {
    for (const group of choices) {
      const parts = group.map(({ place: branch }) => partPlace(branch, position, terms, depth + 1, budget));
      const speaking = parts.filter((part) => part.all.length + part.groups.length > 0);
      // Where a message may take an alternative that says nothing, none of the others need hold.
      const silent = speaking.length < parts.length ? [terms.place([])] : [];
      if (speaking.length > 0) groups.push([...new Set([...speaking, ...silent])]);
    }
  }
  if (position.kind !== 'property') {
    for (const schema of certain) {
      const part = viewOf(schema).get('contains');
      if (part?.shape === 'schema') groups.push([terms.place([part.schema]), terms.place([])]);
    }
  }
  const part = terms.place([...all], { groups, isPartial: place.isPartial || budget.left <= 0 });
  const wasSimplified = place.groups.some((group) => group.some((alternative) => alternative.isPartial));
  return wasSimplified || part.size > maxAlternatives ? simplified(part, terms) : part;
}

/** The place with every schema of its groups as an alternative that may hold or not, whatever the others do. */
function simplified({ all, groups, isPartial }: Place, terms: Terms): Place {
  const schemas = new Set<Schema>();
  const collect = (group: readonly Place[]): void => {
    for (const alternative of group) {
      for (const schema of alternative.all) schemas.add(schema);
      alternative.groups.forEach(collect);
    }
  };
  groups.forEach(collect);
  if (schemas.size === 0) return terms.place(all, { isPartial });
  const alternatives = terms.list(schemas).map((schema) => terms.place([schema], { isPartial: true }));
  return terms.place(all, { groups: [[...alternatives, terms.place([])]], isPartial });
}
