// The smaller sender: schemas rewritten so that a name only the receiver, or only another branch, declares is never sent. ../README.md "Undeclared properties".

import { compile, type Step } from './compile.js';
import { withoutReferences } from './references.js';
import type { Node } from './node.js';
import { isMatch } from './pattern.js';
import { declaredAt, receivedBy } from './declared.js';
import { partIndex, partsIn, type PartIndex, type Position } from './parts.js';
import { partPlace } from './part-place.js';
import { closureOf, createPlaces, membersOf, pick, tooMany, type Place, type Terms } from './place.js';
import { viewOf, type Schema } from './schema.js';

export interface Senders {
  /** The schema as its sender uses it towards this receiver. Everything it accepts the schema accepts. */
  node(sender: Schema, receiver: Schema): Node;
}

interface Context {
  readonly place: Place;
  readonly receivers: readonly Schema[];
}

/** The receiver's schemas that may speak about messages of a place. */
interface Reach {
  readonly closure: readonly Schema[];
  readonly parts: PartIndex;
}

/** Contexts after which the rest of a document is read literally: larger, so that what is proved of it holds. */
const maxContexts = 200_000;
const maxSchemas = 60;
/** What a context takes of the steps of the question that meets with it, beside its branches: as much work as some frames. */
const stepsPerContext = 5;

