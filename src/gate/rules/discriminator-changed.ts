import type { SpotPair } from '../include/engine.js';
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join, lastName, localPointer } from '../pointer.js';
import type { Flat } from '../schema/flat.js';
import { schemaAt } from '../schema/view.js';
import { ancestorsOf, heirs, leftAt, placeOfTag } from '../schema/heirs.js';
import type { Cause, Edge, PairNode, Walk } from '../schema/walk.js';
import { show } from './schema-rule.js';

export const discriminatorChanged = {
  id: 'discriminator-changed',
  waysOut: ['keep the old tag in `mapping`, beside the new one'],
} as const;

interface Discriminator {
  readonly name: string;
  readonly pointer: string;
  /** Tag → place of its schema, of those that can be chosen here. */
  readonly tags: ReadonlyMap<string, string>;
  /** The tags that have been chosen: an heir stands here. */
  readonly own: readonly string[];
}

/** Heirs of heirs are followed so far: each is held to everything that it builds on. */
const maxParts = 40;

/** Keys of the mapping, and the names of schemas that no key stands for: OpenAPI 3.1.1 §4.8.25. */
function discriminatorOf(flat: Flat, isHeir: boolean): Discriminator | undefined {
  const { side } = flat;
  for (const { schema, pointer } of flat.all) {
    // One that it inherits has chosen this heir, and any other, where it stands.
    if (isHeir && !flat.pointers.includes(pointer)) continue;
    const discriminator = schema['discriminator'];
    const name = isObject(discriminator) ? discriminator['propertyName'] : undefined;
    if (!isObject(discriminator) || typeof name !== 'string') continue;
    const tags = new Map<string, string>();
    const mapping = isObject(discriminator['mapping']) ? discriminator['mapping'] : {};
    for (const [tag, target] of Object.entries(mapping))
      if (typeof target === 'string') tags.set(tag, placeOfTag(target));
    const mapped = new Set(tags.values());
    for (const place of implicit(side, schema, pointer))
      if (!mapped.has(place) && !tags.has(lastName(place))) tags.set(lastName(place), place);
    const isLeft = leftAt(flat, pointer);
    const left = new Map([...tags].filter(([, place]) => isLeft(place)));
    const here = new Set(flat.all.map((conjunct) => conjunct.pointer));
    const own = [...tags].filter(([tag, place]) => !left.has(tag) && here.has(place)).map(([tag]) => tag);
    return { name, pointer: join(pointer, 'discriminator'), tags: left, own };
  }
  return undefined;
}

/** The schemas a discriminator chooses from: the union's branches that have names, or whoever builds on this schema. */
function implicit(side: Side, schema: JsonObject, pointer: string): string[] {
  const branches = ['oneOf', 'anyOf'].flatMap((keyword) => {
    const list = schema[keyword];
    return isArray(list) ? list : [];
  });
  const targets = (list: readonly Json[]): string[] =>
    list.flatMap((one) => {
      const target = isObject(one) && typeof one['$ref'] === 'string' ? localPointer(one['$ref']) : undefined;
      return target?.startsWith('/components/schemas/') === true ? [target] : [];
    });
  return branches.length > 0 ? targets(branches) : [...heirs(side, pointer)];
}

/**
 * Tags are compared as an enum, and what a tag stands for as the schema it chooses.
 * @param told alternatives that are told already, by their names: each comes and goes with its tag
 */
