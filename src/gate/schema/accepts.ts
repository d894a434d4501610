// Whether a schema of a document accepts a value: JSON Schema 2020-12 read literally, for messages while they are put together.
// Verdicts rest on include/ and its two validators; this reader only checks what is built around their witnesses.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, keyOf } from '../include/json.js';
import { isTagged } from '../include/schema.js';
import type { Side } from '../normalize.js';
import { localPointer, lookUp } from '../pointer.js';
import { nothing } from '../surfaces.js';
import { matches, number, scalars, Undecided } from './accepts-scalar.js';
import { isProjected, view } from './view.js';

export interface AcceptOptions {
  readonly direction: 'request' | 'response';
  /** Closed objects are read as open, as an old client does that ignores unknown fields. */
  readonly tolerant: boolean;
}

/** undefined: this reader cannot tell (a reference it does not follow, a pattern it does not run). */
export function accepts(
  side: Side,
  pointer: string,
  value: Json,
  options: AcceptOptions,
): boolean | undefined {
  if (pointer === nothing) return true;
  try {
    const run: Run = { side, options, steps: 0, known: knownOf(side, options.direction) };
    return check(run, lookUp(side.document, pointer), value, 0, options.tolerant).ok;
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

interface Run {
  readonly side: Side;
  readonly options: AcceptOptions;
  steps: number;
  readonly known: Said;
}

/**
 * What was said of an object or array by a schema: branches that share a part ask again at every level of the value, and a
 * value is asked about again as a part of larger ones.
 */
interface Said {
  readonly strict: Known;
  readonly lifted: Known;
}

type Known = WeakMap<object, Map<Json | undefined, Result>>;

const said = new WeakMap<Side, Map<AcceptOptions['direction'], Said>>();

function knownOf(side: Side, direction: AcceptOptions['direction']): Said {
  const ofSide = said.get(side) ?? new Map<AcceptOptions['direction'], Said>();
  said.set(side, ofSide);
  const known = ofSide.get(direction) ?? { strict: new WeakMap(), lifted: new WeakMap() };
  ofSide.set(direction, known);
  return known;
}

/** What was evaluated: names, and items up to a number or singly. */
interface Result {
  readonly ok: boolean;
  readonly names: ReadonlySet<string>;
  readonly items: ReadonlySet<number>;
}

const none: Result = { ok: true, names: new Set(), items: new Set() };
const refused: Result = { ok: false, names: new Set(), items: new Set() };
const maxSteps = 200_000;
const maxDepth = 400;

function check(run: Run, raw: Json | undefined, value: Json, depth: number, lifts: boolean): Result {
  if (typeof value !== 'object' || value === null) return checkOnce(run, raw, value, depth, lifts);
  const known = lifts ? run.known.lifted : run.known.strict;
  const ofValue = known.get(value) ?? new Map<Json | undefined, Result>();
  known.set(value, ofValue);
  const result = ofValue.get(raw) ?? checkOnce(run, raw, value, depth, lifts);
  ofValue.set(raw, result);
  return result;
}

function checkOnce(run: Run, raw: Json | undefined, value: Json, depth: number, lifts: boolean): Result {
  if (++run.steps > maxSteps || depth > maxDepth) throw new Undecided();
  const schema = view(run.side, raw);
  if (schema === true) return none;
  if (schema === false) return refused;
  if (schema['$dynamicRef'] !== undefined) throw new Undecided();
  if (!scalars(schema, value)) return refused;
  const names = new Set<string>();
  const items = new Set<number>();
  const sub: Sub = (part, of, lift = lifts) => check(run, part, of, depth + 1, lift);
  const merge = (result: Result): void => {
    for (const name of result.names) names.add(name);
    for (const item of result.items) items.add(item);
  };
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = localPointer(reference);
    const found = target === undefined ? undefined : lookUp(run.side.document, target);
    if (target === undefined || found === undefined) throw new Undecided();
    const result = sub(found, value);
    if (!result.ok) return refused;
    merge(result);
  }
  for (const part of list(schema['allOf'])) {
    const result = sub(part, value);
    if (!result.ok) return refused;
    merge(result);
  }
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = schema[keyword];
    if (!isArray(branches)) continue;
    const passed = branches.map((branch) => sub(branch, value)).filter(({ ok }) => ok);
    if (passed.length === 0) return refused;
    if (keyword === 'oneOf' && passed.length > 1 && !isTagged(schema)) {
      // Branches whose closing was lifted are read as anyOf.
      if (!lifts) return refused;
      const strict = branches.filter((branch) => sub(branch, value, false).ok).length;
      if (strict > 1) return refused;
    }
    for (const result of passed) merge(result);
  }
  if (schema['not'] !== undefined && sub(schema['not'], value, false).ok) return refused;
  if (schema['if'] !== undefined) {
    const condition = sub(schema['if'], value, false);
    if (condition.ok) merge(condition);
    const branch = condition.ok ? 'then' : 'else';
    if (schema[branch] !== undefined) {
      const result = sub(schema[branch], value);
      if (!result.ok) return refused;
      merge(result);
    }
  }
  if (isObject(value) && !objects(run, schema, value, sub, names, merge, lifts)) return refused;
  if (isArray(value) && !arrays(schema, value, sub, items)) return refused;
  return { ok: true, names, items };
}

