// Brings what other files hold into one document, and remembers where each part was written. Neighbours: files.ts reads,
// walk.ts finds the references, references.ts checks the local ones.
import type { Json } from '../include/json.js';
import { isObject } from '../include/json.js';
import { mayRefer } from '../operations/objects.js';
import { join, lastName, localPointer, valueAt } from '../pointer.js';
import { isExtensible, withoutExtensible } from './extensible.js';
import type { Files } from './files.js';
import { Refused } from './files.js';
import type { Source } from './read.js';
import type { LocalReference } from './references.js';
import { checkReferences } from './references.js';
import { checkWayOut, refuse } from './refuse.js';
import type { Holder } from './walk.js';
import { walk } from './walk.js';

/** A part of the bundle that was written elsewhere. */
export interface Origin {
  /** Pointer in the bundle. */
  readonly at: string;
  readonly source: Source;
  /** Pointer in the source's own text. */
  readonly pointer: string;
}

/** An object of the document that refers elsewhere. */
interface Reference {
  readonly holder: Holder;
  readonly kind: string;
  /** In the file it stands in. */
  readonly pointer: string;
}

const sections: Readonly<Record<string, string>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
  callback: 'callbacks',
};

/** Brings every part into one document and checks what it is made of. The values are the loader's own: changed in place. */
export async function bundle(
  first: { readonly id: string; readonly source: Source },
  files: Files,
): Promise<{ readonly document: Json; readonly origins: readonly Origin[] }> {
  const document = first.source.value as Holder;
  const origins: Origin[] = [{ at: '', source: first.source, pointer: '' }];
  /** `id#pointer` of a part → its pointer in the bundle. */
  const placed = new Map<string, string>();
  const rewritten = new Set<object>();
  let hasExtensible = false;
  interface Part {
    readonly value: Json;
    readonly kind: string;
    readonly id: string;
    readonly source: Source;
    readonly pointer: string;
  }
  const root: Part = { value: document, kind: 'document', ...first, pointer: '' };
  /** The document comes last of the first ones: what a name of its own was given to is rewritten from its own file. */
  const parts: Part[] = [];
  const local: LocalReference[] = [];

  const place = (kind: string, part: Part, wantedName: string): string => {
    const section = sections[kind];
    if (section === undefined)
      return refuse(part.source, part.pointer, `a ${kind} cannot stand in a file of its own`, checkWayOut);
    const components = child(document, 'components');
    const all = child(components, section);
    const base = wantedName.replace(/[^A-Za-z0-9._-]/g, '_') || kind;
    let name = base;
    for (let number = 2; Object.hasOwn(all, name); number++) name = `${base}-${number}`;
    define(all, name, part.value);
    const at = join('/components', section, name);
    origins.push({ at, source: part.source, pointer: part.pointer });
    return at;
  };

  /** Parts that the document itself gives a component name keep that name. */
  const named: { readonly section: Holder; readonly name: string; readonly reference: Reference }[] = [];
  const components = isObject(document['components']) ? (document['components'] as Holder) : {};
  for (const [kind, sectionName] of Object.entries(sections)) {
    const section = components[sectionName];
    if (!isObject(section)) continue;
    for (const [name, value] of Object.entries(section))
      if (isObject(value) && typeof value['$ref'] === 'string' && !value['$ref'].startsWith('#'))
        named.push({
          section: section as Holder,
          name,
          reference: { holder: value as Holder, kind, pointer: join('/components', sectionName, name) },
        });
  }
  const find = async (from: Part, reference: Reference, target: string): Promise<Part> => {
    const where = join(from.pointer, ...[]) + reference.pointer;
    const hash = target.indexOf('#');
    const path = hash < 0 ? target : target.slice(0, hash);
    const fragment = hash < 0 ? '' : target.slice(hash);
    const bad = (says: string): never =>
      refuse(
        from.source,
        where,
        `\`$ref: ${target}\` ${says}`,
        'Point it at a part inside the folder of the document.',
      );
    if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//'))
      return bad('leads to another place: only files beside the document are read');
    if (path.startsWith('/')) return bad('is an absolute path');
    let file: { readonly id: string; readonly source: Source };
    let decoded = path;
    try {
      decoded = decodeURIComponent(path);
    } catch {}
    if (decoded.includes('\0')) return bad('is not a path');
    try {
      file = path === '' ? { id: from.id, source: from.source } : await files.part(from.id, decoded);
    } catch (error) {
      if (error instanceof Refused) return bad(error.message);
      throw error;
    }
    const pointer = localPointer(fragment);
    if (pointer === undefined) return bad('uses an anchor in another file, which is not followed');
    const value = valueAt(file.source.value, pointer);
    if (value === undefined) return bad('leads to nothing in that file');
    return { value, kind: reference.kind, ...file, pointer };
  };

  for (const { section, name, reference } of named) {
    const part = await find(root, reference, reference.holder['$ref'] as string);
    const key = `${part.id}#${part.pointer}`;
    if (part.id === first.id || placed.has(key)) continue;
    define(section, name, part.value);
    placed.set(key, reference.pointer);
    origins.push({ at: reference.pointer, source: part.source, pointer: part.pointer });
    parts.push(part);
  }

  parts.push(root);
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const from = part;
    const isRoot = from.id === first.id;
    const references: (Reference & { readonly key: string })[] = [];
    const wrong = (pointer: string, says: string): never =>
      refuse(from.source, from.pointer + pointer, says, checkWayOut);
    walk(
      from.value,
      from.kind,
      (holder, kind, pointer) => {
        hasExtensible ||= kind === 'schema' && isExtensible(holder);
        if (rewritten.has(holder)) return;
        const target = holder['$ref'];
        if (typeof target === 'string' && mayRefer(kind)) {
          if (isRoot && target.startsWith('#')) {
            local.push({ reference: target, pointer });
            rewritten.add(holder);
          } else references.push({ holder, kind, pointer: pointer(), key: '$ref' });
        }
        const discriminator = kind === 'schema' ? holder['discriminator'] : undefined;
        const mapping = isObject(discriminator) ? discriminator['mapping'] : undefined;
        if (isObject(mapping) && !rewritten.has(mapping))
          for (const [key, value] of Object.entries(mapping))
            if (typeof value === 'string' && isFileReference(value, isRoot))
              references.push({
                holder: mapping as Holder,
                kind: 'schema',
                pointer: `${pointer()}/discriminator/mapping`,
                key,
              });
      },
      wrong,
      from.source.format === 'json' && parts.length === 0 && placed.size === 0,
    );
    for (const reference of references) {
      rewritten.add(reference.holder);
      const target = reference.holder[reference.key] as string;
      if (target.startsWith('#') && localPointer(target) === undefined)
        refuse(
          from.source,
          from.pointer + reference.pointer,
          `\`$ref: ${target}\` uses an anchor in a part, which is not followed`,
          'Write it as a JSON Pointer.',
        );
      const found = await find(from, reference, target);
      if (found.id === first.id) {
        reference.holder[reference.key] = `#${found.pointer}`;
        continue;
      }
      const key = `${found.id}#${found.pointer}`;
      if (reference.kind === 'pathItem') {
        await inlinePathItem(reference, found, from);
        continue;
      }
      let at = placed.get(key);
      if (at === undefined) {
        const file = found.id.split(/[\\/]/).at(-1) ?? '';
        at = place(
          reference.kind,
          found,
          found.pointer === '' ? file.replace(/\.[^.]*$/, '') : lastName(found.pointer),
        );
        placed.set(key, at);
        parts.push(found);
      }
      reference.holder[reference.key] = `#${at}`;
    }
  }

  async function inlinePathItem(reference: Reference, found: Part, from: Part): Promise<void> {
    // Path items have no section in 3.0, so the content takes the reference's place; siblings win over what is referred to.
    delete reference.holder['$ref'];
    if (!isObject(found.value))
      refuse(found.source, found.pointer, 'an object (pathItem) belongs here', checkWayOut);
    for (const [name, value] of Object.entries(found.value as Holder))
      if (!Object.hasOwn(reference.holder, name)) define(reference.holder, name, value);
    origins.push({
      at: bundlePointer(from, reference.pointer),
      source: found.source,
      pointer: found.pointer,
    });
    parts.push({ ...found, value: found.value });
  }
  function bundlePointer(from: Part, pointer: string): string {
    if (from.id === first.id) return from.pointer + pointer;
    const origin = origins.find((one) => one.source === from.source && one.pointer === from.pointer);
    return (origin?.at ?? '') + pointer;
  }

  checkReferences(document, local, first.source);
  if (!hasExtensible) withoutExtensible.add(document);
  return { document, origins };
}

function isFileReference(value: string, isRoot: boolean): boolean {
  if (value.startsWith('#')) return !isRoot;
  return /\.(ya?ml|json)(#|$)/i.test(value) || value.startsWith('./') || value.startsWith('../');
}

function child(object: Holder, name: string): Holder {
  if (!isObject(object[name])) define(object, name, {});
  return object[name] as Holder;
}

function define(object: Holder, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
