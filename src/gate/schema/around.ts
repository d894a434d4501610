// What stands around a part of a message: the plainest whole with the part in it, or the one that the engine finds.
// Neighbours: trail.ts goes the way from part to whole, witness/sample.ts makes what is filled in.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import { objectFor, sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import { undeclared } from './comparison.js';
import { conjuncts, together } from './view.js';
import type { Edge, PairNode, Step } from './walk.js';

/** A part that nothing plain stands around: `ask` seeks on. */
export interface Open {
  readonly ask: () => Promise<void>;
}

export type Around =
  | { readonly is: 'found'; readonly value: Json }
  | { readonly is: 'open'; readonly at?: Open };

const known = new WeakMap<Edge, Map<Json, Around>>();

/** Once for each step and value, so that the ways of many surfaces to one cause carry the very same values. */
export function around(node: PairNode, edge: Edge, value: Json): Around {
  const ofEdge = known.get(edge) ?? new Map<Json, Around>();
  known.set(edge, ofEdge);
  const found = ofEdge.get(value);
  if (found !== undefined) return found;
  const plain = plainly(node, edge.step, value);
  const ask = async (): Promise<void> => {
    ofEdge.set(value, await asked(node, edge.step, value));
  };
  const first: Around = plain === undefined ? { is: 'open', at: { ask } } : { is: 'found', value: plain };
  ofEdge.set(value, first);
  return first;
}

function plainly(node: PairNode, step: Step, value: Json): Json | undefined {
  const { mode } = node;
  const sends = mode.direction === 'request' ? 'base' : 'head';
  const side = mode.sides[sends];
  const pointers = node[sends];
  const options = { direction: mode.direction, tolerant: false };
  const isSent = (candidate: Json | undefined): candidate is Json =>
    candidate !== undefined &&
    pointers.every((pointer) => accepts(side, pointer, candidate, options) !== false);
  const all = conjuncts(side, pointers) ?? [];
  if (step.kind === 'property') {
    const direct = objectFor(side, all, options, 1, { [step.name]: value });
    if (isSent(direct)) return direct;
    for (const { schema, pointer } of all)
      for (const keyword of ['oneOf', 'anyOf'] as const)
        for (const [index] of (isArray(schema[keyword]) ? schema[keyword] : []).entries()) {
          const more = conjuncts(side, [...pointers, `${pointer}/${keyword}/${index}`]) ?? [];
          const candidate = objectFor(side, more, options, 1, { [step.name]: value });
          if (isSent(candidate)) return candidate;
        }
    const whole = sample(side, pointers, options, 1);
    const merged = isObject(whole) ? { ...whole, [step.name]: value } : undefined;
    return isSent(merged) ? merged : undefined;
  }
  if (step.kind !== 'item') return value;
  const whole = sample(side, pointers, options, 1);
  const items = isArray(whole) ? [...whole] : [];
  while (items.length < step.index) {
    const place = all.find(({ schema }) => isArray(schema['prefixItems']))?.pointer;
    const item =
      place === undefined ? value : sample(side, [`${place}/prefixItems/${items.length}`], options, 2);
    if (item === undefined) return undefined;
    items.push(item);
  }
  const instead = items.map((item, index) => (index === step.index ? value : item));
  const candidates: Json[] = [
    items.length <= step.index ? [...items, value] : instead,
    Array.from({ length: Math.max(step.index + 1, items.length) }, () => value),
  ];
  return candidates.find(isSent);
}

/** The engine's word: all that is sent there with that part in it is refused by a schema that refuses everything. */
async function asked({ mode, ...places }: PairNode, step: Step, value: Json): Promise<Around> {
  const isRequest = mode.direction === 'request';
  const sends = isRequest ? 'base' : 'head';
  const side = mode.sides[sends];
  const part = withPart(step, value, side.dialect === 'openapi-3.0');
  const sent = { schema: { allOf: [together(side, places[sends]), undeclared(part)] } };
  const never = { schema: false };
  const pair = isRequest ? { base: sent, head: never } : { base: never, head: sent };
  const answer = await mode.forward().compare(pair, mode.reading);
  return answer.result === 'refuted' ? { is: 'found', value: answer.witness } : { is: 'open' };
}

/** Any value with that part. In 3.0 items have no number: the first may be any of them. */
function withPart(step: Step, value: Json, isOpenApi30: boolean): JsonObject {
  const part = { enum: [value] };
  if (step.kind === 'property')
    return { type: 'object', required: [step.name], properties: { [step.name]: part } };
  if (step.kind !== 'item') return part;
  if (isOpenApi30) return { type: 'array', minItems: 1, not: { items: { not: part } } };
  const before = Array.from({ length: step.index }, () => true);
  return { type: 'array', minItems: step.index + 1, prefixItems: [...before, part] };
}
