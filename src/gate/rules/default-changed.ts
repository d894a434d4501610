import type { Json } from '../include/json.js';
import { equalJson, keyOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import { conjuncts } from '../schema/view.js';
import type { Cause, PairNode } from '../schema/walk.js';
import { show } from './schema-rule.js';

export const defaultChanged = { id: 'default-changed', waysOut: ['keep the old default'] } as const;

/** The first of the schemas that hold together at a place to say a keyword. */
export function first(
  side: Side,
  places: readonly string[],
  keyword: string,
): { readonly value: Json; readonly pointer: string } | undefined {
  for (const { schema, pointer } of conjuncts(side, places) ?? [])
    if (schema[keyword] !== undefined) return { value: schema[keyword], pointer: join(pointer, keyword) };
  return undefined;
}

/** The bytes are the same and their meaning is not: ../README.md "Defaults". */
export function* defaults(
  sides: PairNode['mode']['sides'],
  basePlaces: readonly string[],
  headPlaces: readonly string[],
  direction: 'request' | 'response',
  isOptional: boolean,
  what: string,
  about: string,
  value: () => Json | undefined,
): Iterable<Cause> {
  const old = first(sides.base, basePlaces, 'default');
  const now = first(sides.head, headPlaces, 'default');
  if (old === undefined && now === undefined) return;
  if (old !== undefined && now !== undefined && equalJson(old.value, now.value)) return;
  const where = {
    rule: defaultChanged.id,
    about,
    became: keyOf(now?.value ?? null),
    base: old?.pointer ?? basePlaces[0] ?? '',
    head: now?.pointer ?? headPlaces[0] ?? '',
  };
  const message =
    old === undefined
      ? `the default of ${what} is documented now: ${show(now?.value)}`
      : now === undefined
        ? `the default of ${what} (${show(old.value)}) is gone`
        : `the default of ${what} became ${show(now.value)}, it was ${show(old.value)}`;
  if (direction === 'response' || !isOptional || old === undefined) {
    yield { ...where, waysOut: [], level: 'docs', layer: 'docs', message };
    return;
  }
  const left = value();
  yield {
    ...where,
    waysOut: defaultChanged.waysOut,
    level: 'breaking',
    message,
    complaint: `left out, ${what} meant ${show(old.value)} in base and means ${now === undefined ? 'nothing documented' : show(now.value)} in head`,
    ...(left === undefined ? {} : { value: left }),
  };
}
