// From what the rules say, place by place, to findings: one per root cause, with everybody who reaches it folded in, in a
// fixed order. The witness is the first place's; a break on the wire without one is not proved, and says so.
import { createHash } from 'node:crypto';

import type { Json } from '../include/json.js';
import { nearest } from '../pointer.js';
import type { Referrer } from '../referrers.js';
import type { Direction } from '../surfaces.js';
import type { Finding, Layer, Level, Place, Witness } from './report.js';

/** An operation that a difference is seen from. */
export interface Sighting {
  /** Its label; empty where it is no operation's. */
  readonly operation: string;
  readonly surface: string;
  /** Written out only for the place that is shown. */
  readonly witness?: (() => Witness | undefined) | undefined;
}

/** What a rule found at one place, and who sees it: of a schema that all others lead to, thousands do. */
export interface Draft {
  readonly rule: string;
  readonly layer: Layer;
  readonly level: Level;
  readonly about: string;
  readonly became?: string | undefined;
  readonly message: string;
  readonly sightings: readonly Sighting[];
  readonly direction: Direction;
  readonly base: string | null;
  readonly head: string | null;
  /** Where the cause is the place that refers, and not what it refers to. */
  readonly referrer?: Referrer | undefined;
  readonly waysOut: readonly string[];
  readonly complaint?: string | undefined;
  readonly reason?: string | undefined;
}

export interface Grouping {
  readonly base: Json;
  readonly head: Json;
  readonly places: {
    readonly base: (pointers: ReadonlySet<string>) => ReadonlyMap<string, Place>;
    readonly head: (pointers: ReadonlySet<string>) => ReadonlyMap<string, Place>;
  };
  readonly methodsFor?: ((operation: string) => readonly string[]) | undefined;
}

/** Rule, direction, pointer, changed name and what became of it: never an operation or a wording, so that a waiver keeps holding. */
export function identity(
  draft: Pick<
    Draft,
    'rule' | 'layer' | 'level' | 'direction' | 'base' | 'head' | 'about' | 'became' | 'referrer'
  >,
): string {
  const referrer = draft.referrer?.();
  const parts = [
    draft.rule,
    draft.layer,
    isOneForBoth(draft) ? 'both' : draft.direction,
    draft.base ?? draft.head ?? '',
    draft.about,
  ];
  if (referrer !== undefined) parts.push(referrer);
  if (draft.became !== undefined) parts.push(`became ${draft.became}`);
  return JSON.stringify(parts);
}

const fingerprint = (identity: string): string =>
  createHash('sha256').update(identity).digest('hex').slice(0, 16);

/** A name in code, a notice, a text: told once, not once per direction. */
function isOneForBoth({ rule, layer, level }: Pick<Draft, 'rule' | 'layer' | 'level'>): boolean {
  return (
    layer !== 'wire' ||
    (level === 'additive' && (rule === 'property-added' || rule === 'deprecation-changed'))
  );
}

const levels: readonly Level[] = ['breaking', 'unknown', 'additive', 'docs'];

/** Code units, not a locale: the same input gives the same bytes everywhere. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function group(all: readonly Draft[], how: Grouping): Finding[] {
  const groups = new Map<string, { readonly same: string; readonly drafts: Draft[] }>();
  for (const draft of withoutEchoes(all)) {
    const same = identity(draft);
    const key = `${same} ${draft.level}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { same, drafts: [draft] });
    else known.drafts.push(draft);
  }
  const pointers = { base: new Set<string>(), head: new Set<string>() };
  const rows = [...groups.values()].map(({ same, drafts }) => {
    const seen = firstSeen(drafts);
    const [{ draft: first }] = seen;
    const base = first.base === null ? null : (first.referrer?.() ?? nearest(how.base, first.base));
    const head = first.head === null ? null : nearest(how.head, first.head);
    if (base !== null) pointers.base.add(base);
    if (head !== null) pointers.head.add(head);
    const operations = new Set<string>();
    for (const { sightings } of drafts) for (const { operation } of sightings) operations.add(operation);
    operations.delete('');
    return { ...shown(seen), id: fingerprint(same), base, head, operations: [...operations].sort(inOrder) };
  });
  const places = { base: how.places.base(pointers.base), head: how.places.head(pointers.head) };
  const findings = rows.map(({ draft, surface, id, witness, failed, base, head, operations }): Finding => {
    const isProved = draft.level !== 'breaking' || draft.layer !== 'wire' || witness !== undefined;
    const methods =
      how.methodsFor === undefined ? [] : operations.flatMap((one) => how.methodsFor?.(one) ?? []);
    const reason = draft.reason ?? (isProved ? undefined : failed);
    return {
      id,
      rule: draft.rule,
      layer: draft.layer,
      level: isProved ? draft.level : 'unknown',
      message: draft.message,
      operations,
      surface,
      base: base === null ? null : (places.base.get(base) ?? { pointer: base }),
      head: head === null ? null : (places.head.get(head) ?? { pointer: head }),
      ...(witness === undefined ? {} : { witness }),
      ...(draft.complaint === undefined ? {} : { complaint: draft.complaint }),
      ...(reason === undefined ? {} : { reason }),
      ...(methods.length === 0 ? {} : { methods: [...new Set(methods)].sort(inOrder) }),
      waysOut: draft.waysOut,
    };
  });
  const pointer = (finding: Finding): string => (finding.base ?? finding.head)?.pointer ?? '';
  return findings.sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      inOrder(a.operations[0] ?? '', b.operations[0] ?? '') ||
      inOrder(pointer(a), pointer(b)) ||
      inOrder(a.rule, b.rule) ||
      inOrder(a.id, b.id),
  );
}

/** A name that breaks the wire in one direction is not told once more as gone from the code in the other. */
function withoutEchoes(drafts: readonly Draft[]): readonly Draft[] {
  const key = ({ rule, base, about, referrer }: Draft): string =>
    `${rule} ${referrer?.() ?? ''} ${base} ${about}`;
  const onWire = new Set(
    drafts.filter(({ layer, level }) => layer === 'wire' && level !== 'additive').map(key),
  );
  return drafts.filter((draft) => draft.layer !== 'source' || !onWire.has(key(draft)));
}

interface Seen {
  readonly draft: Draft;
  readonly sighting: Sighting;
}

/** Messages tried for one finding. */
const maxShown = 5;

/** The sightings whose operations come first by name: the message shown is that of the operation named first. */
function firstSeen(drafts: readonly Draft[]): [Seen, ...Seen[]] {
  const seen: Seen[] = [];
  const inTurn = drafts.toSorted((a, b) => inOrder(a.direction, b.direction)); // what is asked before what is answered
  for (const draft of inTurn)
    for (const sighting of draft.sightings) {
      const last = seen.at(-1);
      if (last && seen.length >= maxShown && last.sighting.operation <= sighting.operation) continue;
      const at = seen.findIndex((other) => sighting.operation < other.sighting.operation);
      seen.splice(at < 0 ? seen.length : at, 0, { draft, sighting });
      if (seen.length > maxShown) seen.pop();
    }
  return seen as [Seen, ...Seen[]];
}

/** The first whose message can be written, so that a finding is not lost to one odd operation. */
function shown(seen: readonly [Seen, ...Seen[]]) {
  const failed = 'no message could be put together that shows it';
  for (const { draft, sighting } of seen) {
    const witness = sighting.witness?.();
    if (witness !== undefined) return { draft, surface: sighting.surface, witness, failed };
  }
  const [{ draft, sighting }] = seen;
  return { draft, surface: sighting.surface, witness: undefined, failed };
}