/** Whether a part of the schema accepts a part of the value. */
type Sub = (part: Json | undefined, of: Json, lift?: boolean) => Result;

function objects(
  run: Run,
  schema: JsonObject,
  value: JsonObject,
  sub: Sub,
  names: Set<string>,
  merge: (result: Result) => void,
  lifts: boolean,
): boolean {
  // Tags first: where there are many alternatives, most go by one word.
  const keys = Object.keys(value).sort((a, b) => depthOf(value[a]) - depthOf(value[b]));
  const declared = isObject(schema['properties']) ? schema['properties'] : {};
  const gone = (name: string): boolean =>
    Object.hasOwn(declared, name) && isProjected(run.side, declared[name], run.options.direction);
  for (const name of list(schema['required']))
    if (typeof name === 'string' && !Object.hasOwn(value, name) && !gone(name)) return false;
  if (keys.length < number(schema['minProperties'], 0)) return false;
  if (keys.length > number(schema['maxProperties'], Infinity)) return false;
  const dependent = isObject(schema['dependentRequired']) ? schema['dependentRequired'] : {};
  for (const [name, wanted] of Object.entries(dependent))
    if (Object.hasOwn(value, name))
      for (const other of list(wanted))
        if (typeof other === 'string' && !Object.hasOwn(value, other) && !gone(other)) return false;
  const asked = isObject(schema['dependentSchemas']) ? schema['dependentSchemas'] : {};
  for (const name of Object.keys(asked))
    if (Object.hasOwn(value, name)) {
      const result = sub(asked[name], value);
      if (!result.ok) return false;
      merge(result);
    }
  const patterns = isObject(schema['patternProperties']) ? schema['patternProperties'] : {};
  for (const name of keys) {
    const item = value[name] as Json;
    let isKnown = false;
    if (Object.hasOwn(declared, name) && !gone(name)) {
      isKnown = true;
      if (!sub(declared[name], item).ok) return false;
    }
    for (const pattern of Object.keys(patterns))
      if (matches(pattern, name)) {
        isKnown = true;
        if (!sub(patterns[pattern], item).ok) return false;
      }
    if (!isKnown && schema['additionalProperties'] !== undefined) {
      isKnown = true;
      if (
        !(lifts && schema['additionalProperties'] === false) &&
        !sub(schema['additionalProperties'], item).ok
      )
        return false;
    }
    if (isKnown) names.add(name);
    if (schema['propertyNames'] !== undefined && !sub(schema['propertyNames'], name).ok) return false;
  }
  if (schema['unevaluatedProperties'] !== undefined)
    for (const name of keys)
      if (!names.has(name)) {
        const isLifted = lifts && schema['unevaluatedProperties'] === false;
        if (!isLifted && !sub(schema['unevaluatedProperties'], value[name] as Json).ok) return false;
        names.add(name);
      }
  return true;
}

function arrays(schema: JsonObject, value: readonly Json[], sub: Sub, items: Set<number>): boolean {
  if (value.length < number(schema['minItems'], 0) || value.length > number(schema['maxItems'], Infinity))
    return false;
  if (schema['uniqueItems'] === true && new Set(value.map(keyOf)).size < value.length) return false;
  const prefix = list(schema['prefixItems']);
  let found = 0;
  for (const [index, item] of value.entries()) {
    if (index < prefix.length) {
      if (!sub(prefix[index], item).ok) return false;
      items.add(index);
    } else if (schema['items'] !== undefined) {
      if (!sub(schema['items'], item).ok) return false;
      items.add(index);
    }
    if (schema['contains'] !== undefined && sub(schema['contains'], item).ok) {
      items.add(index);
      found++;
    }
  }
  if (
    schema['contains'] !== undefined &&
    (found < number(schema['minContains'], 1) || found > number(schema['maxContains'], Infinity))
  )
    return false;
  if (schema['unevaluatedItems'] !== undefined)
    for (const [index, item] of value.entries())
      if (!items.has(index)) {
        if (!sub(schema['unevaluatedItems'], item).ok) return false;
        items.add(index);
      }
  return true;
}

const depthOf = (value: Json | undefined): number => (typeof value === 'object' && value !== null ? 1 : 0);
const list = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);
