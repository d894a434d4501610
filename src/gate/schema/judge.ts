// What breaks at one pair of places. The engine is asked about the place with its common parts left out; where it does not
// prove the place compatible, it is asked once per difference with all other differences taken away from the receiver: a
// receiver that cares about less and still refuses a value refuses it for this difference.
import type { SpotPair } from '../include/engine.js';
import type { Inclusion } from '../include/include.js';
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, keyOf } from '../include/json.js';
import { localPointer } from '../pointer.js';
import type { SchemaDifference, SchemaRule } from '../rules/schema-rule.js';
import { schemaRules } from '../rules/schema-rules.js';
import { nothing } from '../surfaces.js';
import { sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import { complaintFor } from './complaint.js';
import type { Apart } from './apart.js';
import { schemaOf } from './apart.js';
import type { Flat } from './flat.js';
import { schemaAt } from './view.js';
import { valueNotice } from './names.js';
import { planUnions, planned, unions } from './unions.js';
import type { Cause, Edge, PairNode, Walk } from './walk.js';

export interface Judged {
  readonly causes: readonly Cause[];
  readonly edges: readonly Edge[];
}

export type Same = (base: string, head: string) => boolean;

const fallback = schemaRules.find(({ id }) => id === 'schema-changed') as SchemaRule;
export const unionRule = schemaRules.find(({ id }) => id === 'union-changed') as SchemaRule;

/** A change that takes nothing away: no value shows it. */
export function additive(
  rule: SchemaRule,
  { about, base, head }: Pick<SchemaDifference, 'about' | 'base' | 'head'>,
  message: string,
): Cause {
  return { rule: rule.id, waysOut: [], level: 'additive', about, base, head, message };
}

export const judge = {
  /** A place that cannot be opened: one question, one finding. */
  async whole(node: PairNode): Promise<readonly Cause[]> {
    const { mode } = node;
    const place = (side: 'base' | 'head'): { schema: Json } => ({
      schema: together(mode.sides[side], node[side]),
    });
    const [older, newer] = [place('base'), place('head')];
    const answer = await mode.forward().compare({ base: older, head: newer }, mode.reading);
    const { about, base, head, adds } = plain(node);
    if (answer.result !== 'proved') return [causeOf(node, fallback, plain(node), answer, adds)];
    const back = await mode.backward().compare({ base: newer, head: older }, mode.reading);
    return back.result === 'proved'
      ? []
      : [{ rule: fallback.id, waysOut: [], level: 'additive', about, base, head, message: adds }];
  },

  /** A place that changed somewhere below a depth that is not followed. */
  tooDeep(node: PairNode): Cause {
    const { base = '', head = '' } = { base: node.base[0], head: node.head[0] };
    const shown = {
      base: base.slice(0, base.lastIndexOf('/', 600)),
      head: head.slice(0, head.lastIndexOf('/', 600)),
    };
    const reason = 'it changed somewhere below more levels than are followed';
    return causeOf(
      node,
      fallback,
      { ...plain(node), ...shown },
      { result: 'unknown', reason },
      'a schema nested very deeply changed',
    );
  },

  async local(
    node: PairNode,
    base: Flat,
    head: Flat,
    parts: Apart,
    same: Same,
    pair: Walk['pair'],
  ): Promise<Judged> {
    const { mode } = node;
    const bare = { ...parts, unions: true };
    const isBesides = keyOf(schemaOf(base, bare)) !== keyOf(schemaOf(head, bare));
    // What stands beside a union may have been drawn out of its branches: then only the whole decides.
    const plan = isBesides ? undefined : planUnions(base, head, mode.direction, same);
    const apart = plan === undefined ? parts : bare;
    const schemas = { base: schemaOf(base, apart), head: schemaOf(head, apart) };
    const notes = [...valueNotice(base, head)];
    const isRequest = mode.direction === 'request';
    const [sender, receiver] = isRequest ? [schemas.base, schemas.head] : [schemas.head, schemas.base];
    const question = (one: JsonObject, other: JsonObject): SpotPair =>
      isRequest
        ? { base: { schema: one }, head: { schema: other } }
        : { base: { schema: other }, head: { schema: one } };
    const ask = (one: JsonObject, other: JsonObject): Promise<Inclusion> =>
      mode.forward().compare(question(one, other), mode.reading);
    const proves = (one: JsonObject, other: JsonObject): Promise<boolean> =>
      mode.forward().proves(question(one, other), mode.reading);
    const provesBack = (one: JsonObject, other: JsonObject): Promise<boolean> =>
      mode.backward().proves(question(one, other), mode.reading);
    const below =
      plan === undefined
        ? { causes: [], edges: [] }
        : await planned(node, base, head, plan, parts, pair, ask);
    if (keyOf(schemas.base) === keyOf(schemas.head) && referencesSame(schemas.base, same))
      return { causes: [...notes, ...below.causes], edges: below.edges };
    const rules = plan === undefined ? schemaRules : schemaRules.filter((rule) => rule !== unionRule);
    const found = rules.flatMap((rule) =>
      [...rule.differences({ base, head, direction: mode.direction })].map((difference) => ({
        rule,
        difference,
      })),
    );
    const only = (at: number, from: JsonObject, to: JsonObject): JsonObject =>
      found.reduce(
        (schema, { difference }, index) => (index === at ? schema : difference.relax(schema, to)),
        from,
      );
    const isSafe = await proves(sender, receiver);
    const causes: Cause[] = [...notes, ...below.causes];
    const edges: Edge[] = [...below.edges];
    let explained = false;
    let isWider: boolean | undefined;
    /** Whether the change adds anything at all: most rewrites end here. */
    const adds = async (): Promise<boolean> => {
      isWider ??= !(await provesBack(receiver, sender));
      return isWider;
    };
    for (const [index, { rule, difference }] of found.entries()) {
      const answer: Inclusion = isSafe
        ? { result: 'proved' }
        : await ask(sender, only(index, receiver, sender));
      if (answer.result !== 'proved') {
        const checked = await confirmed(
          node,
          base,
          head,
          apart,
          answer,
          ask,
          found.length === 1 ? undefined : only(index, receiver, sender),
        );
        if (checked === undefined) continue;
        explained = true;
        if (rule === unionRule) {
          const branches = await unions(
            node,
            base,
            head,
            apart,
            checked,
            same,
            pair,
            ask,
            only(index, receiver, sender),
          );
          causes.push(...branches.causes);
          edges.push(...branches.edges);
        } else
          causes.push(causeOf(node, rule, difference, checked, difference.breaks, isRequest ? head : base));
        continue;
      }
      if (difference.isTold === false || !(await adds())) continue;
      const isThisOne = found.length === 1 || !(await provesBack(receiver, only(index, sender, receiver)));
      if (isThisOne) causes.push(additive(rule, difference, difference.adds));
    }
    if (isSafe && found.length === 0 && !(await provesBack(receiver, sender))) {
      const difference = plain(node);
      causes.push(additive(fallback, difference, difference.adds));
    }
    const whole = isSafe || explained ? undefined : await ask(sender, receiver);
    if (whole !== undefined && whole.result !== 'proved') {
      const checked = await confirmed(node, base, head, apart, whole, ask, undefined);
      if (checked !== undefined)
        causes.push(
          causeOf(node, fallback, plain(node), checked, 'the schema changed', isRequest ? head : base),
        );
    }
    return { causes, edges };
  },
};

/** The schemas at the pointers, all at once. */
export function together(side: Flat['side'], pointers: readonly string[]): Json {
  const one = (pointer: string): Json => (pointer === nothing ? true : schemaAt(side, pointer));
  return pointers.length === 1 ? one(pointers[0] ?? '') : { allOf: pointers.map(one) };
}

export function plain(node: PairNode): SchemaDifference {
  const [base = '', head = ''] = [node.base[0], node.head[0]];
  return {
    about: 'schema',
    base,
    head,
    breaks: 'the schema changed',
    adds: 'the schema changed',
    relax: (receiver) => receiver,
  };
}

export function causeOf(
  node: PairNode,
  rule: SchemaRule,
  difference: SchemaDifference,
  answer: Exclude<Inclusion, { result: 'proved' }>,
  message: string,
  receiver?: Flat,
): Cause {
  const common = {
    rule: rule.id,
    waysOut: rule.waysOut,
    about: difference.about,
    base: difference.base,
    head: difference.head,
    message,
  };
  if (answer.result === 'unknown') return { ...common, level: 'unknown', reason: answer.reason };
  const receives = node.mode.direction === 'request' ? 'head' : 'base';
  return {
    ...common,
    level: 'breaking',
    value: answer.witness,
    complaint: `${receives}: ${complaintFor(rule.id, difference.about, receiver)}`,
  };
}

/** Everything a schema refers to, by pointer; two questions with the same words are the same only if these are. */
function referencesSame(schema: Json, same: Same): boolean {
  const stack: Json[] = [schema];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (isArray(value)) stack.push(...value);
    else if (isObject(value)) {
      const target = typeof value['$ref'] === 'string' ? localPointer(value['$ref']) : undefined;
      if (target !== undefined && !same(target, target)) return false;
      for (const item of Object.values(value))
        if (typeof item === 'object' && item !== null) stack.push(item);
    }
  }
  return true;
}

