// What is said about the names of a place, all spellings together: which come and go, their defaults, their notice.
// Nothing here asks the engine: the wire tolerates a stranger, code that names it does not compile (../README.md "Removed names").
import type { Json } from '../include/json.js';
import { equalJson, isArray, isObject, keyOf } from '../include/json.js';
import { isTagged } from '../include/schema.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import { defaults, first } from '../rules/default-changed.js';
import { show } from '../rules/schema-rule.js';
import { sample } from '../witness/sample.js';
import type { Flat } from './flat.js';
import { chosenBy, leftAt } from './heirs.js';
import type { Declaration } from './said.js';
import { saidAt } from './said.js';
import { conjuncts, inPlace, isProjected, viewAt } from './view.js';
import type { Cause, PairNode } from './walk.js';

/** Every name some spelling of the place declares and that travels, with where it is declared. */
function declaredNames(
  flat: Flat,
  direction: 'request' | 'response',
): ReadonlyMap<string, readonly Declaration[]> {
  const { side, pointers, projected } = flat;
  const { names } = saidAt(side, pointers, (schema, pointer) => [
    ...inPlace(schema, pointer),
    ...(isTagged(schema) ? chosenBy(side, schema, pointer).filter(leftAt(flat, pointer)) : []),
  ]);
  const found = new Map<string, readonly Declaration[]>();
  for (const [name, declarations] of names) {
    // What another part of the place projects out does not travel either.
    if (projected.has(name)) continue;
    const travels = ({ schema }: Declaration): boolean => !isProjected(side, schema, direction);
    const travelling = declarations.every(travels) ? declarations : declarations.filter(travels);
    if (travelling.length > 0) found.set(name, travelling);
  }
  return found;
}

/** @param unchanged names that say the same on both sides */
export function* placeCauses(
  node: PairNode,
  base: Flat,
  head: Flat,
  unchanged: ReadonlySet<string>,
): Iterable<Cause> {
  const { direction } = node.mode;
  const old = declaredNames(base, direction);
  const now = declaredNames(head, direction);
  for (const [name, [declaration]] of old)
    if (!now.has(name) && declaration !== undefined)
      yield {
        rule: 'property-removed',
        waysOut: ['keep the property documented, `deprecated: true`, until its notice has run'],
        level: 'breaking',
        layer: 'source',
        about: name,
        base: declaration.place,
        head: inPlaceOf(declaration.place, name, node, head),
        message: `\`${name}\` is gone: code that names it no longer compiles`,
      };
  for (const [name, [declaration]] of now)
    if (!old.has(name) && declaration !== undefined)
      yield {
        rule: 'property-added',
        waysOut: [],
        level: 'additive',
        about: name,
        base: base.all[0]?.pointer ?? node.base[0] ?? '',
        head: declaration.place,
        message: `\`${name}\` is new`,
      };
  yield* openValues(base, head);
  for (const [name, places] of base.properties) {
    const others = head.properties.get(name);
    if (others === undefined || unchanged.has(name)) continue;
    const isOptional = !base.required.has(name) && !head.required.has(name);
    yield* nameCauses(node, name, places, others, isOptional);
  }
  for (const [name, ones] of old) {
    const others = now.get(name);
    if (others === undefined || (base.properties.has(name) && head.properties.has(name))) continue;
    yield* inBranches(node, name, ones, others);
  }
}

const spoken = ['default', 'deprecated', 'x-sunset'] as const;

/** What is said about a name that both declare: its default, its notice. */
export function* nameCauses(
  node: PairNode,
  name: string,
  places: readonly string[],
  others: readonly string[],
  isOptional: boolean,
): Iterable<Cause> {
  const { direction, sides } = node.mode;
  const speaks = (one: Side, at: readonly string[]): boolean =>
    (conjuncts(one, at) ?? []).some(({ schema }) => spoken.some((keyword) => schema[keyword] !== undefined));
  if (!speaks(sides.base, places) && !speaks(sides.head, others)) return;
  const [side, pointers] =
    direction === 'request' ? ([sides.base, node.base] as const) : ([sides.head, node.head] as const);
  const value = (): Json | undefined => sample(side, pointers, { direction, tolerant: false });
  yield* defaults(sides, places, others, direction, isOptional, `\`${name}\``, name, value);
  yield* notice(sides, places, others, `\`${name}\``);
}

