// Inclusion between places of two OpenAPI documents, under a reading (../README.md "The question").

import { createCanonical } from './canonical.js';
import { createCompiler } from './compiler.js';
import { decision, type Decision, type Verdict } from './decide.js';
import { defaultBudgetSteps, type Dialect } from './include.js';
import { isObject, type Json } from './json.js';
import { createNodes } from './node.js';
import { createReader, type Reader, type Schema } from './schema.js';
import { createSenders } from './sender.js';
import { createShrink } from './shrink.js';
import { createSolver } from './solver.js';
import { createSource, type Source } from './source.js';

export type { Dialect } from './include.js';

export interface SchemaSide {
  /** The whole parsed OpenAPI document; references are inside it. */
  readonly document: Json;
  readonly dialect: Dialect;
}

export interface Reading {
  readonly direction: 'request' | 'response';
  /** The sender never sends a name that only the receiver, or another branch of its own, declares. */
  readonly undeclared: boolean;
  /** An old client ignores unknown fields: on responses the receiver's closed objects are read as open. */
  readonly tolerant: boolean;
  /** The receiver copes with error codes it does not know: lists of values of a property `code` are open. */
  readonly openCodes?: boolean;
}

/** A JSON Pointer (RFC 6901) into the document, or a schema that stands nowhere in it, with references into the document. */
export type Spot = string | { readonly schema: Json };

export interface SpotPair {
  readonly base: Spot;
  readonly head: Spot;
}

export interface Engine {
  /**
   * Request: is all that base accepts accepted by head? Response: is all that head accepts accepted by base?
   * Projection of readOnly/writeOnly, lifting and the sender's rewriting happen in here. A refutation carries the
   * receiver's complaint. Equal structures are compared once.
   */
  compare(pair: SpotPair, reading: Reading): Promise<Verdict>;
  /** Whether `compare` would say *proved*, for half the price where it would not: no witness is sought. */
  proves(pair: SpotPair, reading: Reading): Promise<boolean>;
  /** Whether two places mean the same in requests and in responses, by their structure alone. */
  equal(basePointer: string, headPointer: string): boolean;
}

export interface EngineOptions {
  readonly base: SchemaSide;
  readonly head: SchemaSide;
  /** Steps per pair after which the answer is `unknown`. */
  readonly budgetSteps?: number;
}

export function createEngine({ base, head, budgetSteps = defaultBudgetSteps }: EngineOptions): Engine {
  const sources = {
    base: createSource(base.document, base.dialect),
    head: createSource(head.document, head.dialect),
  };
  const canonical = createCanonical();
  const nodes = createNodes();
  const means = { nodes, solver: createSolver(nodes), shrink: createShrink(), steps: budgetSteps };
  const compiler = createCompiler(nodes, canonical);
  const senders = createSenders({ nodes, canonical, plain: compiler.node });
  const readers = new Map<string, Reader>();
  const decisions = new Map<string, Decision>();

  function readerOf(side: 'base' | 'head', role: 'sender' | 'receiver', reading: Reading): Reader {
    const lift = role === 'receiver' && reading.tolerant && reading.direction === 'response';
    const opensCodes = role === 'receiver' && reading.openCodes === true;
    const key = [side, role, reading.direction, lift, opensCodes].join();
    let reader = readers.get(key);
    if (!reader) {
      const { direction } = reading;
      reader = createReader({
        source: sources[side],
        direction,
        lift,
        opensCodes,
        opensExtensible: role === 'receiver',
      });
      readers.set(key, reader);
    }
    return reader;
  }

  function read(
    side: 'base' | 'head',
    spot: Spot,
    role: 'sender' | 'receiver',
    reading: Reading,
  ): Schema | undefined {
    const reader = readerOf(side, role, reading);
    return schemaAt(sources[side], spot, reader);
  }

  function decisionOn(pair: SpotPair, reading: Reading): Decision | Verdict {
    const isRequest = reading.direction === 'request';
    const oldSide = read('base', pair.base, isRequest ? 'sender' : 'receiver', reading);
    const newSide = read('head', pair.head, isRequest ? 'receiver' : 'sender', reading);
    if (!oldSide || !newSide) return { result: 'unknown', reason: 'no schema at the pointer' };
    const [sender, receiver] = isRequest ? [oldSide, newSide] : [newSide, oldSide];
    const [from, to] = [canonical.idOf(sender), canonical.idOf(receiver)];
    if (from === to || to === canonical.always) return { result: 'proved' };
    const key = [from, to, reading.undeclared].join();
    let found = decisions.get(key);
    if (!found) {
      const node = reading.undeclared ? senders.node(sender, receiver) : compiler.node(sender);
      const question = {
        sender: node,
        receiver: compiler.node(receiver),
        accepting: sender,
        refusing: receiver,
      };
      found = decision(question, means);
      decisions.set(key, found);
    }
    return found;
  }

  async function compare(pair: SpotPair, reading: Reading): Promise<Verdict> {
    const found = decisionOn(pair, reading);
    return 'result' in found ? found : found.verdict();
  }

  async function proves(pair: SpotPair, reading: Reading): Promise<boolean> {
    const found = decisionOn(pair, reading);
    return 'result' in found ? found.result === 'proved' : found.isProved();
  }

  function equal(basePointer: string, headPointer: string): boolean {
    return (['request', 'response'] as const).every((direction) => {
      const reading: Reading = { direction, undeclared: false, tolerant: false };
      const old = read('base', basePointer, 'sender', reading);
      const now = read('head', headPointer, 'sender', reading);
      return old !== undefined && now !== undefined && canonical.idOf(old) === canonical.idOf(now);
    });
  }

  return { compare, proves, equal };
}

function schemaAt(source: Source, spot: Spot, reader: Reader): Schema | undefined {
  const target =
    typeof spot === 'string' ? source.at(spot) : { raw: spot.schema, pointer: '', resource: source.root };
  if (!target || !(isObject(target.raw) || typeof target.raw === 'boolean')) return undefined;
  return reader.schema(target);
}
