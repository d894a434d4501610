// A whole form with one part in it, for a message about that part. Neighbour: encoding.ts reads the parts.
import type { Part } from '../operations/encoding.js';
import type { Json } from '../include/json.js';
import type { MediaType, Side } from '../normalize.js';
import { conjuncts } from '../schema/view.js';
import type { Direction } from '../surfaces.js';
import { objectFor, sample } from './sample.js';

/** The part with the given value, or with one of its own; undefined where none is found. */
export function formWith(
  side: Side,
  media: MediaType,
  part: Part,
  direction: Direction,
  given?: Json,
): Json | undefined {
  const options = { direction, tolerant: false };
  const all = media.schema === undefined ? [] : (conjuncts(side, [media.schema]) ?? []);
  const own = given ?? sample(side, part.places, options, 1);
  return own === undefined ? undefined : objectFor(side, all, options, 1, { [part.name]: own });
}
