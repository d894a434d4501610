// One step of a scenario: what it says, read and checked against the contract. scenario.ts reads the file around it.
import type { Contract, Example, MockOperation } from './contract.js';
import type { FaultName } from './faults/index.js';
import { canBeSent } from './answer.js';
import { faults } from './faults/index.js';
import { didYouMean } from './nearest.js';

export interface When {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface Step {
  /** `scenarios/wait-completes.yaml:5` */
  readonly at: string;
  readonly operation: MockOperation;
  readonly when?: When;
  /** A header that must carry what it carried when a step of this operation was last played. */
  readonly same?: string;
  /** The server does what it is asked, even where a fault keeps the answer from arriving; noted in the request log. */
  readonly act: boolean;
  /** What is answered; the default answer where a step names none. */
  readonly example?: Example;
  /** A status outside the contract, only with the fault `html-page`. */
  readonly status?: number;
  /** Header fields to set, or to leave out where null. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly repeat: number | 'always';
  readonly delayMs: number;
  readonly fault?: FaultName;
  readonly chunkBytes: number;
  readonly everyMs: number;
}

const stepKeys = [
  'on',
  'when',
  'same',
  'act',
  'answer',
  'status',
  'headers',
  'repeat',
  'delay_ms',
  'fault',
  'chunk_bytes',
  'every_ms',
];
const longestMs = 600_000;

type Raw = Readonly<Record<string, unknown>>;

/** Whether a value of YAML or JSON is a mapping. */
export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where problems of a scenario go. */
export interface Source {
  /** Notes a problem at a path inside the document. */
  refuse(path: readonly (string | number)[], message: string): void;
  /** `file:line` of a path inside the document. */
  at(path: readonly (string | number)[]): string;
}

function whole(
  source: Source,
  path: readonly (string | number)[],
  raw: unknown,
  fallback: number,
  least: number,
  most: number,
): number {
  if (raw === undefined) return fallback;
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= least && raw <= most) return raw;
  source.refuse(path, `${path.at(-1)} is a whole number from ${least} to ${most}`);
  return fallback;
}

function readAnswer(
  source: Source,
  path: readonly (string | number)[],
  raw: Raw,
  operation: MockOperation,
): { example?: Example; status?: number } {
  const { answer, status } = raw;
  if (answer !== undefined) {
    const prefix = String(answer).includes('.') ? `${operation.id}.` : '';
    const names = operation.examples.map((example) => `${prefix}${example.case}`);
    const example = operation.examples.find(
      ({ case: name }) => answer === name || answer === `${operation.id}.${name}`,
    );
    if (!example)
      source.refuse(
        [...path, 'answer'],
        `${operation.id} has no example ${String(answer)}.${didYouMean(String(answer), names)}`,
      );
    if (status !== undefined && example && status !== example.status)
      source.refuse(
        [...path, 'status'],
        `${String(answer)} is an example of ${example.status}: leave out status, or answer`,
      );
    return example ? { example } : {};
  }
  if (status === undefined) return {};
  if (typeof status !== 'number') {
    source.refuse([...path, 'status'], 'status is a number');
    return {};
  }
  const example = operation.examples.find((one) => one.status === status);
  if (example) return { example };
  if (
    raw['fault'] === 'html-page' &&
    Number.isInteger(status) &&
    Number(status) >= 200 &&
    Number(status) <= 599
  )
    return { status: Number(status) };
  source.refuse(
    [...path, 'status'],
    `${operation.id} documents no ${String(status)}: it has ${operation.statuses.join(', ')} (others only with fault: html-page)`,
  );
  return {};
}

function readWhen(
  source: Source,
  path: readonly (string | number)[],
  raw: unknown,
  operation: MockOperation,
): When | undefined {
  if (raw === undefined) return undefined;
  if (!isRecord(raw)) {
    source.refuse(path, 'when holds path, query, headers and body');
    return undefined;
  }
  for (const [place, expected] of Object.entries(raw)) {
    if (!['path', 'query', 'headers', 'body'].includes(place)) {
      source.refuse([...path, place], `when knows path, query, headers and body, not ${place}`);
      continue;
    }
    if (place === 'body') continue;
    if (!isRecord(expected)) {
      source.refuse([...path, place], `when.${place} holds names and values`);
      continue;
    }
    if (place === 'headers') continue; // a caller may send any header
    const known = operation.parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => parameter.name);
    for (const name of Object.keys(expected))
      if (!known.includes(name))
        source.refuse(
          [...path, place, name],
          `${operation.id} has no ${place} parameter ${name}.${didYouMean(name, known)}`,
        );
  }
  return raw as When;
}

