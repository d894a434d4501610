// Whether two places say the same, structure for structure, annotations apart; and where only their words differ.
// Cheap and incomplete: what it calls different goes to the walk. Shared components are looked at once.
import type { Json } from '../include/json.js';
import { equalJson, isArray, isObject } from '../include/json.js';
import { fieldOf } from '../operations/objects.js';
import { isTagged } from '../include/schema.js';
import { join, localPointer, lookUp, referenceTo } from '../pointer.js';
import { chosenBy } from './heirs.js';
import { createOutlines } from './outline.js';
import type { Sides } from '../surfaces.js';
import type { Wording } from './wording.js';
import { wordings } from './wording.js';

/** Schema annotations whose change is text, and those whose change is nothing. */
const texts = new Set(['title', 'description', 'examples', 'example', '$comment', 'externalDocs', 'xml']);

/** A pair of places that is compared on its own. */
interface Entry {
  same: boolean;
  /** Word for word the same, whatever became of what the words refer to. */
  isRepeated: boolean;
  /** What differs in words, where that was not to be told yet. */
  untold: Wording[];
  /** The pairs that differ if this one does. */
  readonly usedBy: Set<Entry>;
}

export interface Sameness {
  /** Whether the two places of a kind say the same. */
  same(basePointer: string, headPointer: string, kind: string): boolean;
  /** Whether two places that are not the same say it in the same words, so that only what they refer to differs. */
  repeats(basePointer: string, headPointer: string): boolean;
  /** As `same`, of schemas that need have nothing to do with each other: how their words differ is nobody's change. */
  resembles(basePointer: string, headPointer: string): boolean;
  /** Objects met so far that differ in words only, or also in words. */
  readonly wording: readonly Wording[];
}

