// Every cause that can be reached from a surface, and what of it counts below the branches of a union. Every place is passed
// once, by its nearest way, and some more times where it is told at other places: nothing here grows with the number of ways,
// which recursive unions have without end.
import type { Json } from '../include/json.js';
import { accepts } from './accepts.js';
import type { Found, Trail } from './trail.js';
import { behind, explore, isBreak, type Behind } from './explore.js';
import { edgesOf, hasOwnReader, isJudgedApart, lift, referrerFor, start } from './trail.js';
import { together } from './view.js';
import { toldThere } from './ways.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** Values tried for one cause or one branch: more ways would show nothing new. */
const maxTries = 8;

/** A cause, the way to it, and the place that refers where it is told there. */
export interface Reached extends Found {
  readonly referrer: string | undefined;
}

/** Every cause that can be shown from the root, the nearest way first; one that is told at several places, at each. */
export async function reach(root: Trail): Promise<Reached[]> {
  const { trails, cut, isWhole } = explore(root);
  const all: Reached[] = [];
  const shown = perPlace<true>();
  const show = (found: Reached): void => {
    all.push(found);
    shown.set(found, true);
  };
  const explained = new Set<Edge>();
  const tries = perPlace<number>();
  /** Breaks that no way tried so far shows. */
  const pending = new Set<Reached>();
  for (const trail of trails)
    for (const cause of trail.node.causes) {
      const found = placed(cause, trail);
      if (shown.get(found)) continue;
      if (trail.unions === 0) show(found);
      else if (!isBreak(cause)) {
        if (await isTold(cause, trail)) show(found);
      } else if (await isShown(found)) {
        show(found);
        for (const edge of edgesOf(trail)) explained.add(edge);
      } else {
        tries.set(found, 1);
        pending.add(found);
      }
    }
  for (const trail of cut) show(placed(tooMuch(trail.node), trail));
  // A branch behind which something breaks, and nothing that the union refuses is found: what the engine says of the whole
  // is told. Innermost first, so that what is told of an inner union counts as something that breaks behind the outer one.
  const own = new Map<PairNode, Cause[]>();
  const isNew = (found: Reached): boolean => !shown.get(found) && (tries.get(found) ?? 0) < maxTries;
  for (const union of trails.toReversed()) {
    const isQuiet = isWhole && pending.size === 0 && own.size === 0 && union.told === toldThere;
    if (isQuiet && isClosed(union)) continue;
    for (const edge of union.node.edges) {
      if (edge.otherwise === undefined) continue;
      const { isShared, behind: there } = behind(union, edge);
      const breaks = there.with(own);
      if (edge.isRefuted !== true && breaks.length === 0) continue;
      const isOnlyBehind = breaks === there.breaks;
      // Where all is told where it stands, the root has met with it already.
      const isMet = isWhole && isOnlyBehind && there.byCause !== undefined;
      const open = !isMet
        ? breaks
        : pending.size === 0
          ? []
          : [...pending].filter(isNew).flatMap(({ cause }) => there.byCause?.get(cause) ?? []);
      let isExplained = explained.has(edge);
      for (const next of open) {
        const place = placed(next.cause, next.trail);
        if (next.cause.value === undefined || !isNew(place)) continue;
        const found = { ...place, trail: there.whole(next, union, edge) };
        const isRefusedThere = await isRefusedAt(found, union);
        if (isRefusedThere) isExplained = true;
        if (isRefusedThere && (await isShown(found))) show(found);
        else tries.set(place, (tries.get(place) ?? 0) + 1);
      }
      const isKept = isShared && isOnlyBehind;
      if (isKept && isExplained) explanations.set(edge, { answer: true });
      if (isExplained || (isKept && explanations.get(edge)?.answer === true)) continue;
      const explains = (): Promise<boolean> => isExplainedBy(breaks, union, edge, there);
      if (await (isKept ? onceFor(explanations, edge, explains) : explains())) continue;
      const cause = await onceFor(wholes, edge, async () => edge.otherwise?.cause());
      if (cause === undefined) continue;
      const told = own.get(union.node) ?? [];
      if (!told.includes(cause)) own.set(union.node, [...told, cause]);
      const found = placed(cause, union);
      if (!shown.get(found) && (await isShown(found))) show(found);
    }
  }
  return all;
}

const closed = new WeakMap<PairNode, boolean>();

/** Whether, where a place is told where it stands, each of its branches with a break behind it is known to be explained. */
function isClosed(union: Trail): boolean {
  if (closed.get(union.node)) return true;
  const isDone = union.node.edges.every((edge) => {
    if (edge.otherwise === undefined) return true;
    const { isShared, behind: there } = behind(union, edge);
    if (!isShared || there.byCause === undefined) return false;
    return explanations.get(edge)?.answer === true || (edge.isRefuted !== true && there.breaks.length === 0);
  });
  if (isDone) closed.set(union.node, true);
  return isDone;
}

const placed = (cause: Cause, trail: Trail): Reached => ({
  cause,
  trail,
  referrer: referrerFor({ cause, trail }),
});

/** What is noted of a cause at the place that it is told at. */
function perPlace<T>() {
  const known = new Map<Cause, Map<string | undefined, T>>();
  return {
    get: ({ cause, referrer }: Reached): T | undefined => known.get(cause)?.get(referrer),
    set({ cause, referrer }: Reached, value: T): void {
      const ofCause = known.get(cause) ?? new Map<string | undefined, T>();
      known.set(cause, ofCause.set(referrer, value));
    },
  };
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
  breaks: readonly Found[],
  union: Trail,
  edge: Edge,
  there: Behind,
): Promise<boolean> {
  const from = start(union.node, union.told, union.referrers);
  const tried = breaks.filter(({ cause }) => cause.value !== undefined).slice(0, maxTries);
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
  return climb(found, until) !== undefined && (await isOpen(found, until));
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

/** The cause's value carried up, undefined where a union on the way tolerates it. */
function climb(found: Found, until?: Trail): Json | undefined {
  const { cause, trail } = found;
  // Tags and defaults are not what schemas refuse; with its tag a value is held against what the tag stands for.
  let isApart = hasOwnReader(cause);
  return cause.value === undefined
    ? undefined
    : lift(cause.value, trail, until, (value, union, edge) => {
        const isRead = isApart || isRefused(value, edge.tag === undefined ? union : edge.to);
        isApart ||= edge.tag !== undefined;
        return isRead && isSent(value, union);
      });
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
