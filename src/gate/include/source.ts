// One document: pointers, anchors and embedded resources (JSON Schema 2020-12 core §8.2). Nothing outside the document is ever read.

import type { Dialect } from './keywords.js';
import { isArray, isObject, member, type Json, type JsonObject } from './json.js';

/** A schema resource: the part of a document that one `$id` names. */
export interface Resource {
  readonly root: Json;
  readonly pointer: string;
  /** Absolute or made absolute against a base of our own. */
  readonly uri: string;
}

export interface Target {
  readonly raw: Json;
  readonly pointer: string;
  readonly resource: Resource;
}

export interface Source {
  readonly dialect: Dialect;
  readonly document: Json;
  readonly root: Resource;
  /** The place that a JSON Pointer names, from the root of the document. */
  at(pointer: string): Target | undefined;
  /** The place that a reference names, from inside `resource`; undefined where it is not in this document. */
  refer(reference: string, resource: Resource): Target | undefined;
  /** As `refer`; `many` where the dynamic scope could choose between several anchors (core §8.2.3.2). */
  referDynamically(reference: string, resource: Resource): Target | 'many' | undefined;
  /** The resource that begins at this schema, or the one around it. */
  resourceAt(raw: JsonObject, around: Resource): Resource;
}

interface Index {
  readonly resources: Map<JsonObject, Resource>;
  readonly byUri: Map<string, Resource>;
  readonly anchors: Map<string, Target>;
  readonly dynamicAnchors: Map<string, Target[]>;
}

const ownBase = 'schema:/document';

/** Members that hold values, not schemas: an `$id` in there is data. */
const data = new Set(['enum', 'const', 'default', 'example', 'examples']);

export function createSource(document: Json, dialect: Dialect): Source {
  const rootId = isObject(document) ? member(document, '$id') : undefined;
  const root: Resource = {
    root: document,
    pointer: '',
    uri: typeof rootId === 'string' ? absolute(rootId, ownBase) : ownBase,
  };
  let index: Index | undefined;
  const indexed = (): Index => {
    index ??= indexOf(document, root);
    return index;
  };
  const resourceAt = (raw: JsonObject, around: Resource): Resource =>
    raw !== root.root && typeof member(raw, '$id') === 'string' && dialect !== 'openapi-3.0'
      ? (indexed().resources.get(raw) ?? around)
      : around;

  function walk(from: Resource, pointer: string): Target | undefined {
    let raw = from.root;
    let resource = from;
    for (const part of pointer.split('/').slice(1)) {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      let next: Json | undefined;
      if (isArray(raw)) next = /^(?:0|[1-9]\d*)$/.test(name) ? raw[Number(name)] : undefined;
      else if (isObject(raw)) next = member(raw, name);
      if (next === undefined) return undefined;
      raw = next;
      if (isObject(raw)) resource = resourceAt(raw, resource);
    }
    return { raw, pointer: from.pointer + pointer, resource };
  }

  const known = new WeakMap<Resource, Map<string, Target | undefined>>();

  /** Every place that refers to a component, and every reading of it, asks. */
  function refer(reference: string, resource: Resource): Target | undefined {
    const ofResource = known.get(resource) ?? new Map<string, Target | undefined>();
    known.set(resource, ofResource);
    if (!ofResource.has(reference)) ofResource.set(reference, follow(reference, resource));
    return ofResource.get(reference);
  }

  function follow(reference: string, resource: Resource): Target | undefined {
    const hash = reference.indexOf('#');
    const uri = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? '' : decoded(reference.slice(hash + 1));
    if (fragment === undefined) return undefined;
    let target: Resource | undefined = resource;
    if (uri !== '') {
      const wanted = absolute(uri, resource.uri);
      target = wanted === root.uri ? root : indexed().byUri.get(wanted);
    }
    if (!target) return undefined;
    if (fragment === '') return { raw: target.root, pointer: target.pointer, resource: target };
    if (fragment.startsWith('/')) return walk(target, fragment);
    return indexed().anchors.get(`${target.uri}#${fragment}`);
  }

  return {
    dialect,
    document,
    root,
    at: (pointer) => {
      const text = pointer.startsWith('#') ? decoded(pointer.slice(1)) : pointer;
      if (text === undefined || (text !== '' && !text.startsWith('/'))) return undefined;
      return walk(root, text);
    },
    refer,
    resourceAt,
    referDynamically(reference, resource) {
      const static_ = refer(reference, resource);
      const name = reference.slice(reference.indexOf('#') + 1);
      const dynamic = indexed().dynamicAnchors.get(name) ?? [];
      const isDynamic = isObject(static_?.raw) && member(static_.raw, '$dynamicAnchor') === name;
      if (!isDynamic || dynamic.length < 2) return static_;
      return 'many';
    },
  };
}

function absolute(reference: string, base: string): string {
  try {
    const url = new URL(reference, base);
    url.hash = '';
    return url.href.replace(/#$/, '');
  } catch {
    // A base that cannot be hierarchical (urn:) resolves nothing: the reference stands for itself.
    return reference.replace(/#.*$/, '');
  }
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

/** Finds every `$id` and anchor. A work list: the document sets the depth. */
function indexOf(document: Json, root: Resource): Index {
  const index: Index = {
    resources: new Map(),
    byUri: new Map(),
    anchors: new Map(),
    dynamicAnchors: new Map(),
  };
  const seen = new Set<Json>();
  const tasks: Target[] = [{ raw: document, pointer: '', resource: root }];
  while (tasks.length > 0) {
    const task = tasks.pop() as Target;
    const { raw, pointer } = task;
    if (typeof raw !== 'object' || raw === null || seen.has(raw)) continue;
    seen.add(raw);
    let resource = task.resource;
    if (isArray(raw)) {
      for (const [at, item] of raw.entries())
        tasks.push({ raw: item, pointer: `${pointer}/${at}`, resource });
      continue;
    }
    if (!isObject(raw)) continue;
    const id = member(raw, '$id');
    if (typeof id === 'string' && raw !== root.root) {
      resource = { root: raw, pointer, uri: absolute(id, resource.uri) };
      index.resources.set(raw, resource);
      index.byUri.set(resource.uri, resource);
    }
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = member(raw, keyword);
      if (typeof name !== 'string') continue;
      const target = { raw, pointer, resource };
      index.anchors.set(`${resource.uri}#${name}`, target);
      if (keyword === '$dynamicAnchor') {
        index.dynamicAnchors.set(name, [...(index.dynamicAnchors.get(name) ?? []), target]);
      }
    }
    for (const [name, value] of Object.entries(raw)) {
      if (data.has(name)) continue;
      tasks.push({
        raw: value,
        pointer: `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`,
        resource,
      });
    }
  }
  return index;
}
