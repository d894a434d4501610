// A value found by a question that leaves common parts out becomes a value of the whole place, or the whole is asked.
// Neighbours: judge.ts asks, witness/sample.ts makes what is filled in.
import type { Inclusion } from '../include/include.js';
import type { Json, JsonObject } from '../include/json.js';
import { equalJson, isArray, isObject } from '../include/json.js';
import { sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import type { Apart } from './apart.js';
import { schemaOf } from './apart.js';
import type { Comparison, NotProved } from './comparison.js';
import { questions, rolesOf, undeclared } from './comparison.js';
import type { Flat } from './flat.js';

/**
 * A value found while the common parts stood as `true`, with those parts filled in so that the whole sender accepts it.
 * Where that fails because the place is more than its keywords one by one, the whole question is asked instead.
 * @param senderWith the sender as it was asked about, with these parts left out; the place itself unless given
 */
export async function confirmed(
  comparison: Comparison,
  answer: NotProved,
  receiverAlone: JsonObject | undefined,
  senderWith?: (apart: Apart) => JsonObject,
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
  const ask = (sender: Json): Promise<Inclusion> =>
    questions(node).ask(sender, receiverAlone ?? schemaOf(receives, apart));
  const sender = senderWith?.(nothingApart(apart)) ?? schemaOf(flat, nothingApart(apart));
  if (filled !== undefined && isSent(filled)) {
    // What stands in its parts may decide the branch, and with it which names are sent.
    if (flat.unions.length === 0 || equalJson(filled, answer.witness))
      return { result: 'refuted', witness: filled };
    const again = await ask({ allOf: [sender, undeclared({ enum: [filled] })] });
    if (again.result === 'refuted') return again;
  } else if (isSent(answer.witness)) return answer;
  const whole = await ask(sender);
  return whole.result === 'proved' ? undefined : whole;
}

const nothingApart = ({ readsTags }: Apart): Apart => ({
  properties: new Set(),
  patterns: new Set(),
  additional: false,
  items: false,
  prefix: false,
  unions: false,
  readsTags,
});

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
