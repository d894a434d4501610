// What a document can announce the end of: operations, parameters, headers, properties and enum values, each under a
// key that is the same in every release whatever order lists are in. Neighbours: objects.ts says what stands where,
// notice.ts judges announcements.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, member } from '../include/json.js';
import { fieldOf } from '../operations/objects.js';
import { join, lastName, localPointer, valueAt } from '../pointer.js';

/** An announced end: OpenAPI's `deprecated`, with `x-sunset` and `x-replaced-by`. */
export interface Announcement {
  readonly sunset?: string;
  /** As written: an operation id, `METHOD /path`, or `none`. */
  readonly replacedBy?: string;
  /** Where it is written. */
  readonly pointer: string;
}

export interface Deprecatable {
  /** Equal in two documents for the same thing: templates without their names, list entries by what they name. */
  readonly key: string;
  readonly kind: 'operation' | 'parameter' | 'header' | 'property' | 'enum value';
  /** For people: `GET /memory/{key}`, `query.limit of listAgents`. */
  readonly label: string;
  readonly pointer: string;
  readonly operationId?: string;
  /** For an enum value: the value as it stands in the list. */
  readonly value?: Json;
  readonly announced?: Announcement;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function announcement(node: JsonObject, document: Json, pointer: string): Announcement | undefined {
  let holder = node;
  const target = member(node, '$ref');
  if (member(node, 'deprecated') === undefined && typeof target === 'string') {
    const local = localPointer(target);
    const found = local === undefined ? undefined : valueAt(document, local);
    if (isObject(found)) holder = found; // one step: what a reference names is what it stands for
  }
  if (member(holder, 'deprecated') !== true) return undefined;
  const sunset = member(holder, 'x-sunset');
  const replacedBy = member(holder, 'x-replaced-by');
  return {
    pointer,
    ...(typeof sunset === 'string' ? { sunset } : {}),
    ...(typeof replacedBy === 'string' ? { replacedBy } : {}),
  };
}

function valueAnnouncement(entry: Json | undefined, pointer: string): Announcement {
  const sunset = isObject(entry) ? member(entry, 'sunset') : undefined;
  const replacedBy = isObject(entry) ? member(entry, 'replaced_by') : undefined;
  return {
    pointer,
    ...(typeof sunset === 'string' ? { sunset } : {}),
    ...(typeof replacedBy === 'string' ? { replacedBy } : {}),
  };
}

/** `/a/{id}` and `/a/{name}` are one path to the wire. */
const withoutNames = (template: string) => template.replace(/\{[^{}]*\}/g, '{}');

interface Place {
  readonly kind: string;
  readonly value: Json;
  readonly pointer: string;
  readonly key: string;
  /** `spawnAgent`, `GET /x`, `Agent`: what people call the place it is in. */
  readonly of: string;
  /** References followed on the way here. */
  readonly hops: number;
}

/** Kinds that are looked at where they are used, so that sharing a component or writing it out makes no difference. */
const followed = new Set(['pathItem', 'response', 'requestBody', 'parameter', 'header', 'callback']);
/** Enough for a component that refers to a component; a cycle of callbacks ends here. */
const maxHops = 4;

/** The place itself, or what its reference stands for. */
function resolved(place: Place, document: Json): Place {
  let at = place;
  while (followed.has(at.kind) && at.hops < maxHops && isObject(at.value)) {
    const target = member(at.value, '$ref');
    const pointer = typeof target === 'string' ? localPointer(target) : undefined;
    const value = pointer === undefined ? undefined : valueAt(document, pointer);
    if (pointer === undefined || value === undefined) break;
    at = { ...at, value, pointer, hops: at.hops + 1 };
  }
  return at;
}

function parameterName(parameter: Json, document: Json): string | undefined {
  const target = isObject(parameter) ? member(parameter, '$ref') : undefined;
  const local = typeof target === 'string' ? localPointer(target) : undefined;
  const resolved = local === undefined ? parameter : valueAt(document, local);
  if (!isObject(resolved)) return undefined;
  const place = member(resolved, 'in');
  const name = member(resolved, 'name');
  if (typeof place !== 'string' || typeof name !== 'string') return undefined;
  return `${place}.${place === 'header' ? name.toLowerCase() : name}`;
}

/** The key of one step down: order of lists and spelling of templates and header names do not count. */
function stepKey(kind: string, field: string, name: string, value: Json, document: Json): string {
  if (field === 'parameters' && kind === 'parameter') return parameterName(value, document) ?? name;
  if (field === 'paths') return withoutNames(name);
  return kind === 'header' ? name.toLowerCase() : name;
}

function ownerOf(place: Place, kind: string, name: string): string {
  if (place.kind === 'pathItem' && kind === 'operation' && methods.includes(name)) {
    return `${name.toUpperCase()} ${lastName(place.pointer)}`;
  }
  if (kind === 'operation') return name;
  return place.pointer === '/components/schemas' ? name : place.of;
}

function found(place: Place, document: Json): Deprecatable[] {
  const { kind, pointer: site, key, of } = place;
  const { value, pointer: written } = resolved(place, document);
  // A parameter or header is taken out where it is used; its announcement stands where it is written.
  const pointer = kind === 'schema' ? written : site;
  if (!isObject(value)) return [];
  const announced = announcement(value, document, written);
  const common = { key, pointer, ...(announced === undefined ? {} : { announced }) };
  if (kind === 'operation') {
    const operationId = member(value, 'operationId');
    return [
      { ...common, kind, label: `\`${of}\``, ...(typeof operationId === 'string' ? { operationId } : {}) },
    ];
  }
  if (kind === 'parameter')
    return [{ ...common, kind, label: `the parameter \`${lastName(key)}\` of \`${of}\`` }];
  if (kind === 'header') return [{ ...common, kind, label: `the header \`${lastName(site)}\` of \`${of}\`` }];
  if (kind !== 'schema') return [];
  const own: Deprecatable[] = /\/properties\/[^/]*$/.test(pointer)
    ? [{ ...common, kind: 'property', label: `the property \`${lastName(pointer)}\` of \`${of}\`` }]
    : [];
  const values = member(value, 'enum');
  const ends = member(value, 'x-deprecated-values');
  if (!isArray(values)) return own;
  return own.concat(
    values.map((item) => {
      const name = typeof item === 'string' ? item : JSON.stringify(item);
      const at = join(pointer, 'x-deprecated-values', name);
      const isAnnounced = isObject(ends) && Object.hasOwn(ends, name);
      return {
        key: `${join(key, 'enum')}=${JSON.stringify(item)}`,
        kind: 'enum value',
        label: `the value \`${name}\` of \`${of}\``,
        pointer,
        value: item,
        ...(isAnnounced ? { announced: valueAnnouncement(member(ends, name), at) } : {}),
      } satisfies Deprecatable;
    }),
  );
}

/** Everything in a document that can be deprecated, by key. A work list: documents set the depth. */
export function deprecatables(document: Json): ReadonlyMap<string, Deprecatable> {
  const all = new Map<string, Deprecatable>();
  const work: Place[] = [
    { kind: 'document', value: document, pointer: '', key: '', of: 'the document', hops: 0 },
  ];
  for (let place = work.pop(); place !== undefined; place = work.pop()) {
    for (const thing of found(place, document)) if (!all.has(thing.key)) all.set(thing.key, thing);
    place = resolved(place, document);
    if (!isObject(place.value)) continue;
    for (const [field, value] of Object.entries(place.value)) {
      const below = fieldOf(place.kind, field)?.below;
      if (below === undefined || (place.kind === 'components' && field !== 'schemas')) continue;
      const pointer = join(place.pointer, field);
      const key = join(place.key, stepKey(below.kind, '', field, value, document));
      if (below.shape === 'one') {
        work.push({
          kind: below.kind,
          value,
          pointer,
          key,
          of: ownerOf(place, below.kind, field),
          hops: place.hops,
        });
        continue;
      }
      const entries = isArray(value)
        ? value.map((item, index) => [String(index), item] as const)
        : isObject(value)
          ? Object.entries(value)
          : [];
      for (const [name, item] of entries) {
        const holder = { ...place, pointer };
        work.push({
          kind: below.kind,
          value: item,
          pointer: join(pointer, name),
          key: join(key, stepKey(below.kind, field, name, item, document)),
          of: ownerOf(holder, below.kind, name),
          hops: place.hops,
        });
      }
    }
  }
  return all;
}