/** Where head would declare the name: at the same pointer if that lies in the place, else at the place as head spells it. */
function inPlaceOf(place: string, name: string, node: PairNode, head: Flat): string {
  const known = [...node.head, ...head.all.map(({ pointer }) => pointer)];
  return known.some((pointer) => place.startsWith(`${pointer}/`))
    ? place
    : join(known[0] ?? '', 'properties', name);
}

/** A name that only branches declare: each declaration with the one that took its place, those that agree first. */
function* inBranches(
  node: PairNode,
  name: string,
  ones: readonly Declaration[],
  others: readonly Declaration[],
): Iterable<Cause> {
  const { direction, sides } = node.mode;
  const says = (side: Side, { place }: Declaration): string =>
    keyOf(spoken.map((keyword) => first(side, [place], keyword)?.value ?? null));
  const left = [...others];
  const changed = ones.filter((one) => {
    const match = left.findIndex((other) => says(sides.base, one) === says(sides.head, other));
    if (match >= 0) left.splice(match, 1);
    return match < 0;
  });
  for (const [index, one] of changed.entries()) {
    const other = left[index];
    if (other === undefined) continue;
    const isRequired = (side: Side, { owner }: Declaration): boolean =>
      (conjuncts(side, [owner]) ?? []).some(
        ({ schema }) => isArray(schema['required']) && schema['required'].includes(name),
      );
    const isOptional = !isRequired(sides.base, one) && !isRequired(sides.head, other);
    const [side, pointers, { owner }] =
      direction === 'request' ? [sides.base, node.base, one] : [sides.head, node.head, other];
    const value = (): Json | undefined => sample(side, [...pointers, owner], { direction, tolerant: false });
    yield* defaults(sides, [one.place], [other.place], direction, isOptional, `\`${name}\``, name, value);
    yield* notice(sides, [one.place], [other.place], `\`${name}\``);
  }
}

/** `deprecated` and `x-sunset` of a property. */
function* notice(
  sides: PairNode['mode']['sides'],
  basePlaces: readonly string[],
  headPlaces: readonly string[],
  what: string,
): Iterable<Cause> {
  const common = { rule: 'deprecation-changed', waysOut: [], level: 'additive' as const };
  const old = first(sides.base, basePlaces, 'deprecated');
  const now = first(sides.head, headPlaces, 'deprecated');
  const place = { base: old?.pointer ?? basePlaces[0] ?? '', head: now?.pointer ?? headPlaces[0] ?? '' };
  if ((old?.value === true) !== (now?.value === true))
    yield {
      ...common,
      ...place,
      about: 'deprecated',
      message: now?.value === true ? `${what} became deprecated` : `${what} is no longer deprecated`,
    };
  const before = first(sides.base, basePlaces, 'x-sunset');
  const after = first(sides.head, headPlaces, 'x-sunset');
  if (
    (before === undefined) === (after === undefined) &&
    equalJson(before?.value ?? null, after?.value ?? null)
  )
    return;
  yield {
    ...common,
    base: before?.pointer ?? place.base,
    head: after?.pointer ?? place.head,
    about: 'x-sunset',
    message: `the sunset of ${what} ${
      before === undefined
        ? `is set to ${show(after?.value)}`
        : after === undefined
          ? `(${show(before.value)}) is gone`
          : `moved from ${show(before.value)} to ${show(after.value)}`
    }`,
  };
}

