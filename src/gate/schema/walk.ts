// Walks two schemas in step, down to the smallest pair of places that changed. Every pair is looked at once per mode, on a
// work list; what breaks at a pair is decided by judge.ts, what leads to it from a message by drafts.ts.
import { isQuick } from '../include/expression.js';
import type { Json } from '../include/json.js';
import { keyOf } from '../include/json.js';
import { isMatch } from '../include/pattern.js';
import { lookUp } from '../pointer.js';
import type { Referrers, Way } from '../referrers.js';
import type { Level, Layer } from '../report/report.js';
import { discriminators } from '../rules/discriminator-changed.js';
import type { Apart } from './apart.js';
import type { Beside, Compared } from './beside.js';
import { createBeside } from './beside.js';
import { areTooMany, decidedAsWhole, intoBranches } from './branches.js';
import type { Flat } from './flat.js';
import { flatten } from './flat.js';
import { isBreak } from './cause.js';
import { judge } from './judge.js';
import type { Mode } from './modes.js';
import { placeCauses } from './names.js';
import { inStep } from './nested-unions.js';
import { repeated } from './repeated.js';
import type { Sameness } from './same.js';
import { nothing } from '../surfaces.js';
import { endOf, wayFrom } from './ways.js';

/** One step from a value to a part of it. */
export type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'same' };

/** What changed at one pair of places. */
export interface Cause {
  readonly rule: string;
  readonly waysOut: readonly string[];
  readonly level: Level;
  readonly layer?: Layer;
  readonly about: string;
  /** Part of the fingerprint. */
  readonly became?: string;
  readonly base: string;
  readonly head: string;
  readonly message: string;
  /** Where the words stand that changed, where that is not the place shown. */
  readonly words?: Words;
  /** A value at this place that shows it. */
  readonly value?: Json;
  readonly complaint?: string;
  readonly reason?: string;
  /** The engine is not asked: it could not tell either, and would take long to find out. */
  readonly isBeyond?: true;
}

export interface Words {
  readonly base: string | undefined;
  readonly head: string | undefined;
}

export interface Edge {
  readonly to: PairNode;
  /** The places as they are written where the step is taken, before references are followed. */
  readonly from: { readonly base: readonly string[]; readonly head: readonly string[] };
  readonly step: Step;
  /** For a branch of a union: what the engine says of it as a whole. */
  readonly otherwise?: Otherwise;
  /** The engine has refuted this branch: something is reported even where nothing below is. */
  readonly isRefuted?: boolean;
  /** A discriminator chooses the branch: what it takes more counts, whatever the others take. */
  readonly isTagged?: boolean;
  /** The property that a discriminator reads, and what it says on this way. */
  readonly tag?: { readonly name: string; readonly value: string };
}

export interface Otherwise {
  /** Whether the union reads all that is sent through the branch. */
  readonly isRead: () => Promise<boolean>;
  /** What is reported if nothing below is confirmed by a whole value; asked only then: to show it costs more than to know. */
  readonly cause: () => Promise<Cause | undefined>;
}

/** A place of its own, one branch of a place, or who builds on its schema: the place's discriminator chooses among all of those. */
export type NodeKind = 'place' | 'branch' | 'heir';

export interface PairNode {
  readonly mode: Mode;
  readonly base: readonly string[];
  readonly head: readonly string[];
  readonly kind: NodeKind;
  /** Written down at the same place on both sides: what is told there stands there. */
  readonly isOneSpot: boolean;
  causes: readonly Cause[];
  edges: readonly Edge[];
}

export interface Walk {
  /** The node of a pair; its causes and edges are there after `settle`. */
  pair(mode: Mode, base: readonly string[], head: readonly string[], kind: NodeKind): PairNode;
  /** Whether everything was looked at: after very many causes nothing more is. */
  settle(): Promise<boolean>;
}

/** Breaks, and causes in all, after which the walk ends: nobody reads them, and each costs as much as the first. */
const maxBreaks = 10_000;
const maxCauses = 50_000;

