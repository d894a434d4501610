// A schema under a reading: dialect, projection of readOnly/writeOnly, lifting of closed objects. Everything downstream reads
// schemas only through this. Neighbours: projection.ts finds the names that do not travel, dialect.ts what asserts.

import { assertionsOf } from './dialect.js';
import { expressionOf } from './expression.js';
import { keywords, type Keyword, type KeywordName, type Shape } from './keywords.js';
import { isObject, keyOf, member, typeOf, type Json, type JsonObject } from './json.js';
import { noNames, projectedNames, withoutNames } from './projection.js';
import type { Resource, Source, Target } from './source.js';

export type Part =
  | { readonly shape: 'value'; readonly value: Json }
  | { readonly shape: 'schema'; readonly schema: Schema }
  | { readonly shape: 'list'; readonly schemas: readonly Schema[] }
  | { readonly shape: 'map'; readonly schemas: ReadonlyMap<string, Schema> }
  | { readonly shape: 'broken'; readonly value: Json; readonly reason: string };

/** The asserting keywords of one schema object, each with its sub-schemas. */
export type View = ReadonlyMap<KeywordName, Part>;

export interface Schema {
  readonly raw: Json;
  readonly pointer: string;
  readonly resource: Resource;
  readonly reader: Reader;
  readonly mode: Mode;
}

/** How one schema is read: what differs between the places of one document. */
interface Flags {
  /** Closed objects are read as open here. */
  readonly isLifted: boolean;
  /** No negation stands above. */
  readonly asserts: boolean;
  /** Names projected out of this place; undefined where a place begins and they are not known yet. */
  readonly projected: ReadonlySet<string> | undefined;
  /** Lists of values are open here: the reader copes with ones it does not know. */
  readonly isOpen: boolean;
}

interface Mode extends Flags {
  readonly key: string;
  /** The schemas read so, by the object they were read from. */
  readonly schemas: Map<Json, Schema>;
}

export interface ReaderOptions {
  readonly source: Source;
  /** Projects `readOnly` out of requests and `writeOnly` out of responses (OpenAPI 3.1.1 §4.8.24.5); absent: neither. */
  readonly direction?: 'request' | 'response';
  /** Reads `additionalProperties: false` and `unevaluatedProperties: false` as open where they assert. */
  readonly lift?: boolean;
  /** Reads an `enum` beside `x-extensible-enum` as open: the one who reads it copes with values it does not know. */
  readonly opensExtensible?: boolean;
  /** Reads the list of values of a property `code` as open (error codes). */
  readonly opensCodes?: boolean;
}

export interface Reader {
  readonly source: Source;
  /** The schema at a place, read on its own. */
  schema(target: Target): Schema;
  view(schema: Schema): View;
  /** A `oneOf` whose branches were lifted, or that a discriminator chooses from, no longer excludes: it is read as `anyOf`. */
  isReadAsAnyOf(owner: Schema, oneOf: readonly Schema[]): boolean;
}

/** Views are kept up to so many: documents of hundreds of thousands of schemas are read once more where a view is asked for again. */
const maxViews = 50_000;