export function sameness(sides: Sides): Sameness {
  /** What is referred to, by reference. */
  const entries = new Map<string, Entry>();
  const { wording, tell } = wordings();
  /** Objects of base that were found to differ, with the object of head they were held against: asked again, the answer is there. */
  const unlike = new WeakMap<object, Json | undefined>();
  /** By pointer in base, then in head: the strings are long, and their hashes are kept with them. */
  const known = new Map<string, Map<string, Entry>>();
  const entryOf = (base: string, head: string, same: boolean): Entry => {
    const others = known.get(base) ?? new Map<string, Entry>();
    known.set(base, others);
    const entry = others.get(head) ?? { same, isRepeated: same, usedBy: new Set(), untold: [] };
    others.set(head, entry);
    return entry;
  };

  /** Compares two values, references by name; what they refer to is compared under its own entry. */
  const look = (
    base: Json | undefined,
    head: Json | undefined,
    kind: string,
    at: { readonly base: string; readonly head: string },
    refer: (reference: string, kind: string) => void,
  ): { readonly isSame: boolean; readonly found: readonly Wording[] } => {
    const found: { readonly task: Task; readonly fields: readonly string[] }[] = [];
    interface Task {
      readonly base: Json | undefined;
      readonly head: Json | undefined;
      /** Kind of object, '' for plain data. */
      readonly kind: string;
      readonly up: Task | undefined;
      readonly name: string;
      readonly more: string | undefined;
    }
    const path = (task: Task): string => {
      const parts: string[] = [];
      for (let one: Task | undefined = task; one?.up !== undefined; one = one.up) {
        if (one.more !== undefined) parts.push(one.more);
        parts.push(one.name);
      }
      return join('', ...parts.reverse());
    };
    let isSame = true;
    const different = (task: Task): void => {
      isSame = false;
      for (let one: Task | undefined = task; one !== undefined; one = one.up) {
        if (typeof one.base !== 'object' || one.base === null) continue;
        if (unlike.get(one.base) === one.head) return;
        unlike.set(one.base, one.head);
      }
    };
    const stack: Task[] = [{ base, head, kind, up: undefined, name: '', more: undefined }];
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      const one = task.base;
      const other = task.head;
      if (one === other) {
        if (task.kind === '' || typeof one !== 'object') continue;
      }
      if (isArray(one) && isArray(other)) {
        if (one.length !== other.length) {
          different(task);
          continue;
        }
        for (let index = 0; index < one.length; index++)
          stack.push({
            base: one[index],
            head: other[index],
            kind: '',
            up: task,
            name: String(index),
            more: undefined,
          });
        continue;
      }
      if (!isObject(one) || !isObject(other)) {
        different(task);
        continue;
      }
      const reference = task.kind === '' ? undefined : one['$ref'];
      if (typeof reference === 'string') {
        if (other['$ref'] !== reference) different(task);
        else refer(reference, task.kind);
      }
      if (task.kind === 'schema' && isTagged(one)) {
        const below = path(task);
        const ours = chosenBy(sides.base, one, at.base + below);
        if (ours.join('\n') !== chosenBy(sides.head, other, at.head + below).join('\n')) different(task);
        else for (const place of ours) refer(referenceTo(place), 'schema');
      }
      const changed: string[] = [];
      let members = 0;
      for (const name in one) {
        const value = one[name];
        const another = Object.hasOwn(other, name) ? other[name] : undefined;
        if (task.kind === '') {
          members++;
          stack.push({ base: value, head: another, kind: '', up: task, name, more: undefined });
          continue;
        }
        const field = fieldOf(task.kind, name);
        if (
          field === undefined
            ? texts.has(name) && task.kind === 'schema'
            : 'annotation' in field.verdict && task.kind !== 'components'
        ) {
          if (another === undefined || !equalJson(value as Json, another)) changed.push(name);
          continue;
        }
        if (
          field === undefined &&
          (task.kind !== 'schema' || (name.startsWith('x-') && !counted.has(name)))
        ) {
          if (counted.has(name) && value !== another) different(task);
          continue;
        }
        members++;
        if (another === undefined) {
          different(task);
          continue;
        }
        const below = field?.below;
        if (below === undefined) {
          if (value !== another)
            stack.push({ base: value, head: another, kind: '', up: task, name, more: undefined });
        } else if (below.shape === 'one')
          stack.push({ base: value, head: another, kind: below.kind, up: task, name, more: undefined });
        else if (isArray(value) && isArray(another)) {
          if (value.length !== another.length) different(task);
          for (let index = 0; index < Math.min(value.length, another.length); index++)
            stack.push({
              base: value[index],
              head: another[index],
              kind: below.kind,
              up: task,
              name,
              more: String(index),
            });
        } else if (isObject(value) && isObject(another)) {
          for (const key in value)
            if (Object.hasOwn(another, key))
              stack.push({
                base: value[key],
                head: another[key],
                kind: below.kind,
                up: task,
                name,
                more: key,
              });
            else different(task);
          for (const key in another) if (!Object.hasOwn(value, key)) different(task);
        } else different(task);
      }
      for (const name in other) {
        if (task.kind === '') {
          members--;
          continue;
        }
        const field = fieldOf(task.kind, name);
        const isText =
          field === undefined
            ? texts.has(name) && task.kind === 'schema'
            : 'annotation' in field.verdict && task.kind !== 'components';
        if (isText) {
          if (!Object.hasOwn(one, name)) changed.push(name);
        } else if (
          field === undefined &&
          (task.kind !== 'schema' || (name.startsWith('x-') && !counted.has(name)))
        ) {
          if (counted.has(name) && !Object.hasOwn(one, name)) different(task);
        } else members--;
      }
      if (members !== 0) different(task);
      if (changed.length > 0) found.push({ task, fields: changed.sort() });
    }
    /** Branches of one number that differ need not be one branch: the walk matches them, and asks again then. */
    const otherBranch = (task: Task): Task | undefined => {
      for (let one: Task | undefined = task; one !== undefined; one = one.up)
        if (
          (one.name === 'anyOf' || one.name === 'oneOf') &&
          isObject(one.base) &&
          unlike.has(one.base) &&
          unlike.get(one.base) === one.head
        )
          return one;
      return undefined;
    };
    const told: Wording[] = [];
    for (const { task, fields } of found) {
      const below = path(task);
      const one = { base: at.base + below, head: at.head + below, fields };
      const branch = isSame ? undefined : otherBranch(task);
      if (branch === undefined) told.push(one);
      else entryOf(at.base + path(branch), at.head + path(branch), false).untold.push(one);
    }
    return { isSame, found: told };
  };

  const work: { readonly reference: string; readonly kind: string; readonly entry: Entry }[] = [];
  const refer = (user: Entry, reference: string, kind: string): void => {
    let entry = entries.get(reference);
    if (entry === undefined) {
      entry = { same: true, isRepeated: true, usedBy: new Set(), untold: [] };
      entries.set(reference, entry);
      work.push({ reference, kind, entry });
    }
    entry.usedBy.add(user);
    if (!entry.same) user.same = false;
  };
  const differs = (entry: Entry): void => {
    const queue = [entry];
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      one.same = false;
      for (const user of one.usedBy) if (user.same) queue.push(user);
    }
  };
  const outlineOf = createOutlines();
  /** By pointer, in base and in head. */
  const outlines = { base: new Map<string, number>(), head: new Map<string, number>() };
  const outlineAt = (side: 'base' | 'head', pointer: string): number => {
    const found = outlines[side].get(pointer) ?? outlineOf(lookUp(sides[side].document, pointer));
    outlines[side].set(pointer, found);
    return found;
  };
  const settle = (): void => {
    for (let task = work.pop(); task !== undefined; task = work.pop()) {
      const { entry } = task;
      const pointer = localPointer(task.reference);
      const looked =
        pointer === undefined
          ? undefined
          : look(
              lookUp(sides.base.document, pointer),
              lookUp(sides.head.document, pointer),
              task.kind,
              { base: pointer, head: pointer },
              (reference, kind) => refer(entry, reference, kind),
            );
      tell(looked?.found ?? []);
      if (looked?.isSame !== true || !entry.same) differs(entry);
    }
  };
  const compare = (base: string, head: string, kind: string, tells: boolean): boolean => {
    const isDialect = sides.base.dialect === sides.head.dialect;
    const found = known.get(base)?.get(head);
    if (found !== undefined) {
      if (tells) tell(found.untold.splice(0));
      return found.same && isDialect;
    }
    const [one, other] = [lookUp(sides.base.document, base), lookUp(sides.head.document, head)];
    if (typeof one === 'object' && one !== null && unlike.has(one) && unlike.get(one) === other) return false;
    const entry = entryOf(base, head, true);
    const looked = look(one, other, kind, { base, head }, (reference, of) => refer(entry, reference, of));
    if (tells) tell(looked.found);
    else for (const one of looked.found) entry.untold.push(one);
    if (!looked.isSame) entry.same = entry.isRepeated = false;
    settle();
    return entry.same && isDialect;
  };
  return {
    wording,
    same: (base, head, kind) => compare(base, head, kind, true),
    repeats: (base, head) =>
      sides.base.dialect === sides.head.dialect && known.get(base)?.get(head)?.isRepeated === true,
    resembles: (base, head) =>
      outlineAt('base', base) === outlineAt('head', head) && compare(base, head, 'schema', false),
  };
}

/** Extensions that the gate reads: ../README.md "Enums" and "What is compared". */
const counted = new Set(['x-extensible-enum', 'x-sunset', 'x-deprecated-values']);