/**
 * A value found while the common parts stood as `true`, with those parts filled in so that the whole sender accepts it.
 * Where that fails because the place is more than its keywords one by one, the whole question is asked instead.
 */
async function confirmed(
  node: PairNode,
  base: Flat,
  head: Flat,
  apart: Apart,
  answer: Exclude<Inclusion, { result: 'proved' }>,
  ask: (sender: JsonObject, receiver: JsonObject) => Promise<Inclusion>,
  receiverAlone: JsonObject | undefined,
): Promise<Exclude<Inclusion, { result: 'proved' }> | undefined> {
  if (answer.result === 'unknown') return answer;
  const { mode } = node;
  const isRequest = mode.direction === 'request';
  const [flat, pointers] = isRequest ? [base, node.base] : [head, node.head];
  const options = { direction: mode.direction, tolerant: false };
  const filled = fill(flat, apart, answer.witness, options);
  const isSent = (value: Json): boolean =>
    pointers.every((pointer) => accepts(flat.side, pointer, value, options) !== false);
  if (filled !== undefined && isSent(filled)) return { result: 'refuted', witness: filled };
  if (isSent(answer.witness)) return answer;
  const nothingApart: Apart = {
    properties: new Set(),
    patterns: new Set(),
    additional: false,
    items: false,
    prefix: false,
    unions: false,
    readsTags: apart.readsTags,
  };
  const sender = schemaOf(flat, nothingApart);
  const receiver = receiverAlone ?? schemaOf(isRequest ? head : base, apart);
  const whole = await ask(sender, receiver);
  return whole.result === 'proved' ? undefined : whole;
}

function fill(
  flat: Flat,
  apart: Apart,
  value: Json,
  options: { readonly direction: 'request' | 'response'; readonly tolerant: boolean },
): Json | undefined {
  if (isObject(value)) {
    const members: [string, Json][] = [];
    for (const [name, item] of Object.entries(value)) {
      const places = apart.properties.has(name) ? (flat.properties.get(name) ?? []) : [];
      const isFine = places.every((place) => accepts(flat.side, place, item, options) !== false);
      const better = isFine ? item : sample(flat.side, places, options, 1);
      if (better === undefined) return undefined;
      members.push([name, better]);
    }
    return Object.fromEntries(members);
  }
  if (isArray(value) && (apart.items || apart.prefix)) {
    const items: Json[] = [];
    for (const [index, item] of value.entries()) {
      const place = flat.prefix[index] ?? flat.items;
      const isFine = place === undefined || accepts(flat.side, place, item, options) !== false;
      const better = isFine || place === undefined ? item : sample(flat.side, [place], options, 1);
      if (better === undefined) return undefined;
      items.push(better);
    }
    return items;
  }
  return value;
}
