// `/a/b` comes beside `/a/{x}`: requests with x = b go there from now on (OpenAPI 3.1.1 §4.8.8, "Path Templating Matching":
// concrete before templated). Only the methods it defines are taken over: a path item that lacks one leaves it to the template
// with most servers. Neighbours: pairs.ts matches, ../rules/operation-added.ts tells.
import type { Json } from '../include/json.js';
import { equalJson, isArray, isObject } from '../include/json.js';
import type { Named, Operation, Side } from '../normalize.js';
import { label, parametersOf, template, templateNames } from '../normalize.js';
import { join, localPointer } from '../pointer.js';
import type { Draft } from '../report/group.js';
import { accepts } from '../schema/accepts.js';
import { viewAt } from '../schema/view.js';
import { serversOf } from './servers.js';
import type { OperationPair, Sides } from '../surfaces.js';

/** What a new operation takes over of one that base describes. */
export interface TakenOver {
  readonly from: Operation;
  /** The parameters of the template, each with the word of the new path. */
  readonly words: readonly { readonly parameter: Named; readonly word: string }[];
}

/** @param others operations of base whose templates cover the path, in the order in which the first answers it */
export function takenOver(
  sides: Sides,
  others: readonly Operation[],
  head: Operation,
): TakenOver | undefined {
  for (const from of others) {
    const urls = new Set(serversOf(sides.base, from).map(({ url }) => url));
    if (!serversOf(sides.head, head).some(({ url }) => urls.has(url))) continue;
    const words = wordsOf(sides.base, from, head.path);
    if (words !== undefined && words.length > 0) return { from, words };
  }
  return undefined;
}

const isParameter = (segment: string): boolean => /^\{[^{}]*\}$/.test(segment);

/**
 * Which of the operations answer a call by their template, in their order: found by the words of the path in the places where a
 * template has words, since a document may have thousands beside thousands.
 */
export function covering(operations: readonly Operation[]): (call: Operation) => readonly Operation[] {
  type Template = { readonly operation: Operation; readonly at: number };
  /** By method and number of segments, then by the places of the words, then by the words. */
  const shapes = new Map<string, Map<string, Map<string, Template[]>>>();
  const shape = (method: string, parts: readonly string[]): string => `${method} ${parts.length}`;
  const ofKey = <Key, Value>(map: Map<Key, Value>, key: Key, made: Value): Value => {
    const value = map.get(key) ?? made;
    map.set(key, value);
    return value;
  };
  for (const [at, operation] of operations.entries()) {
    const parts = operation.path.split('/');
    const fixed = [...parts.keys()].filter((index) => !isParameter(parts[index] ?? ''));
    const byPlaces = ofKey(
      shapes,
      shape(operation.method, parts),
      new Map<string, Map<string, Template[]>>(),
    );
    const byWords = ofKey(byPlaces, fixed.join(), new Map<string, Template[]>());
    ofKey(byWords, fixed.map((index) => parts[index]).join('/'), []).push({ operation, at });
  }
  return ({ method, path }) => {
    const parts = path.split('/');
    return [...(shapes.get(shape(method, parts)) ?? [])]
      .flatMap(([places, byWords]) => {
        const fixed = places === '' ? [] : places.split(',');
        return byWords.get(fixed.map((index) => parts[Number(index)]).join('/')) ?? [];
      })
      .sort((one, other) => one.at - other.at)
      .map(({ operation }) => operation);
  };
}

/** Whether every path of the second template is one of the first: a parameter stands where the other has a word. */
export function covers(wider: string, path: string): boolean {
  const fixed = wider.indexOf('{');
  if (fixed < 0 || !path.startsWith(wider.slice(0, fixed))) return wider === path; // most templates end here
  const parts = path.split('/');
  const places = wider.split('/');
  return (
    places.length === parts.length &&
    places.every((place, index) => place === parts[index] || isParameter(place))
  );
}

