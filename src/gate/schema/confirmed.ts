// A value found by a question that leaves common parts out becomes a value of the whole place, or the whole is asked.
// Neighbours: judge.ts asks, witness/sample.ts makes what is filled in.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import { sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import type { Apart } from './apart.js';
import { schemaOf } from './apart.js';
import type { Comparison, NotProved } from './comparison.js';
import { questions, rolesOf } from './comparison.js';
import type { Flat } from './flat.js';

/**
 * A value found while the common parts stood as `true`, with those parts filled in so that the whole sender accepts it.
 * Where that fails because the place is more than its keywords one by one, the whole question is asked instead.
 */
export async function confirmed(
  comparison: Comparison,
  answer: NotProved,
  receiverAlone: JsonObject | undefined,
): Promise<NotProved | undefined> {
  if (answer.result === 'unknown') return answer;
  const { node, apart } = comparison;
  const { mode } = node;
  const { sends: flat, receives } = rolesOf(comparison);
  const pointers = mode.direction === 'request' ? node.base : node.head;
  const options = { direction: mode.direction, tolerant: false };
  const filled = fill(flat, apart, answer.witness, options);
  const isSent = (value: Json): boolean =>
    pointers.every((pointer) => accepts(flat.side, pointer, value, options) !== false);
  if (filled !== undefined && isSent(filled)) return { result: 'refuted', witness: filled };
  if (isSent(answer.witness)) return answer;
  const nothingApart: Apart = {
    properties: new Set(),
    patterns: new Set(),
    additional: false,
    items: false,
    prefix: false,
    unions: false,
    readsTags: apart.readsTags,
  };
  const sender = schemaOf(flat, nothingApart);
  const receiver = receiverAlone ?? schemaOf(receives, apart);
  const whole = await questions(node).ask(sender, receiver);
  return whole.result === 'proved' ? undefined : whole;
}

function fill(
  flat: Flat,
  apart: Apart,
  value: Json,
  options: { readonly direction: 'request' | 'response'; readonly tolerant: boolean },
): Json | undefined {
  if (isObject(value)) {
    const members: [string, Json][] = [];
    for (const [name, item] of Object.entries(value)) {
      const places = apart.properties.has(name) ? (flat.properties.get(name) ?? []) : [];
      const isFine = places.every((place) => accepts(flat.side, place, item, options) !== false);
      const better = isFine ? item : sample(flat.side, places, options, 1);
      if (better === undefined) return undefined;
      members.push([name, better]);
    }
    return Object.fromEntries(members);
  }
  if (isArray(value) && (apart.items || apart.prefix)) {
    const items: Json[] = [];
    for (const [index, item] of value.entries()) {
      const place = flat.prefix[index] ?? flat.items;
      const isFine = place === undefined || accepts(flat.side, place, item, options) !== false;
      const better = isFine || place === undefined ? item : sample(flat.side, [place], options, 1);
      if (better === undefined) return undefined;
      items.push(better);
    }
    return items;
  }
  return value;
}
