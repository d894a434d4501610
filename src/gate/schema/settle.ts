// A break found at a part of a message stands only if a whole message shows it. Where none was put together around the
// part, or the part could not be decided, the engine is asked about the whole surface, and its answer counts.
import type { Inclusion } from '../include/include.js';
import type { Json } from '../include/json.js';
import type { Draft } from '../report/group.js';
import { identity } from '../report/group.js';
import type { Witness } from '../report/report.js';
import type { SchemaSurface } from '../surfaces.js';
import { together } from './view.js';
import type { PairNode } from './walk.js';

/** A draft, and for breaks that rest on inclusion the surface it is about. */
export interface Claim {
  readonly draft: Draft;
  readonly surface?: SchemaSurface;
  readonly root?: PairNode;
  readonly write?: (value: Json) => Witness;
}

/** Messages tried before the whole surface is asked. */
const maxTries = 5;

export async function settle(claims: readonly Claim[]): Promise<Draft[]> {
  const answers = new Map<PairNode, Promise<Inclusion>>();
  const whole = (root: PairNode): Promise<Inclusion> => {
    const known = answers.get(root);
    if (known !== undefined) return known;
    const { mode } = root;
    const place = (side: 'base' | 'head') => ({ schema: together(mode.sides[side], root[side]) });
    const asked = mode.forward().compare({ base: place('base'), head: place('head') }, mode.reading);
    answers.set(root, asked);
    return asked;
  };
  const settled: Draft[] = [];
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.root === undefined) {
      settled.push(claim.draft);
      continue;
    }
    const key = `${identity(claim.draft)} ${claim.draft.level}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [claim]);
    else known.push(claim);
  }
  for (const group of groups.values()) {
    const isShown = group.slice(0, maxTries).some(({ draft }) => draft.witness?.() !== undefined);
    if (isShown) settled.push(...group.map(({ draft }) => draft));
    else settled.push(...(await asWhole(group, whole)));
  }
  return settled;
}

async function asWhole(
  group: readonly Claim[],
  whole: (root: PairNode) => Promise<Inclusion>,
): Promise<Draft[]> {
  const settled: Draft[] = [];
  for (const { draft, root, write } of group) {
    if (root === undefined || write === undefined) continue;
    const answer = await whole(root);
    if (answer.result === 'proved') continue;
    if (answer.result === 'unknown') settled.push({ ...draft, level: 'unknown', reason: answer.reason });
    else {
      const { reason: _, ...rest } = draft;
      settled.push({ ...rest, level: 'breaking', witness: () => write(answer.witness) });
    }
  }
  return settled;
}
