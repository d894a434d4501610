// Every cause that can be reached from a surface, and what of it counts below the branches of a union. Every place is passed
// once, by its nearest way, and some more times where it is told at other places: nothing here grows with the number of ways,
// which recursive unions have without end.
import type { Json } from '../include/json.js';
import { accepts } from './accepts.js';
import type { Found, Trail } from './trail.js';
import { breaksBehind, explore, isBreak } from './explore.js';
import { edgesOf, hasOwnReader, isJudgedApart, lift, referrerFor } from './trail.js';
import { together } from './view.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** Values tried for one cause or one branch: more ways would show nothing new. */
const maxTries = 8;

/** Every cause that can be shown from the root, the nearest way first; one that is told at several places, at each. */
export async function reach(root: Trail): Promise<Found[]> {
  const { trails, cut } = explore(root);
  const numbers = new Map<Cause, number>();
  const placed = (found: Found): string => {
    const number = numbers.get(found.cause) ?? numbers.size;
    numbers.set(found.cause, number);
    return `${number} ${referrerFor(found) ?? ''}`;
  };
  const shown = new Map<string, Found>();
  const explained = new Set<Edge>();
  const tries = new Map<string, number>();
  for (const trail of trails)
    for (const cause of trail.node.causes) {
      const found = { cause, trail };
      const key = placed(found);
      if (shown.has(key)) continue;
      if (!isBreak(cause)) {
        if (await isTold(cause, trail)) shown.set(key, found);
      } else if (await isShown(found)) {
        shown.set(key, found);
        for (const edge of edgesOf(trail)) explained.add(edge);
      } else tries.set(key, 1);
    }
  for (const trail of cut) {
    const found = { cause: tooMuch(trail.node), trail };
    shown.set(placed(found), found);
  }
  // A branch behind which something breaks, and nothing that the union refuses is found: what the engine says of the whole
  // is told. Innermost first, so that what is told of an inner union counts as something that breaks behind the outer one.
  const own = new Map<PairNode, Cause[]>();
  for (const union of trails.toReversed())
    for (const edge of union.node.edges) {
      if (edge.otherwise === undefined) continue;
      const behind = breaksBehind(union, edge, own);
      if (edge.isRefuted !== true && behind.length === 0) continue;
      let isExplained = explained.has(edge);
      let left = maxTries;
      for (const { cause, trail, whole } of behind) {
        const key = placed({ cause, trail });
        const tried = tries.get(key) ?? 0;
        const isNew = !shown.has(key) && tried < maxTries;
        if (cause.value === undefined || (!isNew && (isExplained || left-- <= 0))) continue;
        const found = { cause, trail: whole() };
        const isRefusedHere = climb(found, union) !== undefined && (await isOpen(found, union));
        if (isRefusedHere) isExplained = true;
        if (isNew && isRefusedHere && (await isShown(found))) shown.set(key, found);
        else if (isNew) tries.set(key, tried + 1);
      }
      if (isExplained) continue;
      const cause = await asked(edge);
      if (cause === undefined) continue;
      const told = own.get(union.node) ?? [];
      if (!told.includes(cause)) own.set(union.node, [...told, cause]);
      const found = { cause, trail: union };
      if (await isShown(found)) shown.set(placed(found), found);
    }
  return [...shown.values()];
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

const answers = new WeakMap<Edge, Promise<Cause | undefined>>();

/** What the engine says of a branch: asked once, however many surfaces reach it. */
function asked(edge: Edge): Promise<Cause | undefined> {
  const known = answers.get(edge) ?? edge.otherwise?.cause() ?? Promise.resolve(undefined);
  answers.set(edge, known);
  return known;
}

const harmless = new WeakMap<Edge, Promise<boolean>>();

/** Whether a branch breaks nothing: asked once, too. */
function isHarmless(edge: Edge): Promise<boolean> {
  const known = harmless.get(edge) ?? edge.otherwise?.isRead() ?? Promise.resolve(false);
  harmless.set(edge, known);
  return known;
}

/** Whether it is read so from the surface: no union on the way, or a value that each of them refuses. */
async function isShown(found: Found): Promise<boolean> {
  if (edgesOf(found.trail).every(({ otherwise }) => otherwise === undefined)) return true;
  return found.cause.value !== undefined && climb(found) !== undefined && (await isOpen(found));
}

/** Which names a sender sends is known of the whole place only: its branch alone may be refused what it never sends. */
async function isOpen(found: Found, until?: Trail): Promise<boolean> {
  if (isJudgedApart(found)) return true;
  for (let at = found.trail; at !== until && at.up !== undefined; at = at.up.trail)
    if (await isHarmless(at.up.edge)) return false;
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
