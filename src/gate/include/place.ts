// A place of a document: the schemas that speak about one value, and which of their branches are settled.
// Neighbours: part-place.ts goes to the places of its parts, declared.ts reads the names that a place declares.

import type { Canonical } from './canonical.js';
import { targetOf } from './references.js';
import { excludedBy } from './disjoint.js';
import type { KeywordName } from './keywords.js';
import type { Node, Nodes } from './node.js';
import { partIndex, type PartIndex } from './parts.js';
import { viewOf, type Part, type Schema, type View } from './schema.js';

export interface Place {
  /** Equal places are one object. */
  readonly id: number;
  /** All of these hold; none is a bare reference. */
  readonly all: readonly Schema[];
  /** Of each group one holds. */
  readonly groups: readonly (readonly Place[])[];
  /** Branches that are known to be taken, by the schema that offers them and the branch's name there. */
  readonly picks: ReadonlyMap<Schema, ReadonlySet<Schema>>;
  /** There were more branches than are looked at: what the place declares is not known, nor when an alternative holds. */
  readonly isPartial: boolean;
  /** The alternatives in its groups, those within them as well. */
  readonly size: number;
}

/** A branch that only some messages take, and the condition that they do. */
interface Choice {
  readonly place: Place;
  readonly condition: (terms: Terms) => Node;
}

export interface Terms {
  readonly nodes: Nodes;
  readonly canonical: Canonical;
  readonly plain: (schema: Schema) => Node;
  /** The place that these make up, and no other like it. */
  readonly place: (
    all: readonly Schema[],
    more?: Partial<Pick<Place, 'groups' | 'picks' | 'isPartial'>>,
  ) => Place;
  /** These schemas in some order: one list for all that have the same. */
  readonly list: (schemas: Iterable<Schema>) => readonly Schema[];
}

/** A branch that is looked at for what it says about a place takes this much of a question's steps. */
export const stepsPerBranch = 0.1;

const noPicks: ReadonlyMap<Schema, ReadonlySet<Schema>> = new Map();

/** Places and lists of schemas, and a number for each schema. */
export interface Places extends Pick<Terms, 'place' | 'list'> {
  readonly numberOf: (schema: Schema) => number;
}

export function createPlaces(): Places {
  const places = new Map<string, Place>();
  const lists = new Map<string, readonly Schema[]>();
  const numbers = new Map<Schema, number>();
  const numberOf = (schema: Schema): number => {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  };
  const inOrder = (schemas: Iterable<Schema>): string =>
    [...schemas]
      .map(numberOf)
      .sort((a, b) => a - b)
      .join('&');
  const list: Terms['list'] = (schemas) => {
    const unique = new Set(schemas);
    const key = inOrder(unique);
    const known = lists.get(key) ?? [...unique];
    lists.set(key, known);
    return known;
  };
  const place: Terms['place'] = (named, { groups = [], picks = noPicks, isPartial = false } = {}) => {
    // A bare reference is what it leads to: a union is one place, whoever refers to it.
    const all = [...new Set(named.map(targetOf))];
    const taken = [...picks].map(([owner, branches]) => `${numberOf(owner)}>${inOrder(branches)}`).sort();
    const alternatives = groups.map((group) => `(${group.map(({ id }) => id).join('|')})`);
    const key = `${inOrder(all)}${alternatives.join('')}${taken.join()}${isPartial ? '…' : ''}`;
    const size = groups.flat().reduce((sum, alternative) => sum + 1 + alternative.size, 0);
    const known = places.get(key) ?? { id: places.size, all, groups, picks, isPartial, size };
    places.set(key, known);
    return known;
  };
  return { place, list, numberOf };
}

export function pick(place: Place, owner: Schema, branch: Schema, terms: Terms): Place {
  const picks = new Map(place.picks);
  picks.set(owner, new Set([...(picks.get(owner) ?? []), branch]));
  return terms.place(place.all, { ...place, picks });
}

/** What is only read literally may be sent or not: a value of it refutes nothing. */
export const tooMany = (nodes: Nodes): Node =>
  nodes.opaque('sender', 'the schemas refer to each other in too many ways');

/** The schemas that hold for every message of the place, and the branches that hold for some. */
export function membersOf(place: Place, terms: Terms): Members {
  const known = members.get(place);
  if (known) return known;
  const found = readMembers(place, terms);
  members.set(place, found);
  return found;
}

interface Members {
  readonly certain: readonly Schema[];
  readonly choices: readonly (readonly Choice[])[];
  readonly parts: PartIndex;
  /** The place's groups without what cannot be. */
  readonly groups: Place['groups'];
  /** Whether a message of the place can satisfy a schema, as far as is seen at once. */
  readonly isPossible: (schema: Schema) => boolean;
  /** The place's picks, and those that are left when what cannot be is gone. */
  readonly picks: Place['picks'];
}

const members = new WeakMap<Place, Members>();

/** Alternatives of a place: one of its groups, or the branches that one of its schemas offers. */
interface Group {
  readonly source: { readonly owner: Schema } | 'place';
  /** One of them holds, not at most one. */
  readonly isNeeded: boolean;
  readonly alternatives: readonly Choice[];
}