export async function discriminators(
  node: PairNode,
  base: Flat,
  head: Flat,
  same: (base: string, head: string) => boolean,
  pair: Walk['pair'],
  told: ReadonlySet<string>,
): Promise<{ readonly causes: readonly Cause[]; readonly edges: readonly Edge[] }> {
  const [old, now] = [base, head].map((flat) => discriminatorOf(flat, node.kind === 'heir'));
  const isUnion = base.unions.length > 0 && head.unions.length > 0;
  const { direction, reading } = node.mode;
  const isRequest = direction === 'request';
  const [sender, receiver] = isRequest ? [old, now] : [now, old];
  if (receiver === undefined) return { causes: [], edges: [] };
  const [sends, receives] = isRequest ? [base, head] : [head, base];
  const where = {
    rule: discriminatorChanged.id,
    waysOut: discriminatorChanged.waysOut,
    base: old?.pointer ?? base.all[0]?.pointer ?? node.base[0] ?? '',
    head: now?.pointer ?? head.all[0]?.pointer ?? node.head[0] ?? '',
  };
  const word = isRequest ? 'head' : 'base';
  const known = [...receiver.own, ...receiver.tags.keys()];
  const complaint = `${word}: \`${receiver.name}\` must be one of ${show(known)}`;
  const pairOf = (one: Json, other: Json): SpotPair =>
    isRequest
      ? { base: { schema: one }, head: { schema: other } }
      : { base: { schema: other }, head: { schema: one } };
  const ask = (one: Json, other: Json) => node.mode.forward().compare(pairOf(one, other), reading);
  const proves = (one: Json, other: Json) => node.mode.forward().proves(pairOf(one, other), reading);
  const whole = (flat: Flat): Json[] => flat.pointers.map((pointer) => schemaAt(flat.side, pointer));
  const causes: Cause[] = [];
  const edges: Edge[] = [];
  if (sender === undefined || sender.name !== receiver.name) {
    if (receiver.tags.size === 0) return { causes, edges };
    const tagged = ({ name, tags, own }: Discriminator): Json => ({
      required: [name],
      properties: { [name]: { enum: [...own, ...tags.keys()] } },
    });
    const answer = await ask(
      { allOf: [...whole(sends), ...(sender === undefined ? [] : [tagged(sender)])] },
      { anyOf: [tagged(receiver), { not: { type: 'object' } }] },
    );
    if (answer.result !== 'proved')
      causes.push({
        ...where,
        about: receiver.name,
        message:
          sender === undefined
            ? `\`${receiver.name}\` tells the alternatives apart now`
            : `\`${old?.name ?? ''}\` no longer tells the alternatives apart, \`${now?.name ?? ''}\` does`,
        complaint,
        ...(answer.result === 'refuted'
          ? { level: 'breaking', value: answer.witness }
          : { level: 'unknown', reason: answer.reason }),
      });
    return { causes, edges };
  }
  /** Tags of heirs that are not followed. */
  const unread: string[] = [];
  for (const [tag, place] of sender.tags) {
    const other = receiver.tags.get(tag);
    const pinned = { required: [sender.name], properties: { [sender.name]: { enum: [tag] } } };
    if (other !== undefined) {
      if (same(...((isRequest ? [place, other] : [other, place]) as [string, string]))) continue;
      const isLong = (side: Side, heir: string): boolean =>
        ancestorsOf(side, heir, maxParts + 1).size > maxParts;
      if (isLong(sends.side, place) || isLong(receives.side, other)) {
        unread.push(tag);
        continue;
      }
      const [one, two] = isRequest ? [place, other] : [other, place];
      const question = [
        { allOf: [schemaAt(sends.side, place), pinned] },
        schemaAt(receives.side, other),
      ] as const;
      const changed = async (message: string): Promise<Cause | undefined> => {
        const answer = await ask(...question);
        if (answer.result === 'proved') return undefined;
        return {
          ...where,
          about: tag,
          message,
          complaint: `${word}: must be a ${lastName(other)}`,
          ...(answer.result === 'refuted'
            ? { level: 'breaking', value: answer.witness }
            : { level: 'unknown', reason: answer.reason }),
        };
      };
      if (lastName(place) === lastName(other))
        edges.push({
          to: pair(node.mode, [one], [two], isUnion ? 'branch' : 'heir'),
          from: { base: [one], head: [two] },
          step: { kind: 'same' },
          tag: { name: sender.name, value: tag },
          isTagged: true,
          otherwise: {
            isRead: () => proves(...question),
            cause: () => changed(`what the tag ${show(tag)} stands for changed`),
          },
        });
      else {
        const cause = await changed(
          `the tag ${show(tag)} stands for ${lastName(two)} now, it stood for ${lastName(one)}`,
        );
        if (cause !== undefined) causes.push({ ...cause, became: lastName(two) });
      }
      continue;
    }
    if (told.has(lastName(place))) continue;
    // A value under the tag that is gone; where the schemas allow none, no message can carry it.
    const answer = await ask({ allOf: [...whole(sends), schemaAt(sends.side, place), pinned] }, false);
    if (answer.result === 'proved') continue;
    causes.push({
      ...where,
      about: tag,
      message: `the tag ${show(tag)} is ${isRequest ? 'gone' : 'new'}`,
      complaint,
      ...(answer.result === 'refuted'
        ? { level: 'breaking', value: answer.witness }
        : { level: 'unknown', reason: answer.reason }),
    });
  }
  if (unread.length > 0) {
    const others = unread.length === 1 ? '' : ` (and ${unread.length - 1} more)`;
    causes.push({
      ...where,
      about: unread[0] ?? '',
      message: `what the tag ${show(unread[0] ?? '')}${others} stands for changed`,
      level: 'unknown',
      reason: `more than ${maxParts} schemas build there one on the other`,
    });
  }
  for (const [tag, place] of receiver.tags)
    if (!sender.tags.has(tag) && isRequest && !told.has(lastName(place)))
      causes.push({
        ...where,
        waysOut: [],
        about: tag,
        message: `the tag ${show(tag)} is new`,
        level: 'additive',
      });
  return { causes, edges };
}
