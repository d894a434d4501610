// One value against one formula: true, false, or undefined where it cannot be said. The engine's own validator; the verdict is confirmed by two others.

import { compareDecimals, decimal, exactUpTo, isMultiple, type Decimal } from './decimal.js';
import { hasFormat } from './format.js';
import { keyOf, typeOf, type Json, type JsonObject } from './json.js';
import { typeBits, typeOfAtom, type Atom, type Node } from './node.js';
import { isMatch } from './pattern.js';

export type Truth = boolean | undefined;

/** Formulas and values nest no deeper than this in an evaluation; deeper is undefined. */
const maxDepth = 250;

export function holds(node: Node, value: Json): Truth {
  return evaluate(node, value, 0, new Map());
}

/**
 * What is certain of an object or array by a schema. A value that is found grows around its parts: what is certain of a part
 * stays so.
 */
const settled = new WeakMap<object, Map<Node, boolean>>();
/**
 * What was said of any value this time. What cannot be said, or is being asked, stands with how deep it was: less deep, it
 * might be. A schema that leads back to itself about the same value says nothing (JSON Schema 2020-12 core §9.4.1).
 */
type Told = Map<Json, Map<Node, { readonly truth: Truth; readonly depth: number }>>;

export function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function evaluate(node: Node, value: Json, depth: number, told: Told): Truth {
  if (depth > maxDepth) return undefined;
  switch (node.kind) {
    case 'all':
      return every(node.of, (part) => evaluate(part, value, depth + 1, told));
    case 'schema':
      return once(node, value, depth, told, () => {
        const isTrue = (part: Node): Truth => evaluate(part, value, depth + 1, told);
        // A value that what it implies refuses is refused before the schema itself is put together.
        return every(node.implies, isTrue) === false ? false : every(node.parts(), isTrue);
      });
    case 'any':
      return some(node.of, (part) => evaluate(part, value, depth + 1, told));
    case 'one':
      return exactly(node.of.map((part) => evaluate(part, value, depth + 1, told)));
    case 'not':
      return negated(evaluate(node.of, value, depth + 1, told));
    case 'if': {
      const test = evaluate(node.test, value, depth + 1, told);
      if (test !== undefined) return evaluate(test ? node.yes : node.no, value, depth + 1, told);
      const [yes, no] = [
        evaluate(node.yes, value, depth + 1, told),
        evaluate(node.no, value, depth + 1, told),
      ];
      return yes === no ? yes : undefined;
    }
    default: {
      const type = typeOfAtom[node.kind];
      if (type !== undefined && type !== typeOf(value)) return true;
      return atom(node, value, depth, told);
    }
  }
}

/** Alternatives that share a part ask again and again. */
function once(node: Node, value: Json, depth: number, told: Told, truthOf: () => Truth): Truth {
  const isNested = typeof value === 'object' && value !== null;
  const known = isNested ? settled.get(value)?.get(node) : undefined;
  if (known !== undefined) return known;
  const ofValue = told.get(value) ?? new Map<Node, { truth: Truth; depth: number }>();
  const said = ofValue.get(node);
  if (said !== undefined && (said.truth !== undefined || said.depth <= depth)) return said.truth;
  told.set(value, ofValue.set(node, { truth: undefined, depth }));
  const truth = truthOf();
  if (truth === undefined) return undefined;
  if (!isNested) ofValue.set(node, { truth, depth });
  else {
    ofValue.delete(node);
    const ofNested = settled.get(value) ?? new Map<Node, boolean>();
    settled.set(value, ofNested.set(node, truth));
  }
  return truth;
}

