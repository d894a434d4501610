// From what the rules say, place by place, to findings: one per root cause, with everybody who reaches it folded in, in a
// fixed order. The witness is the first place's; a break on the wire without one is not proved, and says so.
import { createHash } from 'node:crypto';

import type { Json } from '../include/json.js';
import { nearest } from '../pointer.js';
import type { Referrer } from '../referrers.js';
import type { Direction } from '../surfaces.js';
import type { Finding, Layer, Level, Place, Witness } from './report.js';

/** What a rule found at one place of one operation. */
export interface Draft {
  readonly rule: string;
  readonly layer: Layer;
  readonly level: Level;
  readonly about: string;
  readonly became?: string | undefined;
  readonly message: string;
  readonly operation: string;
  readonly surface: string;
  readonly direction: Direction;
  readonly base: string | null;
  readonly head: string | null;
  /** Where the cause is the place that refers, and not what it refers to. */
  readonly referrer?: Referrer | undefined;
  readonly waysOut: readonly string[];
  /** Written out only for the place that is shown. */
  readonly witness?: (() => Witness | undefined) | undefined;
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
  const drafts = withoutEchoes(all);
  const groups = new Map<string, { readonly same: string; readonly all: [Draft, ...Draft[]] }>();
  // By operation, so that the message shown is that of the operation named first.
  for (const draft of [...drafts].sort((a, b) => inOrder(a.operation, b.operation))) {
    const same = identity(draft);
    const key = `${same} ${draft.level}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { same, all: [draft] });
    else known.all.push(draft);
  }
  const pointers = { base: new Set<string>(), head: new Set<string>() };
  const rows = [...groups.values()].map(({ same, all }) => {
    const [first] = all;
    const { witness, draft, failed } = shown(all);
    const base = first.base === null ? null : (first.referrer?.() ?? nearest(how.base, first.base));
    const head = first.head === null ? null : nearest(how.head, first.head);
    if (base !== null) pointers.base.add(base);
    if (head !== null) pointers.head.add(head);
    const operations = [...new Set(all.map(({ operation }) => operation).filter((one) => one !== ''))].sort(
      inOrder,
    );
    return { draft, id: fingerprint(same), witness, failed, base, head, operations };
  });
  const places = { base: how.places.base(pointers.base), head: how.places.head(pointers.head) };
  const findings = rows.map(({ draft, id, witness, failed, base, head, operations }): Finding => {
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
      surface: draft.surface,
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

/** The first of a group whose message can be written, so that a finding is not lost to one odd operation. */
function shown(all: readonly Draft[]): { draft: Draft; witness: Witness | undefined; failed: string } {
  const failed = 'no message could be put together that shows it';
  for (const draft of all.slice(0, 5)) {
    const witness = draft.witness?.();
    if (witness !== undefined) return { draft, witness, failed };
  }
  return { draft: all[0] as Draft, witness: undefined, failed };
}
