// What breaks at one pair of places. The engine is asked about the place with its common parts left out; where it does not
// prove the place compatible, it is asked once per difference with all other differences taken away from the receiver: a
// receiver that cares about less and still refuses a value refuses it for this difference. Neighbours: confirmed.ts checks the
// value, unions.ts finds the branch, cause.ts words it.
import type { Inclusion } from '../include/include.js';
import type { Json } from '../include/json.js';
import { equalJson, isArray, isObject } from '../include/json.js';
import { localPointer } from '../pointer.js';
import { schemaRules } from '../rules/schema-rules.js';
import { schemaOf } from './apart.js';
import { planUnions } from './branches.js';
import { additive, causeOf, fallback, plain, unionRule } from './cause.js';
import type { Comparison, Judged, Same } from './comparison.js';
import { questions, rolesOf } from './comparison.js';
import { confirmed } from './confirmed.js';
import { inBulk } from './in-bulk.js';
import { withoutCommonValues } from './long-lists.js';
import { valueNotice } from './names.js';
import { oneByOne } from './one-by-one.js';
import { planned, unions } from './unions.js';
import { together } from './view.js';
import type { Cause, Edge, PairNode } from './walk.js';

export const judge = {
  /** A place that cannot be opened: one question, one finding. */
  async whole(node: PairNode): Promise<readonly Cause[]> {
    const { mode } = node;
    const place = (side: 'base' | 'head'): { schema: Json } => ({
      schema: together(mode.sides[side], node[side]),
    });
    const [older, newer] = [place('base'), place('head')];
    const answer = await mode.forward().compare({ base: older, head: newer }, mode.reading);
    const difference = plain(node);
    if (answer.result !== 'proved') return [causeOf(node, fallback, difference, answer, difference.breaks)];
    const back = await mode.backward().compare({ base: newer, head: older }, mode.reading);
    return back.result === 'proved' ? [] : [additive(fallback, difference, difference.adds)];
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

  /** A union of which very many branches changed. */
  tooMany(node: PairNode): Cause {
    const reason = 'each alternative would have to be held against each other one';
    const message = 'too many alternatives (anyOf, oneOf) changed at once';
    return {
      ...causeOf(node, unionRule, plain(node), { result: 'unknown', reason }, message),
      isBeyond: true,
    };
  },

  async local(comparison: Comparison): Promise<Judged> {
    const { node, base, head, apart: parts, same, resembles } = comparison;
    const { direction } = node.mode;
    const bare = { ...parts, unions: true };
    // What stands beside a union may have been drawn out of its branches: then only the whole decides.
    const isAlone = (): boolean => isUnchanged(schemaOf(base, bare), schemaOf(head, bare), same);
    const plan = planUnions(base, head, direction, resembles, isAlone);
    const apart = plan === undefined ? parts : bare;
    const asked: Comparison = { ...comparison, apart };
    const { sends, receives } = rolesOf(comparison);
    const whole = { sender: schemaOf(sends, apart), receiver: schemaOf(receives, apart) };
    const { ask, proves, provesBack } = questions(node);
    const below = plan === undefined ? { causes: [], edges: [] } : await planned(comparison, plan);
    const causes: Cause[] = [...valueNotice(base, head), ...below.causes];
    const edges: Edge[] = [...below.edges];
    if (isUnchanged(whole.sender, whole.receiver, same)) return { causes, edges };
    const { sender, receiver } = withoutCommonValues(whole, (one, other) => isUnchanged(one, other, same));
    const rules = plan === undefined ? schemaRules : schemaRules.filter((rule) => rule !== unionRule);
    const each = rules.flatMap((rule) =>
      [...rule.differences({ base, head, direction })].map((difference) => ({ rule, difference })),
    );
    const found = inBulk(each, node.mode, sender, receiver);
    const differences = found.map(({ difference }) => difference);
    const receiverOnly = oneByOne(differences, receiver);
    const senderOnly = oneByOne(differences, sender);
    const isSafe = await proves(sender, receiver);
    let explained = false;
    let isWider: boolean | undefined;
    /** Whether the change adds anything at all: most rewrites end here. */
    const adds = async (): Promise<boolean> => {
      isWider ??= !(await provesBack(receiver, sender));
      return isWider;
    };
    for (const [index, { rule, difference }] of found.entries()) {
      const answer: Inclusion = isSafe ? { result: 'proved' } : await ask(sender, receiverOnly(index));
      if (answer.result !== 'proved') {
        const alone = receiverOnly(index);
        const checked = await confirmed(asked, answer, found.length === 1 ? undefined : alone);
        if (checked === undefined) continue;
        explained = true;
        if (rule === unionRule) {
          const branches = await unions(asked, checked, alone);
          for (const one of branches.causes) causes.push(one);
          for (const one of branches.edges) edges.push(one);
        } else causes.push(causeOf(node, rule, difference, checked, difference.breaks, receives));
        continue;
      }
      if (difference.isTold === false || !(await adds())) continue;
      const isThisOne = found.length === 1 || !(await provesBack(receiver, senderOnly(index)));
      if (isThisOne) causes.push(additive(rule, difference, difference.adds));
    }
    if (isSafe && found.length === 0 && !(await provesBack(receiver, sender))) {
      const difference = plain(node);
      causes.push(additive(fallback, difference, difference.adds));
    }
    const last = isSafe || explained ? undefined : await ask(sender, receiver);
    if (last !== undefined && last.result !== 'proved') {
      const checked = await confirmed(asked, last, undefined);
      const difference = plain(node);
      if (checked !== undefined)
        causes.push(causeOf(node, fallback, difference, checked, difference.breaks, receives));
    }
    return { causes, edges };
  },
};

/** Two schemas with the same words are the same only if what they refer to is. */
function isUnchanged(one: Json, other: Json, same: Same): boolean {
  if (!equalJson(one, other)) return false;
  const stack: Json[] = [one];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (isArray(value)) for (const one of value) stack.push(one);
    else if (isObject(value)) {
      const target = typeof value['$ref'] === 'string' ? localPointer(value['$ref']) : undefined;
      if (target !== undefined && !same(target, target)) return false;
      for (const item of Object.values(value))
        if (typeof item === 'object' && item !== null) stack.push(item);
    }
  }
  return true;
}