/** Notice given for single values: `x-deprecated-values` beside an enum. */
export function* valueNotice(base: Flat, head: Flat): Iterable<Cause> {
  const map = (flat: Flat): { readonly value: Readonly<Record<string, Json>>; readonly pointer: string } => {
    for (const { schema, pointer } of flat.all) {
      const value = schema['x-deprecated-values'];
      if (isObject(value)) return { value, pointer: join(pointer, 'x-deprecated-values') };
    }
    return { value: {}, pointer: flat.all[0]?.pointer ?? flat.pointers[0] ?? '' };
  };
  const old = map(base);
  const now = map(head);
  for (const name of new Set([...Object.keys(old.value), ...Object.keys(now.value)])) {
    const was = Object.hasOwn(old.value, name) ? old.value[name] : undefined;
    const is = Object.hasOwn(now.value, name) ? now.value[name] : undefined;
    if (was !== undefined && is !== undefined && equalJson(was, is)) continue;
    yield {
      rule: 'deprecation-changed',
      waysOut: [],
      level: 'additive',
      about: name,
      base: was === undefined ? old.pointer : join(old.pointer, name),
      head: is === undefined ? now.pointer : join(now.pointer, name),
      message: `the value ${show(name)} ${was === undefined ? 'became deprecated' : is === undefined ? 'is no longer deprecated' : 'has another notice'}`,
    };
  }
}

/** Values that an open list names: the wire takes any, so they come and go without a break (../README.md "Enums"). */
function* openValues(base: Flat, head: Flat): Iterable<Cause> {
  const old = openList(base) ?? (isOpened(head) ? closedList(base) : undefined);
  const now = openList(head) ?? (isOpened(base) ? closedList(head) : undefined);
  if (old === undefined || now === undefined) return;
  const told = (one: OpenList, other: OpenList): [string, Json][] =>
    [...one.values].filter(([key]) => !other.values.has(key));
  const common = { waysOut: [], base: old.pointer, head: now.pointer };
  for (const [about, value] of told(now, old))
    yield {
      ...common,
      rule: 'enum-value-added',
      level: 'additive',
      about,
      message: `the value ${show(value)} is new`,
    };
  for (const [about, value] of told(old, now))
    yield {
      ...common,
      rule: 'enum-value-removed',
      level: 'docs',
      layer: 'docs',
      about,
      message: `the value ${show(value)} is gone`,
    };
}

interface OpenList {
  readonly pointer: string;
  readonly values: ReadonlyMap<string, Json>;
}

/** Whether the list was opened for the receiver: `x-extensible-enum`, an error code (modes.ts). */
export const isOpened = (flat: Flat): boolean =>
  flat.all.some(({ schema }) => schema['x-known-values'] !== undefined);

function closedList(flat: Flat): OpenList | undefined {
  const values = flat.keywords.get('enum');
  const pointer = flat.where.get('enum');
  return isArray(values) && pointer !== undefined ? { pointer, values: byKey(values) } : undefined;
}

function openList(flat: Flat): OpenList | undefined {
  for (const { schema, pointer } of flat.all) {
    const listed = schema['x-extensible-enum'];
    if (isArray(listed)) return { pointer: join(pointer, 'x-extensible-enum'), values: byKey(listed) };
    const known = schema['x-known-values'];
    if (isArray(known)) return { pointer: join(pointer, 'enum'), values: byKey(known) };
  }
  for (const { keyword, pointer, branches } of flat.unions) {
    if (keyword !== 'anyOf') continue;
    const schemas = branches.map((branch) => viewAt(flat.side, branch));
    const isOpen = schemas.some(
      (schema) =>
        typeof schema === 'object' &&
        schema['type'] === 'string' &&
        Object.keys(schema).every((name) => name === 'type' || name === 'description' || name === 'title'),
    );
    const values = schemas.flatMap((schema) =>
      typeof schema === 'object' && isArray(schema['enum']) ? schema['enum'] : [],
    );
    const at = branches.find((_, index) => {
      const schema = schemas[index];
      return typeof schema === 'object' && isArray(schema['enum']);
    });
    if (isOpen && values.length > 0)
      return { pointer: at === undefined ? pointer : join(at, 'enum'), values: byKey(values) };
  }
  return undefined;
}

const byKey = (values: readonly Json[]): ReadonlyMap<string, Json> =>
  new Map(values.map((value) => [keyOf(value), value]));
