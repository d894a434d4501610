// Small YAML files that people write for the gate (policy, waivers, the release index): read, checked against their
// JSON Schema, and every complaint with its file and line. Neighbour: load/ reads OpenAPI documents.
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Json } from '../include/json.js';
import type { Problem } from '../report/view.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { LoadError } from '../load/error.js';
import { positions } from '../load/positions.js';
import { parse } from '../load/read.js';
import { join } from '../pointer.js';
import { dayOf } from './days.js';

export interface DataFile {
  readonly file: string;
  readonly value: Json;
  /** The line of what a JSON Pointer names, from 1. */
  lineOf(pointer: string): number;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is wrong with a value; empty where it is as its schema says. */
export type Check = (value: unknown) => readonly ErrorObject[];

let ajv: Ajv2020 | undefined;

/** The check of one kind of file. Its schema, which is ours, is compiled when the first value comes: most runs read no such file. */
export function checkOf(schema: object): Check {
  let validate: ValidateFunction | undefined;
  return (value) => {
    if (ajv === undefined) {
      ajv = new Ajv2020({ allErrors: true, strict: true, verbose: true, validateSchema: false, meta: false });
      ajv.addFormat('date', (text: string) => dayOf(text) !== undefined);
    }
    validate ??= ajv.compile(schema);
    return validate(value) ? [] : (validate.errors ?? []);
  };
}

/** Edit distance up to 2, for "did you mean": a swap counts one. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return (row[b.length] ?? 3) <= 2;
}

function knownKeys(error: ErrorObject): string[] {
  const schema: unknown = error.parentSchema;
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
  return Object.keys(schema.properties as object);
}

/** Where a value is not as its schema says, and in which words. */
export function faultOf(error: ErrorObject): { pointer: string; says: string } {
  const name =
    error.instancePath === '' ? 'the file' : `\`${error.instancePath.slice(1).replace(/\//g, '.')}\``;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = knownKeys(error);
      const near = known.find((candidate) => isNear(candidate, key));
      const wayOut =
        near === undefined
          ? `known keys: ${known.map((k) => `\`${k}\``).join(', ')}`
          : `did you mean \`${near}\`?`;
      return { pointer: join(error.instancePath, key), says: `unknown key \`${key}\`: ${wayOut}` };
    }
    case 'required':
      return { pointer: error.instancePath, says: `${name} has no \`${String(params['missingProperty'])}\`` };
    case 'enum':
      return {
        pointer: error.instancePath,
        says: `${name} must be one of ${(params['allowedValues'] as unknown[]).map((value) => `\`${String(value)}\``).join(', ')}`,
      };
    case 'format':
      return { pointer: error.instancePath, says: `${name} must be a date that exists, as \`2026-01-31\`` };
    default:
      return { pointer: error.instancePath, says: `${name} ${error.message ?? 'is not as its schema says'}` };
  }
}

/** Reads a file's text against a check. A fault in the text or against the schema is bad input (exit 3). */
export function readData<T>(text: string, file: string, check: Check): Read<{ data: T; source: DataFile }> {
  let value: Json;
  let format: 'json' | 'yaml';
  const isEmpty = /^(\s|#[^\n]*)*$/.test(text);
  try {
    ({ value, format } = isEmpty ? { value: {}, format: 'yaml' as const } : parse(text, file));
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return { ok: false, problems: [problemOf(error)] };
  }
  const lineOf = (pointer: string) =>
    isEmpty ? 1 : (positions(text, format, [pointer]).get(pointer)?.line ?? 1);
  const data = structuredClone(value) as unknown;
  const faults = check(data);
  if (faults.length > 0) {
    const problems = faults.map((error) => {
      const { pointer, says } = faultOf(error);
      return { exitCode: 3 as const, message: says, file, line: lineOf(pointer) };
    });
    return { ok: false, problems };
  }
  return { ok: true, value: { data: data as T, source: { file, value, lineOf } } };
}

/** A LoadError without the place it repeats in its text. */
export function problemOf(error: LoadError): Problem {
  const { file, line } = error;
  const message = error.message.replace(/^[^\s]*:\d+:\d+: |^[^\s]*: /, '');
  return {
    exitCode: 3,
    message: file === undefined ? error.message : message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}