function every<T>(list: Iterable<T>, truthOf: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (const item of list) {
    const truth = truthOf(item);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

function some<T>(list: Iterable<T>, truthOf: (item: T) => Truth): Truth {
  return negated(every(list, (item) => negated(truthOf(item))));
}

function exactly(truths: readonly Truth[]): Truth {
  const certain = truths.filter((truth) => truth === true).length;
  if (certain > 1) return false;
  return truths.includes(undefined) ? undefined : certain === 1;
}

/** The atom, of a value of its own type. */
function atom(node: Atom, value: Json, depth: number, told: Told): Truth {
  switch (node.kind) {
    case 'types':
      return (node.types & typeBits[typeOf(value)]) !== 0;
    case 'enum':
      return node.values.has(keyOf(value));
    case 'opaque':
      return undefined;
    case 'minimum':
    case 'maximum': {
      const side = compareDecimals(decimal(value as number), node.limit) * (node.kind === 'minimum' ? 1 : -1);
      // Two numbers beyond 2^53 that read the same may have been written differently (RFC 8259 §6).
      if (side === 0 && Math.abs(node.value) > exactUpTo) return undefined;
      return node.isExclusive ? side > 0 : side >= 0;
    }
    case 'multiple':
      return isMultiple(exact(value), node.step);
    case 'width':
      return (value as number) >= node.min && (value as number) <= node.max;
    case 'minLength':
      return lengthOf(value as string) >= node.count;
    case 'maxLength':
      return lengthOf(value as string) <= node.count;
    case 'pattern':
      return isMatch(node.source, value as string);
    case 'format':
      return hasFormat(node.name, value as string);
    case 'minItems':
      return (value as readonly Json[]).length >= node.count;
    case 'maxItems':
      return (value as readonly Json[]).length <= node.count;
    case 'minProperties':
      return Object.keys(value as JsonObject).length >= node.count;
    case 'maxProperties':
      return Object.keys(value as JsonObject).length <= node.count;
    case 'item': {
      const item = (value as readonly Json[])[node.index];
      return item === undefined ? true : evaluate(node.of, item, depth + 1, told);
    }
    case 'items':
      return every((value as readonly Json[]).slice(node.from), (item) =>
        evaluate(node.of, item, depth + 1, told),
      );
    case 'contains': {
      const truths = (value as readonly Json[]).map((item) => evaluate(node.of, item, depth + 1, told));
      const certain = truths.filter((truth) => truth === true).length;
      const possible = truths.filter((truth) => truth !== false).length;
      if (certain > node.max || possible < node.min) return false;
      return certain >= node.min && possible <= node.max ? true : undefined;
    }
    case 'unique': {
      const items = value as readonly Json[];
      return new Set(items.map(keyOf)).size === items.length;
    }
    default:
      return objectAtom(node, value as JsonObject, depth, told);
  }
}

type ObjectAtom = Extract<Atom, { kind: 'property' | 'matching' | 'rest' | 'names' | 'required' }>;

function objectAtom(node: ObjectAtom, value: JsonObject, depth: number, told: Told): Truth {
  const inside = (of: Node, name: string): Truth => evaluate(of, value[name] as Json, depth + 1, told);
  switch (node.kind) {
    case 'property':
      return Object.hasOwn(value, node.name) ? inside(node.of, node.name) : true;
    case 'matching':
      return every(Object.keys(value), (name) =>
        implies(isMatch(node.pattern, name), () => inside(node.of, name)),
      );
    case 'rest':
      return every(Object.keys(value), (name) => implies(isRest(node, name), () => inside(node.of, name)));
    case 'names':
      return every(Object.keys(value), (name) => evaluate(node.of, name, depth + 1, told));
    case 'required':
      return Object.hasOwn(value, node.name);
    default:
      return node satisfies never;
  }
}

/** Whether the name is neither listed nor matched. */
export function isRest(
  node: { readonly names: ReadonlySet<string>; readonly patterns: readonly string[] },
  name: string,
): Truth {
  if (node.names.has(name)) return false;
  return negated(some(node.patterns, (pattern) => isMatch(pattern, name)));
}

function implies(condition: Truth, conclusion: () => Truth): Truth {
  if (condition === false) return true;
  const truth = conclusion();
  if (truth === true) return true;
  return condition === undefined ? undefined : truth;
}

function exact(value: Json): Decimal {
  return decimal(value as number);
}

/** In code points (JSON Schema 2020-12 validation §6.3.1). */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