export function createSenders(given: Omit<Terms, 'place' | 'list'>, limit = maxContexts): Senders {
  const { numberOf, ...places } = createPlaces();
  const terms: Terms = { ...given, ...places };
  const { nodes, canonical, plain } = terms;
  const contexts = new Set<string>();
  const reaches = new WeakMap<Place, Map<readonly Schema[], Reach>>();
  const indices = new WeakMap<readonly Schema[], PartIndex>();
  const limits = new Map<string, readonly Node[]>();
  const keys = new WeakMap<Place, Map<readonly Schema[], string>>();

  /** Ways to the same place have one key: what cannot be is left out, and what must be is there. */
  const keyOf = ({ place, receivers }: Context): string => {
    const ofPlace = keys.get(place) ?? new Map<readonly Schema[], string>();
    keys.set(place, ofPlace);
    const known = ofPlace.get(receivers);
    if (known !== undefined) return known;
    const { certain, groups, picks } = membersOf(place, terms);
    const { id } = terms.place(certain, { groups, picks });
    const key = `${id}→${[...new Set(receivers.map(canonical.idOf))].sort((a, b) => a - b).join()}`;
    ofPlace.set(receivers, key);
    return key;
  };

  /** Both sides say the same here, so there is no name that only one of them declares. */
  function isSettled({ place, receivers }: Context): boolean {
    if (receivers.length === 0 || place.isPartial) return true;
    if (place.groups.length > 0 || place.all.length > maxSchemas) return place.all.length > maxSchemas;
    const ours = new Set(place.all.map(canonical.idOf));
    const theirs = new Set(receivers.map(canonical.idOf));
    return ours.size === theirs.size && [...ours].every((id) => theirs.has(id));
  }

  function rewrite(schema: Schema, context: Context, isRoot: boolean): Node {
    const target = withoutReferences(schema);
    if (!target || target.raw === false || (target.raw === true && !isRoot)) return plain(schema);
    const key = `${numberOf(target)}${isRoot ? '^' : '.'}${keyOf(context)}`;
    if (!contexts.has(key) && contexts.size >= limit) return nodes.all([plain(schema), tooMany(nodes)]);
    contexts.add(key);
    // A lone reference stands for its target, in the place as well.
    const parts = (): readonly Node[] => {
      nodes.charge(stepsPerContext);
      const own = compile(target, nodes, (sub, step) => child(target, sub, step, context), plain);
      return isRoot ? [...own, ...limitsAt(context)] : own;
    };
    return nodes.schema(`sender ${key}`, parts, [plain(target)]);
  }

  function child(owner: Schema, sub: Schema, step: Step, context: Context): Node {
    const { place, receivers } = context;
    switch (step.kind) {
      case 'negated':
        return plain(sub);
      case 'here': {
        const isBranch = !['$ref', '$dynamicRef', 'allOf'].includes(step.keyword);
        return rewrite(sub, { place: isBranch ? pick(place, owner, sub, terms) : place, receivers }, false);
      }
      case 'property':
        return inside(sub, partPlace(place, step, terms), received(context, step));
      case 'item':
      case 'items':
        return inside(sub, partPlace(place, step, terms), received(context, step));
      case 'contains': {
        const items = partPlace(place, { kind: 'items' }, terms);
        return inside(sub, terms.place([sub, ...items.all], items), received(context, { kind: 'items' }));
      }
      case 'rest':
        return inside(sub, terms.place([sub]), receivedElsewhere(context));
      default:
        return step satisfies never;
    }
  }

  function inside(schema: Schema, place: Place, receivers: readonly Schema[]): Node {
    const own = terms.place([...place.all, schema], place);
    const context = { place: own, receivers };
    return isSettled(context) ? plain(schema) : rewrite(schema, context, true);
  }

  function reachOf({ place, receivers }: Context): Reach {
    const ofPlace = reaches.get(place) ?? new Map<readonly Schema[], Reach>();
    reaches.set(place, ofPlace);
    let known = ofPlace.get(receivers);
    if (!known) {
      const closure = terms.list(closureOf(receivers, membersOf(place, terms).isPossible));
      const parts = indices.get(closure) ?? partIndex(closure);
      indices.set(closure, parts);
      known = { closure, parts };
      ofPlace.set(receivers, known);
    }
    return known;
  }

  function received(context: Context, position: Position): readonly Schema[] {
    const { closure, parts } = reachOf(context);
    const found = new Set(partsIn(parts, position));
    if (position.kind === 'property') return terms.list(found);
    for (const schema of closure) {
      const view = viewOf(schema);
      const contained = view.get('contains');
      if (contained?.shape === 'schema') found.add(contained.schema);
      const prefix = view.get('prefixItems');
      if (position.kind === 'items' && prefix?.shape === 'list')
        for (const part of prefix.schemas) found.add(part);
    }
    return terms.list(found);
  }

  /** What the receiver says about names that the sender does not list: its maps, and properties of its own. */
  function receivedElsewhere(context: Context): readonly Schema[] {
    const listed = new Set<string>();
    for (const schema of closureOf(context.place.all)) {
      const part = viewOf(schema).get('properties');
      if (part?.shape === 'map') for (const name of part.schemas.keys()) listed.add(name);
    }
    const found = new Set<Schema>();
    for (const schema of reachOf(context).closure) {
      for (const [name, part] of viewOf(schema)) {
        if (name === 'additionalProperties' || name === 'unevaluatedProperties') {
          if (part.shape === 'schema') found.add(part.schema);
        } else if (part.shape === 'map' && (name === 'properties' || name === 'patternProperties')) {
          for (const [key, sub] of part.schemas)
            if (name === 'patternProperties' || !listed.has(key)) found.add(sub);
        }
      }
    }
    return terms.list(found);
  }

  /** What a message of this place must not have: one formula per name. */
  function limitsAt(context: Context): readonly Node[] {
    const key = keyOf(context);
    const known = limits.get(key);
    if (known) return known;
    const found = computeLimits(context);
    limits.set(key, found);
    return found;
  }

  function computeLimits(context: Context): readonly Node[] {
    const declared = declaredAt(context.place, terms);
    if (declared.isMap || !(declared.hasProperties || declared.isPartial)) return [];
    const names = new Set([...receivedBy(reachOf(context).closure, canonical), ...declared.sometimes.keys()]);
    const found: Node[] = [];
    for (const name of names) {
      if (declared.always.has(name)) continue;
      if (declared.patterns.some((pattern) => isMatch(pattern, name) !== false)) continue;
      const conditions = [
        ...(declared.sometimes.get(name) ?? []),
        ...declared.sometimesPatterns
          .filter(({ pattern }) => isMatch(pattern, name) !== false)
          .map(({ condition }) => condition),
        ...declared.mapWhen,
        ...(declared.isPartial ? [tooMany(nodes)] : []),
      ];
      found.push(nodes.any([nodes.property(name, nodes.never), ...conditions]));
    }
    return found;
  }

  return {
    node: (sender, receiver) => {
      const context = { place: terms.place([sender]), receivers: terms.list([receiver]) };
      return isSettled(context) ? plain(sender) : rewrite(sender, context, true);
    },
  };
}