function readMembers(place: Place, terms: Terms): Members {
  const certain: Schema[] = [];
  const seen = new Set<Schema>();
  const picks = new Map(place.picks);
  let groups: Group[] = [];
  const add = (reference: Schema): void => {
    const schema = targetOf(reference);
    if (!seen.has(schema)) certain.push(schema);
    seen.add(schema);
  };
  const offer = (owner: Schema, name: KeywordName, branches: readonly Branch[]): void => {
    const isNeeded = name === 'anyOf' || name === 'oneOf';
    const taken = branches.filter(({ schema }) => picks.get(owner)?.has(schema));
    for (const { schema } of taken) add(schema);
    const open = isNeeded && taken.length > 0 ? [] : branches.filter((branch) => !taken.includes(branch));
    const alternatives = open.map(({ schema, condition }) => ({ place: terms.place([schema]), condition }));
    groups.push({ source: { owner }, isNeeded, alternatives });
  };
  const open = (group: readonly Place[]): void => {
    const alternatives = group.map((alternative) => ({
      place: alternative,
      condition: ({ nodes, plain }: Terms) =>
        nodes.all([...alternative.all.map(plain), ...(alternative.isPartial ? [tooMany(nodes)] : [])]),
    }));
    groups.push({ source: 'place', isNeeded: true, alternatives });
  };
  /** An only alternative that is left holds for every message. */
  const take = ({ source, alternatives: [only] }: Group): void => {
    for (const schema of only?.place.all ?? []) {
      if (source !== 'place') picks.set(source.owner, new Set([...(picks.get(source.owner) ?? []), schema]));
      add(schema);
    }
    only?.place.groups.forEach(open);
  };
  place.all.forEach(add);
  place.groups.forEach(open);
  let read = 0;
  while (read < certain.length) {
    for (let schema = certain[read]; schema !== undefined; schema = certain[++read]) {
      const view = viewOf(schema);
      for (const [name, part] of view) {
        const branches = branchesOf(name, part, view);
        if (branches) offer(schema, name, branches);
        else conjuncts(name, part).forEach(add);
      }
    }
    const isPossible = possibleBeside(certain, terms);
    groups = groups
      .map((group) => ({
        ...group,
        alternatives: group.alternatives.filter(({ place: { all } }) => all.every(isPossible)),
      }))
      .filter(({ alternatives }) => alternatives.length > 0);
    const isForced = ({ isNeeded, alternatives }: Group): boolean => isNeeded && alternatives.length === 1;
    const forced = groups.filter(isForced);
    groups = groups.filter((group) => !isForced(group));
    forced.forEach(take);
  }
  return {
    certain,
    isPossible: possibleBeside(certain, terms),
    picks,
    groups: groups
      .filter(({ source }) => source === 'place')
      .map(({ alternatives }) => alternatives.map((choice) => choice.place)),
    choices: groups.map(({ source, alternatives }) =>
      source === 'place'
        ? alternatives
        : alternatives.map((choice) => ({
            ...choice,
            place: terms.place(choice.place.all, { ...choice.place, picks }),
          })),
    ),
    parts: partIndex(certain),
  };
}

function possibleBeside(certain: readonly Schema[], { plain }: Terms): (schema: Schema) => boolean {
  const isExcluded = excludedBy(certain.map(plain));
  return (schema) => !isExcluded(plain(schema));
}

function conjuncts(name: KeywordName, part: Part): readonly Schema[] {
  if ((name === '$ref' || name === '$dynamicRef') && part.shape === 'schema') return [part.schema];
  return name === 'allOf' && part.shape === 'list' ? part.schemas : [];
}

interface Branch {
  readonly schema: Schema;
  readonly condition: (terms: Terms) => Node;
}

/** The branches a keyword offers; undefined for keywords that offer none. */
function branchesOf(name: KeywordName, part: Part, view: View): readonly Branch[] | undefined {
  if ((name === 'anyOf' || name === 'oneOf') && part.shape === 'list') {
    return part.schemas.map((schema) => ({ schema, condition: ({ plain }) => plain(schema) }));
  }
  const test = view.get('if');
  if ((name === 'then' || name === 'else') && part.shape === 'schema' && test?.shape === 'schema') {
    const { schema } = part;
    const condition = ({ nodes, plain }: Terms): Node => {
      const tested = plain(test.schema);
      return nodes.all([name === 'then' ? tested : nodes.not(tested), plain(schema)]);
    };
    return [{ schema, condition }];
  }
  if (name === 'dependentSchemas' && part.shape === 'map') {
    return [...part.schemas].map(([key, schema]) => ({
      schema,
      condition: ({ nodes, plain }) => nodes.all([nodes.required(key), plain(schema)]),
    }));
  }
  return undefined;
}

/** The schemas and everything that asserts about the same value below them, without branches that cannot. */
export function closureOf(
  schemas: readonly Schema[],
  isPossible: (branch: Schema) => boolean = () => true,
): ReadonlySet<Schema> {
  const seen = new Set(schemas);
  for (const schema of seen) {
    const view = viewOf(schema);
    for (const [name, part] of view) {
      for (const sub of conjuncts(name, part)) seen.add(sub);
      for (const { schema: branch } of branchesOf(name, part, view) ?? [])
        if (isPossible(branch)) seen.add(branch);
    }
  }
  return seen;
}