/** The words of a path in the places of a template's parameters; undefined where a parameter does not take its word. */
export function wordsOf(side: Side, wider: Operation, path: string): TakenOver['words'] | undefined {
  const parts = path.split('/');
  const parameters = parametersOf(side, wider);
  const words: { parameter: Named; word: string }[] = [];
  for (const [index, part] of wider.path.split('/').entries()) {
    const [name] = templateNames(part);
    const word = parts[index] ?? '';
    if (part === word || name === undefined || word.startsWith('{')) continue;
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    if (parameter === undefined) continue;
    if (!valuesOf(word).some((value) => takes(side, parameter, value))) return undefined;
    words.push({ parameter, word });
  }
  return words;
}

const valuesOf = (word: string): readonly Json[] => (/^-?[0-9]+$/.test(word) ? [word, Number(word)] : [word]);

const takes = (side: Side, { schema }: Named, value: Json): boolean =>
  schema === undefined || accepts(side, schema, value, { direction: 'request', tolerant: false }) === true;

/**
 * Whether base lists the very words among the values: then clients send them, and what they get counts. Any other value that
 * the parameter would take is nobody's promise: identifiers come from the API, and it never gave out this one.
 */
export function isPromised(base: Side, { words }: TakenOver): boolean {
  return words.every(({ parameter: { schema }, word }) => {
    const values = valuesOf(word);
    const open = new Set(schema === undefined ? [] : [schema]);
    for (const pointer of open) {
      const here = viewAt(base, pointer);
      if (!isObject(here)) continue;
      const listed = isArray(here['enum'])
        ? here['enum']
        : here['const'] === undefined
          ? []
          : [here['const']];
      if (listed.some((one) => values.some((value) => equalJson(one, value)))) return true;
      const target = typeof here['$ref'] === 'string' ? localPointer(here['$ref']) : undefined;
      if (target !== undefined) open.add(target);
      for (const keyword of ['allOf', 'anyOf', 'oneOf'])
        for (const [index] of (isArray(here[keyword]) ? here[keyword] : []).entries())
          open.add(join(pointer, keyword, index));
    }
    return false;
  });
}

/** The old operation against the new one, for the requests that go there now. */
export function pairTakenOver(pair: OperationPair, { from, words }: TakenOver): OperationPair {
  const values = Object.fromEntries(words.map(({ parameter, word }) => [parameter.key, { text: word }]));
  return { ...pair, base: from, label: label(from), values };
}

/** Of such a pair only the wire counts, and it is told apart from what changes at the old operation itself. */
export function* draftsTakenOver(draft: Draft, { words }: TakenOver, call: string): Iterable<Draft> {
  if (draft.layer !== 'wire' || (draft.level !== 'breaking' && draft.level !== 'unknown')) return;
  if (draft.rule === 'server-removed') return; // where the new operation is not, the template still answers
  yield {
    ...draft,
    about: `${draft.about} of ${call}`,
    message: `with ${shown(words)}, ${call} answers now: ${draft.message}`,
  };
}

/** `GET /a/{x} with x = b`. */
export function requestsOf({ from, words }: TakenOver): string {
  return `${from.method.toUpperCase()} ${from.path} with ${shown(words)}`;
}

const shown = (words: TakenOver['words']): string =>
  words.map(({ parameter, word }) => `${parameter.name} = ${word}`).join(', ');

/** Templates of base that a new path may be covered by, the most concrete first; none where base knows the path itself. */
export function templated(base: readonly Operation[]): (head: Operation) => readonly Operation[] {
  const known = new Set(base.map(({ path }) => template(path)));
  const templates = base
    .map((operation) => ({ operation, open: templateNames(operation.path).length }))
    .filter(({ open }) => open > 0)
    .sort((one, other) => one.open - other.open);
  const answering = covering(templates.map(({ operation }) => operation));
  return (head) => (known.has(template(head.path)) ? [] : answering(head));
}
