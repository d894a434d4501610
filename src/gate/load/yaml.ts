// YAML 1.2 to values that JSON has, and the places of faults for which the parser names none. Neighbour: read.ts decides what is YAML.
import {
  CORE_SCHEMA,
  EVENT_ID,
  getScalarValue,
  load,
  mergeTag,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml';

import type { Json } from '../include/json.js';
import { LoadError, type Position, positionOf } from './error.js';
import { startOf, yamlDepth } from './positions.js';

/** What aliases may expand to: beyond, a few lines of YAML stand for more than can be walked. */
const maxExpandedNodes = 3_000_000;

/** Reads a text as YAML; throws a LoadError with its place. */
export function parseYaml(text: string, file: string): Json {
  let value: unknown;
  try {
    value = load(text, {
      filename: file,
      schema: CORE_SCHEMA.withTags(mergeTag),
      maxDepth: yamlDepth,
      maxTotalMergeKeys: 100_000,
    });
  } catch (error) {
    if (error instanceof YAMLException) throw new LoadError({ file, ...faultOf(error, text) });
    if (error instanceof RangeError) throw new LoadError({ file, ...nesting });
    throw error;
  }
  refuseUnwalkable(value as Json, text, file);
  return value as Json;
}

const nesting = {
  says: `this nests deeper than ${yamlDepth} levels`,
  wayOut: 'Give the inner parts names of their own and refer to them with `$ref`, or write it as JSON.',
};

interface Fault {
  readonly at: Position;
  readonly says: string;
  readonly wayOut: string;
}

function faultOf({ reason, mark }: YAMLException, text: string): Fault {
  const at = mark === undefined ? { line: 1, column: 1 } : { line: mark.line + 1, column: mark.column + 1 };
  if (reason.includes('duplicated mapping key'))
    return {
      at,
      says: 'a name stands twice in one object',
      wayOut: 'Keep one of the two: readers disagree on which one counts.',
    };
  if (reason.includes('maxDepth')) return { at, ...nesting };
  if (reason.includes('complex keys'))
    return {
      at: placeOf(text, 'collection as a name') ?? at,
      says: 'a list or an object stands where a name belongs',
      wayOut: 'Write a plain name, or quote it.',
    };
  if (reason.includes('input is empty'))
    return {
      at,
      says: 'the file holds comments only',
      wayOut: 'An OpenAPI 3.0 or 3.1 document starts with `openapi: 3.1.1`.',
    };
  if (reason.includes('single document'))
    return {
      at: placeOf(text, 'second document') ?? at,
      says: 'a second document begins here',
      wayOut: 'Keep one of them in this file.',
    };
  return { at, says: `this is not YAML: ${reason}`, wayOut: 'Correct the text at that line.' };
}

/** The first such thing in a text that parses. */
function placeOf(
  text: string,
  what: 'collection as a name' | 'second document' | 'number without a value',
): Position | undefined {
  let documents = 0;
  /** For each open mapping whether a name comes next; undefined for lists and documents. */
  const open: { isNameNext: boolean | undefined }[] = [];
  for (const event of parseEvents(text, { maxDepth: yamlDepth })) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      documents++;
      open.push({ isNameNext: undefined });
      continue;
    }
    const top = open.at(-1);
    const isName = top?.isNameNext === true;
    if (top?.isNameNext !== undefined) top.isNameNext = !top.isNameNext;
    const start = startOf(event);
    const isCollection = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
    const isFound =
      what === 'second document'
        ? documents === 2
        : what === 'collection as a name'
          ? isName && isCollection
          : event.type === EVENT_ID.SCALAR &&
            event.style === SCALAR_STYLE.PLAIN &&
            notInJson.test(getScalarValue(text, event));
    if (isFound) return positionOf(text, start < 0 ? text.lastIndexOf('---') : start); // an empty one has no place
    if (isCollection) open.push({ isNameNext: event.type === EVENT_ID.MAPPING ? true : undefined });
  }
  return undefined;
}

/** YAML 1.2.2 §10.3.2. A number that is too large is a string to the parser. */
const notInJson = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/** Aliases are shared nodes; the walkers after us see each place. Counts what they would see, without seeing it. */
function refuseUnwalkable(value: Json, text: string, file: string): void {
  const says = (what: string) =>
    new LoadError({
      file,
      at: positionOf(text, Math.max(0, text.search(/[:\-[,{]\s*\*[^\s]/)) + 1),
      says: what,
      wayOut: 'Write the parts as components and refer to them with `$ref`.',
    });
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const stack: { readonly node: object; readonly isLeaving: boolean }[] = [];
  if (typeof value === 'object' && value !== null) stack.push({ node: value, isLeaving: false });
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const { node } = task;
    const items = (Array.isArray(node) ? node : Object.values(node)) as unknown[];
    if (task.isLeaving) {
      let size = 1;
      for (const item of items)
        size += typeof item === 'object' && item !== null ? (sizes.get(item) ?? 0) : 1;
      sizes.set(node, size);
      open.delete(node);
      continue;
    }
    if (sizes.has(node)) continue;
    if (open.has(node)) throw says('an alias stands inside what it stands for');
    open.add(node);
    stack.push({ node, isLeaving: true });
    for (const item of items) {
      if (typeof item === 'number' && !Number.isFinite(item))
        throw new LoadError({
          file,
          at: placeOf(text, 'number without a value'),
          says: 'this number has no value in JSON',
          wayOut: 'Leave it out, or quote it if it is a string.',
        });
      if (typeof item === 'object' && item !== null) {
        if (open.has(item)) throw says('an alias stands inside what it stands for');
        stack.push({ node: item, isLeaving: false });
      }
    }
  }
  const size = typeof value === 'object' && value !== null ? (sizes.get(value) ?? 0) : 1;
  if (size > maxExpandedNodes && size > sizes.size * 20)
    throw says(`its aliases expand to ${size > 1e12 ? 'more than 10^12' : size} values`);
}
