// A rule's words as a draft of a finding, with the ways out that every break has.
import type { Draft } from '../report/group.js';
import type { Referrer } from '../referrers.js';
import type { Direction, OperationPair, Sides } from '../surfaces.js';
import { write } from '../witness/lift.js';
import type { Difference, Rule } from './rule.js';

/** A rule's words as a draft, with the ways out that every break has. */
export function draftOf(
  rule: Pick<Rule, 'id' | 'waysOut'>,
  difference: Difference,
  operation: OperationPair,
  within: {
    readonly surface: string;
    readonly direction: Direction;
    readonly referrer?: Referrer | undefined;
  },
  sides: Sides,
): Draft {
  const { level, about, became, base, head, message, complaint, reason, witness } = difference;
  const { surface, direction } = within;
  const referrer = difference.referrer ?? within.referrer;
  const polarity = difference.direction ?? direction;
  const isBreak = level === 'breaking' || level === 'unknown';
  return {
    rule: rule.id,
    level,
    layer: difference.layer ?? (level === 'docs' ? 'docs' : 'wire'),
    about,
    ...(became === undefined ? {} : { became }),
    message,
    sightings: [
      {
        operation: operation.label,
        surface: difference.surface ?? surface,
        ...(witness === undefined
          ? {}
          : { witness: () => ({ direction: polarity, text: write(sides, operation, witness) }) }),
      },
    ],
    direction: polarity,
    base,
    head,
    ...(base === null || referrer === undefined ? {} : { referrer }),
    waysOut: isBreak ? [...rule.waysOut, ...usualWaysOut] : [],
    ...(complaint === undefined ? {} : { complaint }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Stands for whatever else changed where so much did that not all of it is looked at. */
export const cutShort: Draft = {
  rule: 'schema-changed',
  level: 'unknown',
  layer: 'wire',
  about: 'rest',
  message: 'more changed than is listed here',
  sightings: [{ operation: '', surface: 'document' }],
  direction: 'request',
  base: '',
  head: '',
  waysOut: ['mend what is listed and compare again, or compare the documents in parts'],
  reason: 'after so many breaks the rest is not looked at',
};

export const usualWaysOut = ['make the change on a parallel `/v2` path', 'accept it with a waiver'];