export function createReader(options: ReaderOptions): Reader {
  const { source, direction, lift = false, opensExtensible = false, opensCodes = false } = options;
  const flag = direction === 'request' ? 'readOnly' : direction === 'response' ? 'writeOnly' : undefined;
  const modes = new Map<string, Mode>();
  const views = new Map<Schema, { readonly view: View; readonly wasLifted: boolean }>();
  const closed = new Map<Schema, boolean>();

  const reader: Reader = {
    source,
    schema: (target) =>
      intern(target, modeOf({ isLifted: lift, asserts: true, projected: undefined, isOpen: false })),
    view,
    isReadAsAnyOf,
  };

  function intern(target: Target, mode: Mode): Schema {
    const { raw, pointer } = target;
    const resource = isObject(raw) ? source.resourceAt(raw, target.resource) : target.resource;
    const found = mode.schemas.get(raw);
    if (found) return found;
    const schema: Schema = { raw, pointer, resource, reader, mode };
    mode.schemas.set(raw, schema);
    return schema;
  }

  function modeOf(flags: Flags): Mode {
    const key = keyOfFlags(flags);
    const known = modes.get(key);
    if (known) return known;
    const mode: Mode = { ...flags, key, schemas: new Map() };
    modes.set(key, mode);
    return mode;
  }

  function view(schema: Schema): View {
    const cached = views.get(schema);
    if (cached) return cached.view;
    const read = isObject(schema.raw)
      ? readObject(schema, schema.raw)
      : { view: new Map(), wasLifted: false };
    if (views.size >= maxViews) views.clear();
    views.set(schema, read);
    return read.view;
  }

  function readObject(schema: Schema, raw: JsonObject): { view: View; wasLifted: boolean } {
    const assertions = assertionsOf(raw, source.dialect);
    const projected =
      schema.mode.projected ?? (flag ? projectedNames(source, flag, raw, schema.resource) : noNames);
    const parts = new Map<KeywordName, Part>();
    let wasLifted = false;
    for (const [name, value] of assertions) {
      const keyword = keywords.get(name) as Keyword;
      if (!keyword.isWellFormed(value)) {
        parts.set(name, { shape: 'broken', value, reason: `${schema.pointer}/${name} is malformed` });
        continue;
      }
      if (
        schema.mode.isLifted &&
        (name === 'additionalProperties' || name === 'unevaluatedProperties') &&
        isNever(value)
      ) {
        wasLifted = true;
        continue;
      }
      if ((name === 'enum' || name === 'const') && isOpenHere(schema, raw)) {
        wasLifted = true;
        const values = name === 'enum' ? (value as readonly Json[]) : [value];
        const types = [...new Set(values.map(typeOf))];
        if (!assertions.has('type')) parts.set('type', { shape: 'value', value: types });
        continue;
      }
      if (name === 'pattern') {
        parts.set(name, patternPart(value as string));
        continue;
      }
      if (keyword.shape === 'value') {
        const kept = projected.size > 0 ? withoutNames(name, value, projected) : value;
        parts.set(name, { shape: 'value', value: kept });
        continue;
      }
      // A count from above turns `contains` round, and a negation has no old client's promise in it.
      const asserts = keyword.asserting && !(name === 'contains' && assertions.has('maxContains'));
      const isNegated = !keyword.asserting;
      const mode = modeOf({
        isLifted: schema.mode.isLifted && asserts,
        asserts: schema.mode.asserts && asserts,
        projected: keyword.inPlace ? (isNegated ? noNames : projected) : undefined,
        isOpen: keyword.inPlace && asserts && schema.mode.isOpen,
      });
      parts.set(name, partOf(schema, name, keyword.shape, value, mode, projected));
    }
    return { view: parts, wasLifted };
  }

  function isOpenHere(schema: Schema, raw: JsonObject): boolean {
    if (schema.mode.isOpen) return true;
    const mark = opensExtensible && schema.mode.asserts ? member(raw, 'x-extensible-enum') : undefined;
    return mark !== undefined && mark !== false;
  }

  function partOf(
    schema: Schema,
    name: KeywordName,
    shape: Exclude<Shape, 'value'>,
    value: Json,
    mode: Mode,
    projected: ReadonlySet<string>,
  ): Part {
    const sub = (raw: Json, step: string, at = mode): Schema =>
      intern({ raw, pointer: `${schema.pointer}/${step}`, resource: schema.resource }, at);
    if (name === '$ref' || name === '$dynamicRef') {
      const reference = value as string;
      const target =
        name === '$ref'
          ? source.refer(reference, schema.resource)
          : source.referDynamically(reference, schema.resource);
      if (target === 'many')
        return { shape: 'broken', value, reason: `${name} ${reference} depends on its caller` };
      if (!target || !(isObject(target.raw) || typeof target.raw === 'boolean')) {
        const { resource } = schema;
        const where =
          resource === source.root ? 'in the document' : `below the $id ${resource.uri} around it`;
        return { shape: 'broken', value, reason: `${name} ${reference} names no schema ${where}` };
      }
      return { shape: 'schema', schema: intern(target, mode) };
    }
    switch (shape) {
      case 'schema':
        return { shape: 'schema', schema: sub(value, name) };
      case 'list':
        return {
          shape: 'list',
          schemas: (value as readonly Json[]).map((raw, at) => sub(raw, `${name}/${at}`)),
        };
      case 'map': {
        const schemas = new Map<string, Schema>();
        const members = value as JsonObject;
        for (const [key, raw] of Object.entries(members)) {
          if (name === 'properties' && projected.has(key)) continue;
          const isCode = opensCodes && name === 'properties' && key === 'code' && schema.mode.asserts;
          const at = isCode ? modeOf({ ...mode, isOpen: true }) : mode;
          const spelled = name === 'patternProperties' ? expressionOf(key)?.source : undefined;
          // Two spellings of one pattern in one object stay two.
          const isOther = spelled !== undefined && !Object.hasOwn(members, spelled) && !schemas.has(spelled);
          const readAs = isOther ? spelled : key;
          schemas.set(readAs, sub(raw, `${name}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, at));
        }
        return { shape: 'map', schemas };
      }
      default:
        return shape satisfies never;
    }
  }

  function isReadAsAnyOf(owner: Schema, oneOf: readonly Schema[]): boolean {
    if (source.dialect !== '2020-12' && isTagged(owner.raw)) return true;
    if (!lift && !opensExtensible && !opensCodes) return false;
    return oneOf.some((branch) => hasLifted(branch));
  }

  function hasLifted(start: Schema): boolean {
    const cached = closed.get(start);
    if (cached !== undefined) return cached;
    const seen = new Set([start]);
    const tasks = [start];
    for (let task = tasks.pop(); task; task = tasks.pop()) {
      if (!task.mode.asserts) continue;
      view(task);
      if (views.get(task)?.wasLifted || closed.get(task)) {
        closed.set(start, true);
        return true;
      }
      for (const sub of subSchemas(view(task))) {
        if (seen.has(sub)) continue;
        seen.add(sub);
        tasks.push(sub);
      }
    }
    for (const schema of seen) closed.set(schema, false);
    return false;
  }

  return reader;
}

function keyOfFlags({ isLifted, asserts, isOpen, projected }: Flags): string {
  const flags = `${isLifted ? '+' : asserts ? '' : '-'}${isOpen ? '*' : ''}`;
  if (projected === undefined) return flags;
  return projected.size === 0 ? `${flags}.` : `${flags}${JSON.stringify([...projected].sort())}`;
}

/** All schemas one level below, references included. */
export function subSchemas(view: View): readonly Schema[] {
  const found: Schema[] = [];
  for (const part of view.values()) {
    if (part.shape === 'schema') found.push(part.schema);
    else if (part.shape === 'list') for (const schema of part.schemas) found.push(schema);
    else if (part.shape === 'map') for (const schema of part.schemas.values()) found.push(schema);
  }
  return found;
}

/** Pointer and mode: tells apart all schemas of one reader. */
export const labelOf = ({ mode, pointer }: Schema): string => `${mode.key} ${pointer}`;

export function viewOf(schema: Schema): View {
  return schema.reader.view(schema);
}

/**
 * Whether a discriminator tells the branches of a union apart. Documents often leave the property that it reads open, so
 * that a message matches several branches; it is meant for the one that its tag names (OpenAPI 3.1.1 §4.8.25).
 */
export function isTagged(raw: Json): boolean {
  const discriminator = isObject(raw) ? member(raw, 'discriminator') : undefined;
  return isObject(discriminator) && typeof member(discriminator, 'propertyName') === 'string';
}

function patternPart(source: string): Part {
  const spelled = expressionOf(source)?.source;
  if (spelled !== undefined) return { shape: 'value', value: spelled };
  const reason = `the pattern ${source} is no regular expression of ECMA-262 with the flag u`;
  return { shape: 'broken', value: source, reason };
}

/** `false`, and the object that 3.0 has to write for it. */
function isNever(value: Json): boolean {
  if (value === false) return true;
  if (!isObject(value) || Object.keys(value).length !== 1) return false;
  const not = member(value, 'not');
  return not === true || (isObject(not) && keyOf(not) === '{}');
}