export function createWalk(sameness: Sameness, referrers: Referrers): Walk {
  const nodes = new Map<string, Map<string, PairNode>>();
  const work: PairNode[] = [];
  const pair: Walk['pair'] = (mode, base, head, kind) => {
    const way = (side: 'base' | 'head', [only, ...others]: readonly string[]): Way | undefined =>
      only === undefined || only === nothing || others.length > 0
        ? undefined
        : wayFrom(mode.sides[side], only);
    const [one, other] = [way('base', base), way('head', head)];
    if (one !== undefined && other !== undefined) referrers.note(one, other);
    const places = {
      base: one === undefined ? base : [endOf(one)],
      head: other === undefined ? head : [endOf(other)],
    };
    const isOneSpot =
      places.base.length === 1 && places.head.length === 1 && places.base[0] === places.head[0];
    const ofKind = nodes.get(`${mode.key} ${kind}`) ?? new Map<string, PairNode>();
    nodes.set(`${mode.key} ${kind}`, ofKind);
    const key = isOneSpot ? (places.base[0] ?? '') : `${places.base.join('\n')}\n\n${places.head.join('\n')}`;
    const known = ofKind.get(key);
    if (known !== undefined) return known;
    if (isOneSpot) places.head = places.base;
    const node: PairNode = { mode, ...places, kind, isOneSpot, causes: [], edges: [] };
    ofKind.set(key, node);
    work.push(node);
    return node;
  };
  return {
    pair,
    async settle() {
      let breaks = 0;
      let causes = 0;
      for (let node = work.pop(); node !== undefined; node = work.pop()) {
        if (breaks >= maxBreaks || causes >= maxCauses) return false;
        await visit(node, sameness, pair);
        breaks += node.causes.filter(isBreak).length;
        causes += node.causes.length;
      }
      return true;
    },
  };
}

/** Deeper in one piece than anybody writes: the walk names every level, and names that long would take for ever. */
const maxPointerLength = 12_000;

async function visit(node: PairNode, sameness: Sameness, pair: Walk['pair']): Promise<void> {
  const { mode } = node;
  const same = (base: string, head: string): boolean =>
    base === nothing || head === nothing ? base === head : sameness.same(base, head, 'schema');
  const resembles = (base: string, head: string): boolean =>
    base === nothing || head === nothing ? base === head : sameness.resembles(base, head);
  if (node.base.length === 1 && node.head.length === 1 && same(node.base[0] ?? '', node.head[0] ?? ''))
    return;
  if ([...node.base, ...node.head].some((pointer) => pointer.length > maxPointerLength)) {
    node.causes = [judge.tooDeep(node)];
    return;
  }
  const inStride = repeated(node, sameness, same, pair);
  if (inStride !== undefined) {
    node.causes = inStride.causes;
    node.edges = inStride.edges;
    return;
  }
  const older = flatten(mode.sides.base, node.base, mode.direction);
  const newer = flatten(mode.sides.head, node.head, mode.direction);
  if (older === undefined || newer === undefined) {
    node.causes = await judge.whole(node);
    return;
  }
  const { base, head } = inStep(older, newer, resembles);
  if (areTooMany(base, head, resembles)) {
    node.causes = [judge.tooMany(node)];
    return;
  }
  const edges: Edge[] = [];
  const unchanged = new Set<string>();
  const beside = createBeside(base, head, mode.direction, resembles);
  const apart = children(base, head, (step, one, other, isEntered) => {
    const isSame = one.length === 1 && other.length === 1 && same(one[0] ?? '', other[0] ?? '');
    if (isSame) {
      if (step.kind === 'property' && base.properties.get(step.name) === one) unchanged.add(step.name);
      return true;
    }
    const isJoint = isEntered(beside, { base: one, head: other });
    const edge: Edge = { to: pair(mode, one, other, 'place'), from: { base: one, head: other }, step };
    edges.push(isJoint ? { ...edge, otherwise: decidedAsWhole } : edge);
    return !isJoint;
  });
  const causes: Cause[] = node.kind === 'place' ? [...placeCauses(node, base, head, unchanged)] : [];
  const found = await judge.local({ node, base, head, apart, same, resembles, pair });
  const told = new Set(found.causes.filter(({ rule }) => rule === 'union-changed').map(({ about }) => about));
  const tags = await discriminators(node, base, head, same, pair, told);
  node.causes = withoutEchoes([...found.causes, ...tags.causes, ...causes]);
  // A branch that a tag names is entered with its tag: nothing else need refuse the value.
  node.edges = [
    ...edges,
    ...tags.edges,
    ...found.edges,
    ...intoBranches(node, base, head, { same, resembles }, pair),
  ];
}