function readHeaders(
  source: Source,
  path: readonly (string | number)[],
  raw: unknown,
): Record<string, string | null> {
  const headers: Record<string, string | null> = {};
  if (raw === undefined) return headers;
  if (!isRecord(raw)) source.refuse(path, 'headers holds names and values');
  else
    for (const [name, value] of Object.entries(raw)) {
      const text = value === null ? null : String(value);
      if (/^(?:content-length|transfer-encoding)$/i.test(name))
        source.refuse([...path, name], `${name} is the mock's own: fault: truncate cuts a body`);
      else if (canBeSent(name, text ?? '') && (value === null || typeof value !== 'object'))
        headers[name] = text;
      else source.refuse([...path, name], `${name} is not a header that can be sent`);
    }
  return headers;
}

/** Reads a step; undefined where it is none, and problems go to `source`. */
export function readStep(
  source: Source,
  index: number,
  raw: unknown,
  contract: Contract,
  earlier: readonly unknown[],
): Step | undefined {
  const path = ['steps', index];
  if (!isRecord(raw)) {
    source.refuse(path, 'a step is a mapping: { on: <operation>, answer: <operation>.<case> }');
    return undefined;
  }
  for (const key of Object.keys(raw))
    if (!stepKeys.includes(key))
      source.refuse([...path, key], `a step has no ${key}.${didYouMean(key, stepKeys)}`);
  const ids = contract.operations.map(({ id }) => id);
  const operation = contract.operations.find(({ id }) => id === raw['on']);
  if (!operation) {
    source.refuse(
      'on' in raw ? [...path, 'on'] : path,
      'on' in raw
        ? `no operation is called ${String(raw['on'])}.${didYouMean(String(raw['on']), ids)}`
        : 'a step needs on: <operation>',
    );
    return undefined;
  }
  const { fault, same, repeat, act } = raw;
  if (fault !== undefined && !Object.hasOwn(faults, String(fault)))
    source.refuse(
      [...path, 'fault'],
      `no fault is called ${String(fault)}.${didYouMean(String(fault), Object.keys(faults))}`,
    );
  if (same !== undefined && typeof same !== 'string')
    source.refuse([...path, 'same'], 'same is the name of a header');
  if (same !== undefined && !earlier.some((step) => isRecord(step) && step['on'] === operation.id))
    source.refuse(
      [...path, 'same'],
      `same compares with an earlier step of ${operation.id}, and there is none`,
    );
  for (const key of ['chunk_bytes', 'every_ms'])
    if (key in raw && fault !== 'drip') source.refuse([...path, key], `${key} is a member of fault: drip`);
  if (act !== undefined && typeof act !== 'boolean') source.refuse([...path, 'act'], 'act is true or false');
  const when = readWhen(source, [...path, 'when'], raw['when'], operation);
  return {
    at: source.at(path),
    operation,
    ...(when === undefined ? {} : { when }),
    ...(typeof same === 'string' ? { same: same.toLowerCase() } : {}),
    act: act === true,
    ...readAnswer(source, path, raw, operation),
    headers: readHeaders(source, [...path, 'headers'], raw['headers']),
    repeat: repeat === 'always' ? repeat : whole(source, [...path, 'repeat'], repeat, 1, 1, 1_000_000),
    delayMs: whole(source, [...path, 'delay_ms'], raw['delay_ms'], 0, 0, longestMs),
    ...(fault === undefined ? {} : { fault: fault as FaultName }),
    chunkBytes: whole(source, [...path, 'chunk_bytes'], raw['chunk_bytes'], 16, 1, 1_000_000),
    everyMs: whole(source, [...path, 'every_ms'], raw['every_ms'], 100, 0, longestMs),
  };
}
