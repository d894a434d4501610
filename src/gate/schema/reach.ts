// Every cause that can be reached from a surface, and what of it counts below the branches of a union. Every place is passed
// once, by its nearest way, and some more times where it is told at other places: nothing here grows with the number of ways,
// which recursive unions have without end.
import type { Json } from '../include/json.js';
import { accepts } from './accepts.js';
import type { Found, Lifted, Trail } from './trail.js';
import { isBreak } from './cause.js';
import { behind, explore, nearest, type Behind } from './explore.js';
import { createSeen, placed, type Reached, type Seen } from './seen.js';
import { edgesOf, hasOwnReader, isJudgedApart, lift, start } from './trail.js';
import { together } from './view.js';
import { toldThere } from './ways.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** Every cause that can be shown from the root, the nearest way first; one that is told at several places, at each. */
export async function reach(root: Trail): Promise<readonly Reached[]> {
  const { trails, cut, isWhole } = explore(root);
  const seen = createSeen(isWhole);
  for (const trail of trails)
    for (const cause of trail.node.causes) {
      const found = placed({ cause, trail });
      if (seen.isShown(found)) continue;
      if (trail.unions === 0) seen.show(found);
      else await meet(seen, found);
    }
  for (const trail of cut) seen.show(placed({ cause: tooMuch(trail.node), trail }));
  // Innermost first, so that what is told of an inner union counts as something that breaks behind the outer one.
  for (const union of trails.toReversed()) {
    if (isQuiet(seen, union)) continue;
    for (const edge of union.node.edges) if (edge.otherwise !== undefined) await weigh(seen, union, edge);
  }
  return seen.all;
}

/** A cause behind a union. */
async function meet(seen: Seen, found: Reached): Promise<void> {
  const { cause, trail } = found;
  if (!isBreak(cause)) {
    if (await isTold(cause, trail)) seen.show(found);
  } else if (await isShown(found)) {
    seen.show(found);
    for (const edge of edgesOf(trail)) seen.explained.add(edge);
  } else seen.tried(found);
}

/** A branch behind which something breaks, and nothing that the union refuses is found: what the engine says of the whole is told. */
async function weigh(seen: Seen, union: Trail, edge: Edge): Promise<void> {
  const { isShared, behind: there } = behind(union, edge);
  const added = there.added(seen.own);
  if (edge.isRefuted !== true && there.breaks.length + added.length === 0) return;
  const isOnlyBehind = added.length === 0;
  let isExplained = seen.explained.has(edge);
  // Where every place was passed, the surface has met with all that breaks behind a branch.
  const isMet = seen.isWhole && isShared;
  const met = isMet ? seen.pending().flatMap((found) => there.to(found)) : there.breaks.map(placed);
  for (const place of [...met, ...added.map(placed)]) {
    if (place.cause.value === undefined || !seen.isOpen(place)) continue;
    const found = { ...place, trail: there.whole(place, union, edge) };
    const isRefusedThere = await isRefusedAt(found, union);
    if (isRefusedThere) isExplained = true;
    if (isRefusedThere && (await isShown(found))) seen.show(found);
    else seen.tried(place);
  }
  if (isShared && isOnlyBehind && isExplained) explanations.set(edge, { answer: true });
  const tried = isOnlyBehind ? there.nearest : nearest([...there.nearest, ...added]);
  const isKept = isShared && tried.every((one) => there.nearest.includes(one));
  if (isExplained || (isKept && explanations.get(edge)?.answer === true)) return;
  const explains = (): Promise<boolean> => isExplainedBy(tried, union, edge, there);
  if (await (isKept ? onceFor(explanations, edge, explains) : explains())) return;
  const cause = await onceFor(wholes, edge, async () => edge.otherwise?.cause());
  if (cause === undefined) return;
  const told = seen.own.get(union.node) ?? [];
  if (!told.includes(cause)) seen.own.set(union.node, [...told, cause]);
  const found = placed({ cause, trail: union });
  if (!seen.isShown(found) && (await isShown(found))) seen.show(found);
}

/** Whether nothing is left to weigh at a union: most are, for most surfaces of a document whose schemas lead to each other. */
const isQuiet = (seen: Seen, union: Trail): boolean =>
  seen.isWhole &&
  union.told === toldThere &&
  seen.own.size === 0 &&
  seen.pending().length === 0 &&
  isClosed(union);

const closed = new WeakSet<PairNode>();

/** Whether, where a place is told where it stands, each of its branches with a break behind it is known to be explained. */
function isClosed(union: Trail): boolean {
  if (closed.has(union.node)) return true;
  const isDone = union.node.edges.every((edge) => {
    if (edge.otherwise === undefined) return true;
    const { isShared, behind: there } = behind(union, edge);
    if (!isShared) return false;
    return explanations.get(edge)?.answer === true || (edge.isRefuted !== true && there.breaks.length === 0);
  });
  if (isDone) closed.add(union.node);
  return isDone;
}

/** What differs at a place that refers elsewhere now, where not all of it is followed. */
function tooMuch(node: PairNode): Cause {
  return {
    rule: 'schema-changed',
    waysOut: [],
    level: 'unknown',
    about: 'more',
    base: node.base[0] ?? '',
    head: node.head[0] ?? '',
    message: 'what is referred to differs in more ways than are told one by one',
    reason: 'too many places refer elsewhere than before',
  };
}