/** A name that goes on the wire is not told once more as gone from the code. */
function withoutEchoes(causes: readonly Cause[]): readonly Cause[] {
  const told = new Set(
    causes
      .filter(({ layer, level }) => layer === undefined && level !== 'additive')
      .map(({ rule, about }) => `${rule} ${about}`),
  );
  return causes.filter(
    ({ rule, about, layer, level }) =>
      !((layer === 'source' || level === 'additive') && told.has(`${rule} ${about}`)),
  );
}

/** The parts both have in the same position: compared on their own, left out of the question about the place itself. */
function children(
  base: Flat,
  head: Flat,
  /** Whether it is left out: not if it changed, and a branch lets more be sent there. */
  isApart: (
    step: Step,
    base: readonly string[],
    head: readonly string[],
    isEntered: (beside: Beside, compared: Compared) => boolean,
  ) => boolean,
): Apart {
  const isBan = (name: string): boolean => base.bans.has(name) || head.bans.has(name);
  const properties = new Set<string>();
  for (const [name, places] of base.properties) {
    const others = head.properties.get(name);
    if (others === undefined || isBan(name)) continue;
    const isEntered = (beside: Beside, compared: Compared): boolean => beside.entersName(name, compared);
    if (isApart({ kind: 'property', name }, places, others, isEntered)) properties.add(name);
  }
  const entersNames = (beside: Beside, compared: Compared): boolean => beside.entersNames(compared);
  const patterns = new Set<string>();
  for (const [pattern, places] of base.patterns) {
    const others = head.patterns.get(pattern);
    const name = keyFor(pattern);
    if (others === undefined || name === undefined || isBan(pattern)) continue;
    if (isApart({ kind: 'property', name }, places, others, entersNames)) patterns.add(pattern);
  }
  const names = (flat: Flat): string =>
    keyOf([[...flat.properties.keys()].sort(), [...flat.patterns.keys()].sort()]);
  // Beside a union a typed map stays in the question, even unchanged: to it every name is the sender's data.
  const isBesideUnion = base.unions.length + head.unions.length > 0;
  const additional =
    base.additional !== undefined &&
    head.additional !== undefined &&
    names(base) === names(head) &&
    isApart(
      { kind: 'property', name: freshName(base) },
      [base.additional],
      [head.additional],
      () => isBesideUnion,
    ) &&
    !isBesideUnion;
  const isItemApart = (index: number, one: string, other: string): boolean =>
    isApart({ kind: 'item', index }, [one], [other], (beside, compared) => beside.entersItems(compared));
  const isAligned = base.prefix.length === head.prefix.length;
  const prefix =
    isAligned &&
    base.prefix.map((place, index) => isItemApart(index, place, head.prefix[index] ?? '')).every(Boolean);
  const items =
    isAligned &&
    base.items !== undefined &&
    head.items !== undefined &&
    ![base, head].some(({ side, items = '' }) => lookUp(side.document, items) === false) &&
    isItemApart(base.prefix.length, base.items, head.items);
  const readsTags = [base, head].every(({ unions }) => unions.some((union) => union.isTagged));
  return { properties, patterns, additional, prefix, items, unions: false, readsTags };
}

/** A name no property has. */
function freshName(flat: Flat): string {
  for (let number = 0; ; number++) {
    const name = `key${number === 0 ? '' : number}`;
    if (!flat.properties.has(name)) return name;
  }
}

/** A name of a simple pattern; undefined where none is found at once, and the pattern stays in the question. */
function keyFor(pattern: string): string | undefined {
  const plain = pattern.replace(/^\^|\$$/g, '');
  return [plain, `${plain}a`, 'a', 'key', 'x-a', '0', 'A'].find(
    (name) => isQuick(pattern, name.length) && isMatch(pattern, name) === true,
  );
}
