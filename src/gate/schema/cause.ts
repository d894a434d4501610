// A difference and the engine's answer as a cause: its level, and the value and complaint that show it.
// Neighbours: judge.ts and unions.ts find the differences, drafts.ts makes findings of causes.
import type { NotProved } from './comparison.js';
import type { SchemaDifference, SchemaRule } from '../rules/schema-rule.js';
import { schemaRules } from '../rules/schema-rules.js';
import { complaintFor } from './complaint.js';
import type { Flat } from './flat.js';
import type { Cause, PairNode } from './walk.js';

export const fallback = schemaRules.find(({ id }) => id === 'schema-changed') as SchemaRule;
export const unionRule = schemaRules.find(({ id }) => id === 'union-changed') as SchemaRule;

/** Breaks on the wire, and what is not proved to be none. */
export const isBreak = ({ level, layer }: Cause): boolean =>
  layer === undefined && (level === 'breaking' || level === 'unknown');

/** A change that takes nothing away: no value shows it. */
export function additive(
  rule: SchemaRule,
  { about, base, head, words }: Pick<SchemaDifference, 'about' | 'base' | 'head' | 'words'>,
  message: string,
): Cause {
  return {
    rule: rule.id,
    waysOut: [],
    level: 'additive',
    about,
    base,
    head,
    message,
    ...(words === undefined ? {} : { words }),
  };
}

/** The place as a whole, where no rule names the difference. */
export function plain(node: PairNode): SchemaDifference {
  const [base = '', head = ''] = [node.base[0], node.head[0]];
  return {
    about: 'schema',
    base,
    head,
    breaks: 'the schema changed',
    adds: 'the schema changed',
    frees: {},
  };
}

export function causeOf(
  node: PairNode,
  rule: SchemaRule,
  difference: SchemaDifference,
  answer: NotProved,
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
    ...(difference.words === undefined ? {} : { words: difference.words }),
    ...(difference.became === undefined ? {} : { became: difference.became }),
  };
  if (answer.result === 'unknown') return { ...common, level: 'unknown', reason: answer.reason };
  const receives = node.mode.direction === 'request' ? 'head' : 'base';
  return {
    ...common,
    level: 'breaking',
    value: answer.witness,
    complaint: `${receives}: ${complaintFor(difference.isMany ? fallback.id : rule.id, difference.about, receiver)}`,
  };
}
