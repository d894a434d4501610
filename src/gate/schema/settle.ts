// A break found at a part of a message stands only if a whole message shows it. Where none was put together around the
// part, or the part could not be decided, the engine is asked about the whole surface, and its answer counts.
import type { Inclusion } from '../include/include.js';
import type { Json } from '../include/json.js';
import type { Draft, Sighting } from '../report/group.js';
import { identity } from '../report/group.js';
import type { Witness } from '../report/report.js';
import { together } from './view.js';
import type { PairNode } from './walk.js';

/** A draft, and of sightings that rest on inclusion the surface they are about. */
export interface Claim extends Draft {
  readonly sightings: readonly Claimed[];
}

export interface Claimed extends Sighting {
  readonly rests?: { readonly on: PairNode; readonly write: (value: Json) => Witness };
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
    const sightings = claim.sightings.filter(({ rests }) => rests !== undefined);
    if (sightings.length < claim.sightings.length)
      settled.push({ ...claim, sightings: claim.sightings.filter(({ rests }) => rests === undefined) });
    if (sightings.length === 0) continue;
    const key = `${identity(claim)} ${claim.level}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [{ ...claim, sightings }]);
    else known.push({ ...claim, sightings });
  }
  for (const group of groups.values()) {
    const first = group.flatMap(({ sightings }) => sightings.slice(0, maxTries)).slice(0, maxTries);
    if (first.some(({ witness }) => witness?.() !== undefined)) for (const one of group) settled.push(one);
    else for (const claim of group) for (const one of await asWhole(claim, whole)) settled.push(one);
  }
  return settled;
}

/** What is left of a claim: the sightings of surfaces that the engine does not prove. */
async function asWhole(
  { reason: _, ...claim }: Claim,
  whole: (root: PairNode) => Promise<Inclusion>,
): Promise<readonly Draft[]> {
  const refuted: Sighting[] = [];
  const unknown = new Map<string, Sighting[]>();
  for (const { rests, ...sighting } of claim.sightings) {
    if (rests === undefined) continue;
    const answer = await whole(rests.on);
    if (answer.result === 'refuted')
      refuted.push({ ...sighting, witness: () => rests.write(answer.witness) });
    else if (answer.result === 'unknown') {
      const others = unknown.get(answer.reason);
      if (others === undefined) unknown.set(answer.reason, [sighting]);
      else others.push(sighting);
    }
  }
  const open = [...unknown].map(
    ([reason, sightings]): Draft => ({ ...claim, level: 'unknown', reason, sightings }),
  );
  return refuted.length === 0 ? open : [...open, { ...claim, level: 'breaking', sightings: refuted }];
}
