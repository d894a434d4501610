// Values that tell ways of writing apart: two items, two members, a reserved character. Used by the rules about serialization.
import type { Json } from '../include/json.js';
import { isArray } from '../include/json.js';
import type { Side } from '../normalize.js';
import { accepts } from '../schema/accepts.js';
import { typesAt } from '../schema/types.js';
import { sample } from './sample.js';

const plain: readonly Json[] = [
  'a/b',
  'a',
  1,
  true,
  ['a', 'b'],
  [1, 2],
  { a: 'b', c: 'd' },
  { a: 1, b: 2 },
  { a: 'b' },
  { a: 1 },
];

/** Values the schemas at the pointers accept, the most telling first; of every type where there is no schema. */
export function* tellingValues(
  side: Side,
  pointers: readonly string[],
  direction: 'request' | 'response',
): Iterable<Json> {
  const options = { direction, tolerant: false };
  const isAccepted = (value: Json): boolean =>
    pointers.every((pointer) => accepts(side, pointer, value, options) === true);
  const [schema] = pointers;
  if (schema === undefined) {
    yield* plain;
    return;
  }
  const found = sample(side, pointers, options);
  if (isArray(found) && found.length === 1) {
    const twice = [...found, ...found];
    if (isAccepted(twice)) yield twice;
  }
  yield* plain.filter(isAccepted);
  if (found !== undefined) yield found;
  // An array whose smallest samples hold nothing: its items decide.
  if (typesAt(side, schema).has('array')) {
    const item = sample(side, [`${schema}/items`], options);
    if (item === undefined) return;
    yield* [[item, item], [item]].filter(isAccepted);
  }
}
