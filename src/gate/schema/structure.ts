// Two values held against each other, structure for structure, what they refer to by name. Neighbour: same.ts goes from what
// refers to what is referred to.
import type { Json, JsonObject } from '../include/json.js';
import { equalJson, isArray, isObject } from '../include/json.js';
import { isTagged } from '../include/schema.js';
import { fieldOf } from '../operations/objects.js';
import { join, referenceTo } from '../pointer.js';
import type { Sides } from '../surfaces.js';
import { chosenBy } from './heirs.js';
import type { Wording } from './wording.js';

/** Schema annotations whose change is text, and those whose change is nothing. */
const texts = new Set(['title', 'description', 'examples', 'example', '$comment', 'externalDocs', 'xml']);

export interface Looked {
  readonly isSame: boolean;
  /** Objects that differ in words. */
  readonly told: readonly Wording[];
  /** Those in branches of a union that need not be one branch, with the two branches. */
  readonly untold: readonly { readonly base: string; readonly head: string; readonly wording: Wording }[];
}

export interface Structure {
  look(
    base: Json | undefined,
    head: Json | undefined,
    /** The kind of object, as operations/objects.ts names it. */
    kind: string,
    at: { readonly base: string; readonly head: string },
    refer: (reference: string, kind: string) => void,
  ): Looked;
  /** Whether the two were found to differ on the way. */
  areUnlike(base: Json | undefined, head: Json | undefined): boolean;
}

export function createStructure(sides: Sides): Structure {
  /** Objects of base that were found to differ, with the object of head they were held against: asked again, the answer is there. */
  const unlike = new WeakMap<object, Json | undefined>();
  const look: Structure['look'] = (base, head, kind, at, refer) => {
    const found: { readonly task: Task; readonly fields: readonly string[] }[] = [];
    let isSame = true;
    const different = (task: Task): void => {
      isSame = false;
      for (let one: Task | undefined = task; one !== undefined; one = one.up) {
        if (!isKept(one.base)) continue;
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
    const untold: Looked['untold'][number][] = [];
    for (const { task, fields } of found) {
      const below = path(task);
      const one = { base: at.base + below, head: at.head + below, fields };
      const branch = isSame ? undefined : otherBranch(task);
      if (branch === undefined) told.push(one);
      else untold.push({ base: at.base + path(branch), head: at.head + path(branch), wording: one });
    }
    return { isSame, told, untold };
  };
  return { look, areUnlike: (base, head) => isKept(base) && unlike.has(base) && unlike.get(base) === head };
}

const isKept = (value: Json | undefined): value is JsonObject | readonly Json[] =>
  typeof value === 'object' && value !== null;

/** Two values held against each other, on the way down from those that were asked about. */
interface Task {
  readonly base: Json | undefined;
  readonly head: Json | undefined;
  /** Kind of object, '' for plain data. */
  readonly kind: string;
  readonly up: Task | undefined;
  readonly name: string;
  readonly more: string | undefined;
}

function path(task: Task): string {
  const parts: string[] = [];
  for (let one: Task | undefined = task; one?.up !== undefined; one = one.up) {
    if (one.more !== undefined) parts.push(one.more);
    parts.push(one.name);
  }
  return join('', ...parts.reverse());
}

/** Extensions that the gate reads: ../README.md "Enums" and "What is compared". */
const counted = new Set(['x-extensible-enum', 'x-sunset', 'x-deprecated-values']);
