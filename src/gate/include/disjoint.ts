// A quick, sound test that no value satisfies two formulas: different types, or a required tag with different values. "No" means only that it was not seen.

import { keyOf, typeOf } from './json.js';
import { allTypes, typeBits, type Node, type Types } from './node.js';

interface Profile {
  readonly types: Types;
  readonly required: ReadonlySet<string>;
  /** Values a property can have, where they are listed. */
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
  /** Values there are at all, where they are listed. */
  readonly values: ReadonlySet<string> | undefined;
}

const profiles = new WeakMap<Node, Profile>();
const maxNodes = 400;

export function areDisjoint(a: Node, b: Node): boolean {
  if (a === b) return false;
  const [left, right] = [profileOf(a), profileOf(b)];
  const types = left.types & right.types;
  if (types === 0) return true;
  if (left.values && right.values) return isApart(left.values, right.values);
  if (types !== typeBits.object) return false;
  for (const [name, values] of left.tags) {
    const others = right.tags.get(name);
    if (!others || !isApart(values, others)) continue;
    if (left.required.has(name) || right.required.has(name)) return true;
  }
  return false;
}

function isApart(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return false;
  return true;
}

function profileOf(node: Node): Profile {
  const known = profiles.get(node);
  if (known) return known;
  const profile = read(node);
  profiles.set(node, profile);
  return profile;
}

function read(start: Node): Profile {
  let types = allTypes;
  let values: ReadonlySet<string> | undefined;
  const required = new Set<string>();
  const tags = new Map<string, ReadonlySet<string>>();
  for (const node of conjunctsOf(start)) {
    if (node.kind === 'types') types &= node.types;
    else if (node.kind === 'enum') {
      const keys = new Set(node.values.keys());
      values = values ? new Set([...values].filter((key) => keys.has(key))) : keys;
      let found = 0;
      for (const value of node.values.values()) found |= typeBits[typeOf(value)];
      types &= found;
    } else if (node.kind === 'required') required.add(node.name);
    else if (node.kind === 'property') {
      const listed = listedValues(node.of);
      const before = tags.get(node.name);
      if (listed)
        tags.set(node.name, before ? new Set([...before].filter((key) => listed.has(key))) : listed);
    }
  }
  return { types, required, tags, values };
}

function listedValues(node: Node): ReadonlySet<string> | undefined {
  let values: Set<string> | undefined;
  for (const part of conjunctsOf(node)) {
    if (part.kind !== 'enum') continue;
    const keys = [...part.values.values()].map(keyOf);
    values = values ? new Set(keys.filter((key) => values?.has(key))) : new Set(keys);
  }
  return values;
}

/** The formulas that hold wherever this one does, as far as a bounded look goes. */
function conjunctsOf(start: Node): readonly Node[] {
  const seen = new Set<Node>([start]);
  for (const node of seen) {
    if (seen.size > maxNodes) break;
    if (node.kind === 'all') for (const part of node.of) seen.add(part);
    else if (node.kind === 'schema') for (const part of node.parts()) seen.add(part);
  }
  return [...seen];
}
