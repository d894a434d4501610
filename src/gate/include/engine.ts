// Inclusion between places of two OpenAPI documents, under a reading (gate.md "The question, stated exactly").

import type { Dialect, Inclusion } from './include.js';
import { isArray, isObject, keyOf, member, type Json } from './json.js';

export interface SchemaSide {
  /** The whole parsed OpenAPI document; references are inside it. */
  readonly document: Json;
  readonly dialect: Dialect;
}

export interface Reading {
  readonly direction: 'request' | 'response';
  /** The sender never sends a name that only the receiver, or another branch of its own, declares. */
  readonly undeclared: boolean;
  /** An old client ignores unknown fields: the receiver's closed objects are read as open. */
  readonly tolerant: boolean;
}

/** A JSON Pointer (RFC 6901) into the document, or a schema that stands nowhere in it, with references into the document. */
export type Place = string | { readonly schema: Json };

export interface Engine {
  /** Request: is all that base accepts accepted by head? Response: is all that head accepts accepted by base? */
  compare(pair: { readonly base: Place; readonly head: Place }, reading: Reading): Promise<Inclusion>;
  /** Whether two places mean the same, by their structure alone. */
  equal(basePointer: string, headPointer: string): boolean;
}

export interface EngineOptions {
  readonly base: SchemaSide;
  readonly head: SchemaSide;
  /** Steps per pair after which the answer is `unknown`. */
  readonly budgetSteps?: number;
}

export function createEngine(options: EngineOptions): Engine {
  const at = (side: SchemaSide, place: Place): Json | undefined =>
    typeof place === 'string' ? resolve(side.document, place) : place.schema;
  return {
    async compare(pair) {
      const base = at(options.base, pair.base);
      const head = at(options.head, pair.head);
      if (base === undefined || head === undefined)
        return { result: 'unknown', reason: 'no schema at the pointer' };
      const same =
        keyOf(options.base.document) === keyOf(options.head.document) && keyOf(base) === keyOf(head);
      return same ? { result: 'proved' } : { result: 'unknown', reason: 'the schemas differ' };
    },
    equal: (basePointer, headPointer) =>
      basePointer === headPointer && keyOf(options.base.document) === keyOf(options.head.document),
  };
}

function resolve(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const part of pointer.replace(/^#/, '').split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    if (isArray(value)) value = value[Number(name)];
    else if (isObject(value)) value = member(value, name);
    else return undefined;
  }
  return value;
}
