// What breaks at one pair of places. The engine is asked about the place with its common parts left out; where it does not
// prove the place compatible, it is asked once per difference with all other differences taken away from the receiver: a
// receiver that cares about less and still refuses a value refuses it for this difference.
import type { Inclusion } from '../include/include.js';
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, keyOf } from '../include/json.js';
import { lastName, localPointer, valueAt } from '../pointer.js';
import type { SchemaDifference, SchemaRule } from '../rules/schema-rule.js';
import { schemaRules } from '../rules/schema-rules.js';
import { nothing } from '../surfaces.js';
import { sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import { complaintFor } from './complaint.js';
import type { Apart, Flat } from './flat.js';
import { schemaAt, schemaOf } from './flat.js';
import { valueNotice } from './names.js';
import { typesOf } from './types.js';
import type { Cause, Edge, PairNode, Walk } from './walk.js';

interface Judged {
  readonly causes: readonly Cause[];
  readonly edges: readonly Edge[];
}

type Same = (base: string, head: string) => boolean;

const fallback = schemaRules.find(({ id }) => id === 'schema-changed') as SchemaRule;
const unionRule = schemaRules.find(({ id }) => id === 'union-changed') as SchemaRule;

/** The same cause, told of a safe change: no message, no complaint. */
function harmless({ value: _, complaint: __, reason: ___, ...rest }: Cause): Cause {
  return { ...rest, level: 'additive', waysOut: [] };
}

export const judge = {
  /** A place that cannot be opened: one question, one finding. */
  async whole(node: PairNode): Promise<readonly Cause[]> {
    const { mode } = node;
    const place = (side: 'base' | 'head'): { schema: Json } => ({
      schema: together(mode.sides[side], node[side]),
    });
    const answer = await mode.forward().compare({ base: place('base'), head: place('head') }, mode.reading);
    if (answer.result === 'proved') return [];
    return [causeOf(node, fallback, plain(node), answer, 'the schema changed')];
  },

  async local(
    node: PairNode,
    base: Flat,
    head: Flat,
    apart: Apart,
    same: Same,
    pair: Walk['pair'],
  ): Promise<Judged> {
    const { mode } = node;
    const schemas = { base: schemaOf(base, apart), head: schemaOf(head, apart) };
    const notes = [...valueNotice(base, head)];
    if (keyOf(schemas.base) === keyOf(schemas.head) && referencesSame(schemas.base, same))
      return { causes: notes, edges: [] };
    const isRequest = mode.direction === 'request';
    const [sender, receiver] = isRequest ? [schemas.base, schemas.head] : [schemas.head, schemas.base];
    const ask = (one: JsonObject, other: JsonObject): Promise<Inclusion> =>
      mode
        .forward()
        .compare(
          isRequest
            ? { base: { schema: one }, head: { schema: other } }
            : { base: { schema: other }, head: { schema: one } },
          mode.reading,
        );
    const askBack = (one: JsonObject, other: JsonObject): Promise<Inclusion> =>
      mode
        .backward()
        .compare(
          isRequest
            ? { base: { schema: one }, head: { schema: other } }
            : { base: { schema: other }, head: { schema: one } },
          mode.reading,
        );
    const found = schemaRules.flatMap((rule) =>
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
    const whole = await ask(sender, receiver);
    const causes: Cause[] = [...notes];
    const edges: Edge[] = [];
    let explained = false;
    for (const [index, { rule, difference }] of found.entries()) {
      let answer: Inclusion = whole;
      if (whole.result !== 'proved' && found.length > 1)
        answer = await ask(sender, only(index, receiver, sender));
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
      if (difference.isTold === false) continue;
      const back =
        found.length === 1 && whole.result === 'proved'
          ? await askBack(receiver, sender)
          : await askBack(receiver, only(index, sender, receiver));
      if (back.result !== 'proved')
        causes.push({
          rule: rule.id,
          waysOut: [],
          level: 'additive',
          about: difference.about,
          base: difference.base,
          head: difference.head,
          message: difference.adds,
        });
    }
    if (
      whole.result === 'proved' &&
      found.length === 0 &&
      (await askBack(receiver, sender)).result !== 'proved'
    ) {
      const { about, base: one, head: other, adds } = plain(node);
      causes.push({
        rule: fallback.id,
        waysOut: [],
        level: 'additive',
        about,
        base: one,
        head: other,
        message: adds,
      });
    }
    if (whole.result !== 'proved' && !explained) {
      const checked = await confirmed(node, base, head, apart, whole, ask, undefined);
      if (checked !== undefined)
        causes.push(
          causeOf(node, fallback, plain(node), checked, 'the schema changed', isRequest ? head : base),
        );
    }
    return { causes, edges };
  },
};

function together(side: Flat['side'], pointers: readonly string[]): Json {
  const one = (pointer: string): Json => (pointer === nothing ? true : schemaAt(side, pointer));
  return pointers.length === 1 ? one(pointers[0] ?? '') : { allOf: pointers.map(one) };
}

function plain(node: PairNode): SchemaDifference {
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

function causeOf(
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

/** Which branch the trouble comes from: each of the sender's is asked about alone, then followed into its counterpart. */
async function unions(
  node: PairNode,
  base: Flat,
  head: Flat,
  apart: Apart,
  answer: Exclude<Inclusion, { result: 'proved' }>,
  same: Same,
  pair: Walk['pair'],
  ask: (sender: JsonObject, receiver: JsonObject) => Promise<Inclusion>,
  receiver: JsonObject,
): Promise<Judged> {
  const isRequest = node.mode.direction === 'request';
  const [sends, receives] = isRequest ? [base, head] : [head, base];
  const at = (flat: Flat): string =>
    flat.unions[0]?.pointer ?? flat.all[0]?.pointer ?? flat.pointers[0] ?? '';
  const where = { base: at(base), head: at(head) };
  const told = (
    about: string,
    message: string,
    why: Exclude<Inclusion, { result: 'proved' }>,
    place = where,
  ): Cause => causeOf(node, unionRule, { ...plain(node), about, ...place }, why, message, receives);
  if (sends.unions.length > 1 || receives.unions.length > 1)
    return { causes: [told('union', 'the alternatives (anyOf, oneOf) changed', answer)], edges: [] };
  const branches = sends.unions[0]?.branches;
  const others = receives.unions[0]?.branches;
  const causes: Cause[] = [];
  const edges: Edge[] = [];
  const bySide = (sent: string, received: string): [string, string] =>
    isRequest ? [sent, received] : [received, sent];
  const bare = schemaOf(sends, { ...apart, unions: true });
  for (const [index, branch] of (branches ?? [undefined]).entries()) {
    if (
      branch !== undefined &&
      others?.some((other) => same(...bySide(branch, other))) === true &&
      others.length === branches?.length
    )
      continue;
    const alone: JsonObject =
      branch === undefined
        ? bare
        : {
            ...bare,
            allOf: [...(isArray(bare['allOf']) ? bare['allOf'] : []), schemaAt(sends.side, branch)],
          };
    const found = branches === undefined ? answer : await ask(alone, receiver);
    if (found.result === 'proved') continue;
    const name = branch === undefined ? 'union' : branchName(sends, branch, index);
    const place =
      branch === undefined
        ? where
        : isRequest
          ? { base: branch, head: where.head }
          : { base: where.base, head: branch };
    const otherwise = told(
      name,
      branch === undefined
        ? 'the alternatives (anyOf, oneOf) changed'
        : isRequest
          ? `the alternative ${name} is no longer accepted`
          : `the alternative ${name} is new to old clients`,
      found,
      place,
    );
    const sent = branch === undefined ? [...sends.pointers] : [branch];
    const received = counterpart(sends, receives, branch, index, branches, others);
    if (received === undefined) {
      causes.push(otherwise);
      continue;
    }
    const [one, other] = isRequest ? [sent, received] : [received, sent];
    edges.push({ to: pair(node.mode, one, other, false), step: { kind: 'same' }, otherwise });
  }
  const taken = new Set(edges.flatMap(({ to }) => (isRequest ? to.head : to.base)));
  for (const [index, other] of (others ?? []).entries()) {
    if (
      taken.has(other) ||
      branches === undefined ||
      branches.some((branch) => same(...bySide(branch, other)))
    )
      continue;
    if (
      branches.some((branch, at) =>
        counterpart(sends, receives, branch, at, branches, others)?.includes(other),
      )
    )
      continue;
    const name = branchName(receives, other, index);
    causes.push(
      harmless(
        told(
          name,
          `the alternative ${name} is ${isRequest ? 'new' : 'no longer sent'}`,
          answer,
          isRequest ? { base: where.base, head: other } : { base: other, head: where.head },
        ),
      ),
    );
  }
  if (!causes.some(({ level }) => level !== 'additive') && edges.length === 0)
    causes.push(told('union', 'the alternatives (anyOf, oneOf) changed', answer));
  return { causes, edges };
}

function branchName(flat: Flat, branch: string, index: number): string {
  const value = valueAt(flat.side.document, branch);
  const reference = isObject(value) && typeof value['$ref'] === 'string' ? value['$ref'] : undefined;
  if (reference !== undefined) return lastName(localPointer(reference) ?? reference);
  const title = isObject(value) ? value['title'] : undefined;
  if (typeof title === 'string') return title;
  const types = typesOf(flat.side, branch);
  return types.length === 1 ? `${types[0]}` : `number ${index + 1}`;
}

/** The branch of the receiver that a branch of the sender most likely is: same reference, tag, title, type, then position. */
function counterpart(
  sends: Flat,
  receives: Flat,
  branch: string | undefined,
  index: number,
  branches: readonly string[] | undefined,
  others: readonly string[] | undefined,
): readonly string[] | undefined {
  if (others === undefined)
    return branch === undefined || typesOf(sends.side, branch).join() === 'null'
      ? undefined
      : receives.pointers;
  if (branch === undefined) {
    const notNull = others.filter((other) => typesOf(receives.side, other).join() !== 'null');
    return notNull.length === 1 ? notNull : undefined;
  }
  const value = (flat: Flat, pointer: string): JsonObject => {
    const found = valueAt(flat.side.document, pointer);
    return isObject(found) ? found : {};
  };
  const own = value(sends, branch);
  const by = (test: (other: string) => boolean): readonly string[] | undefined => {
    const found = others.filter(test);
    return found.length === 1 ? found : undefined;
  };
  const types = typesOf(sends.side, branch).join();
  return (
    (typeof own['$ref'] === 'string'
      ? by((other) => value(receives, other)['$ref'] === own['$ref'])
      : undefined) ??
    (typeof own['title'] === 'string'
      ? by((other) => value(receives, other)['title'] === own['title'])
      : undefined) ??
    by((other) => typesOf(receives.side, other).join() === types) ??
    (branches?.length === others.length && others[index] !== undefined ? [others[index]] : undefined)
  );
}
