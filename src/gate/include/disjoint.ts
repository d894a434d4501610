// A quick, sound test that no value satisfies two formulas: different types, or a required tag with different values. "No" means only that it was not seen.

import { keyOf, typeOf, type Json } from './json.js';
import { allTypes, typeBits, type Node, type Types } from './node.js';

interface Profile {
  readonly types: Types;
  /** Names that every object has. */
  readonly required: ReadonlySet<string>;
  /** Values that objects can have under a name, where they are listed. */
  readonly tag: (name: string) => ReadonlySet<string> | undefined;
  /** Values there are at all, where they are listed. */
  readonly values: ReadonlySet<string> | undefined;
}

const anything: Profile = { types: allTypes, required: new Set(), tag: () => undefined, values: undefined };
const profiles = new WeakMap<Node, Profile>();
/** Formulas looked at for one profile; the rest may say anything. */
const maxNodes = 4000;
const maxLevels = 40;

export function areDisjoint(a: Node, b: Node): boolean {
  return a !== b && areApart(profileOf(a), profileOf(b));
}

/** A test of whether a formula excludes values of which all of these hold. */
export function excludedBy(holding: readonly Node[]): (node: Node) => boolean {
  let profile: Profile | undefined;
  return (node) => {
    profile ??= together(holding.map((part) => profileOf(part)));
    return areApart(profile, profileOf(node));
  };
}

function areApart(left: Profile, right: Profile): boolean {
  const types = left.types & right.types;
  if (types === 0) return true;
  if (left.values && right.values) return isApart(left.values, right.values);
  if (types !== typeBits.object) return false;
  for (const name of new Set([...left.required, ...right.required])) {
    const values = left.tag(name);
    const others = values && right.tag(name);
    if (values && others && isApart(values, others)) return true;
  }
  return false;
}

function isApart(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return false;
  return true;
}

/** How far one profile looks: formulas, and unions within unions. */
interface Sight {
  left: number;
  levels: number;
}

function profileOf(node: Node, sight: Sight = { left: maxNodes, levels: maxLevels }): Profile {
  const known = profiles.get(node);
  if (known) return known;
  const isFirst = sight.left === maxNodes;
  if (sight.left <= 0 || sight.levels === 0) {
    sight.left = 0;
    return anything;
  }
  sight.levels -= 1;
  const profile = ofAll(conjunctsOf(node, sight), sight);
  sight.levels += 1;
  // What was cut short for the sake of another formula is looked at again on its own account.
  if (isFirst || sight.left > 0) profiles.set(node, profile);
  return profile;
}

/** What holds of every value of a conjunction. */
function ofAll(conjuncts: Iterable<Node>, sight: Sight): Profile {
  const profiles: Profile[] = [];
  const properties = new Map<string, Node[]>();
  const required = new Set<string>();
  for (const node of conjuncts) {
    if (node.kind === 'types') profiles.push({ ...anything, types: node.types });
    else if (node.kind === 'enum') profiles.push(ofValues(node.values));
    else if (node.kind === 'required') required.add(node.name);
    else if (node.kind === 'property') {
      const others = properties.get(node.name);
      if (others) others.push(node.of);
      else properties.set(node.name, [node.of]);
    } else if (node.kind === 'any' || node.kind === 'one')
      profiles.push(ofAny(node.of.map((branch) => profileOf(branch, sight))));
  }
  const tag: Tag = (name) =>
    (properties.get(name) ?? []).map((of) => listedValues(of)).reduce(shared, undefined);
  return together([...profiles, { ...anything, required, tag }]);
}

function ofValues(values: ReadonlyMap<string, Json>): Profile {
  let types = 0;
  for (const value of values.values()) types |= typeBits[typeOf(value)];
  return { ...anything, types, values: new Set(values.keys()) };
}

function together(profiles: readonly Profile[]): Profile {
  return {
    types: profiles.reduce((types, profile) => types & profile.types, allTypes),
    required: new Set(profiles.flatMap((profile) => [...profile.required])),
    tag: remembering((name) => profiles.map((profile) => profile.tag(name)).reduce(shared, undefined)),
    values: profiles.map((profile) => profile.values).reduce(shared, undefined),
  };
}

/** What holds of every value of at least one of them. */
function ofAny(branches: readonly Profile[]): Profile {
  let types = 0;
  for (const branch of branches) types |= branch.types;
  const objects = branches.filter((branch) => (branch.types & typeBits.object) !== 0);
  const required = [...(objects[0]?.required ?? [])].filter((name) =>
    objects.every((branch) => branch.required.has(name)),
  );
  return {
    types,
    required: new Set(required),
    tag: remembering((name) => joined(objects.map((branch) => branch.tag(name)))),
    values: joined(branches.map((branch) => branch.values)),
  };
}

type Tag = Profile['tag'];

function remembering(tag: Tag): Tag {
  const known = new Map<string, ReturnType<Tag>>();
  return (name) => {
    if (!known.has(name)) known.set(name, tag(name));
    return known.get(name);
  };
}

type Values = ReadonlySet<string> | undefined;

/** What is left of two lists; a list that is missing allows everything. */
function shared(one: Values, other: Values): Values {
  if (!one || !other) return one ?? other;
  return new Set([...one].filter((value) => other.has(value)));
}

function joined(lists: readonly Values[]): Values {
  const all = new Set<string>();
  for (const list of lists) {
    if (!list) return undefined;
    for (const value of list) all.add(value);
  }
  return all;
}

/** Values a formula lists; of a union those of its branches, one level down. */
function listedValues(start: Node, isBranch = false): Values {
  let values: Values;
  for (const node of conjunctsOf(start, { left: maxNodes, levels: 0 })) {
    if (node.kind === 'enum') values = shared(values, new Set([...node.values.values()].map(keyOf)));
    else if (!isBranch && (node.kind === 'any' || node.kind === 'one'))
      values = shared(values, joined(node.of.map((branch) => listedValues(branch, true))));
  }
  return values;
}

/** The formulas that hold wherever this one does, as far as a bounded look goes. */
function conjunctsOf(start: Node, sight: Sight): ReadonlySet<Node> {
  const seen = new Set<Node>([start]);
  for (const node of seen) {
    if (--sight.left <= 0) break;
    // What it implies says enough, and does not have to be put together first.
    const parts =
      node.kind === 'all'
        ? node.of
        : node.kind !== 'schema'
          ? []
          : node.implies.length > 0
            ? node.implies
            : node.parts();
    for (const part of parts) seen.add(part);
  }
  return seen;
}