/** Whether the union refuses something of what breaks behind a branch. */
async function isExplainedBy(
  tried: readonly Found[],
  union: Trail,
  edge: Edge,
  there: Behind,
): Promise<boolean> {
  const from = start(union.node, union.told, union.referrers);
  for (const found of tried) {
    const trail = there.whole(found, from, edge);
    if (await isRefusedAt({ cause: found.cause, trail }, from)) return true;
  }
  return false;
}

/** Asked once, however many surfaces lead to the branch; an answer that is there is not waited for. */
type OfEdges<T> = WeakMap<Edge, { readonly answer: T }>;
const explanations: OfEdges<boolean> = new WeakMap();
const wholes: OfEdges<Cause | undefined> = new WeakMap();
const harmless: OfEdges<boolean> = new WeakMap();

async function onceFor<T>(answers: OfEdges<T>, edge: Edge, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(edge) ?? { answer: await ask() };
  answers.set(edge, known);
  return known.answer;
}

/** Whether it is read so from the surface: no union on the way, or a value that each of them refuses. */
async function isShown(found: Found): Promise<boolean> {
  if (found.trail.unions === 0) return true;
  return found.cause.value !== undefined && (await isRefusedAt(found));
}

/** Whether a cause's value, carried up, is refused by each union on the way, and by none only for what its branch alone says. */
async function isRefusedAt(found: Found, until?: Trail): Promise<boolean> {
  return (await climb(found, until)).is !== 'tolerated' && (await isOpen(found, until));
}

/** Which names a sender sends is known of the whole place only: its branch alone may be refused what it never sends. */
async function isOpen(found: Found, until?: Trail): Promise<boolean> {
  if (isJudgedApart(found)) return true;
  for (let at = found.trail; at !== until && at.up !== undefined; at = at.up.trail) {
    const { edge } = at.up;
    const known = harmless.get(edge);
    const breaksNothing =
      known?.answer ?? (await onceFor(harmless, edge, async () => (await edge.otherwise?.isRead()) ?? false));
    if (breaksNothing) return false;
  }
  return true;
}

/** The cause's value carried up. What nobody can put a whole around is not lost: the surface is asked about as a whole (settle.ts). */
async function climb({ cause, trail }: Found, until?: Trail): Promise<Lifted> {
  if (cause.value === undefined) return { is: 'tolerated' };
  // Each answer takes the value at least one step further.
  for (let left = trail.levels; ; left--) {
    // Tags and defaults are not what schemas refuse; with its tag a value is held against what the tag stands for.
    let isApart = hasOwnReader(cause);
    const lifted = lift(cause.value, trail, until, (value, union, edge) => {
      const isRead = isApart || isRefused(value, edge.tag === undefined ? union : edge.to);
      isApart ||= edge.tag !== undefined;
      return isRead && isSent(value, union);
    });
    if (lifted.is !== 'open' || lifted.at === undefined || left < 0) return lifted;
    await lifted.at.ask();
  }
}

function isSent(value: Json, place: PairNode): boolean {
  return once(sent, place, value, () => {
    const { mode, ...places } = place;
    const sends = mode.direction === 'request' ? 'base' : 'head';
    const options = { direction: mode.direction, tolerant: false };
    return places[sends].every((pointer) => accepts(mode.sides[sends], pointer, value, options) !== false);
  });
}

function isRefused(value: Json, place: PairNode): boolean {
  return once(refused, place, value, () => {
    const { mode, ...places } = place;
    const receives = mode.direction === 'request' ? 'head' : 'base';
    const tolerant = mode.reading.tolerant && mode.direction === 'response';
    const options = { direction: mode.direction, tolerant };
    return places[receives].some(
      (pointer) => accepts(mode.sides[receives], pointer, value, options) === false,
    );
  });
}

type Answers = WeakMap<PairNode, Map<Json, boolean>>;
const sent: Answers = new WeakMap();
const refused: Answers = new WeakMap();

/** The ways of many surfaces carry the same values through the same places. */
function once(answers: Answers, place: PairNode, value: Json, ask: () => boolean): boolean {
  const known = answers.get(place) ?? new Map<Json, boolean>();
  answers.set(place, known);
  const answer = known.get(value) ?? ask();
  known.set(value, answer);
  return answer;
}

/** Names, notice and known values are told wherever they change; all else only if the whole union takes more than before. */
async function isTold(cause: Cause, trail: Trail): Promise<boolean> {
  if (cause.level !== 'additive' || cause.layer !== undefined || ofNames.has(cause.rule)) return true;
  for (let at = trail; at.up !== undefined; at = at.up.trail) {
    const { edge, trail: outer } = at.up;
    if (edge.isTagged === true) return true;
    if (edge.otherwise !== undefined && !(await widens(outer.node))) return false;
  }
  return true;
}

const ofNames: ReadonlySet<string> = new Set([
  'property-added',
  'deprecation-changed',
  'enum-value-added',
  'discriminator-changed',
]);

const wider = new WeakMap<PairNode, Promise<boolean>>();

/** Whether a place takes anything it did not take before. */
function widens(place: PairNode): Promise<boolean> {
  const { mode, base, head } = place;
  const older = { schema: together(mode.sides.base, base) };
  const newer = { schema: together(mode.sides.head, head) };
  const known =
    wider.get(place) ??
    mode
      .backward()
      .proves({ base: newer, head: older }, mode.reading)
      .then((isProved) => !isProved);
  wider.set(place, known);
  return known;
}
