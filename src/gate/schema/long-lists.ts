// Long lists of values that differ in little. Neighbour: judge.ts asks about what is left.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, keyOf, typeOf } from '../include/json.js';

/** Lists up to so long are asked about as they are, for next to nothing. */
const longest = 2000;

interface Pair {
  readonly sender: JsonObject;
  readonly receiver: JsonObject;
}

/**
 * The two schemas without the values that both list, where they say the same besides: of such a value both say the same. One
 * of each type stays: where lists are open, their types are what is left of them.
 */
export function withoutCommonValues(
  { sender, receiver }: Pair,
  areSame: (sender: JsonObject, receiver: JsonObject) => boolean,
): Pair {
  const { enum: sent, ...rest } = sender;
  const { enum: received, ...others } = receiver;
  if (!isArray(sent) || !isArray(received) || Math.min(sent.length, received.length) <= longest)
    return { sender, receiver };
  if (!areSame(rest, others)) return { sender, receiver };
  const isSent = new Set(sent.map(keyOf));
  const common = new Set<string>();
  const kept = new Map<string, Json>();
  for (const value of received) {
    const key = keyOf(value);
    if (!isSent.has(key)) continue;
    const type = typeOf(value);
    if (kept.has(type)) common.add(key);
    else kept.set(type, value);
  }
  const left = (values: readonly Json[]): Json => values.filter((value) => !common.has(keyOf(value)));
  return { sender: { ...sender, enum: left(sent) }, receiver: { ...receiver, enum: left(received) } };
}
