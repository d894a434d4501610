// Enums: their values, what each means, and whether a new one may appear. The contract writes an open enum as
// `anyOf: [{ type: string, enum: […] }, { type: string }]` and says what a value means in a list of its description.
import type { Json, JsonObject } from './contract.js';
import { marked } from 'marked';
import { isObject, list, member, text } from './contract.js';

export interface EnumValue {
  readonly value: Json;
  /** Markdown, from the list in the description. */
  readonly meaning: string | undefined;
  readonly deprecated:
    | { readonly sunset: string | undefined; readonly replacedBy: string | undefined }
    | undefined;
}

export interface EnumValues {
  readonly values: readonly EnumValue[];
  /** True when values that are not listed may come. */
  readonly open: boolean;
  /** Why a response enum is closed, where the contract says so. */
  readonly closedBecause: string | undefined;
  /** The description without the list of meanings. */
  readonly description: string;
}

/**
 * The enum of a schema that is one; a `const` is an enum of one value. `told` are the descriptions that speak of it, the
 * nearest first: without them, the schema's own.
 */
export function readEnum(schema: JsonObject, told?: readonly string[]): EnumValues | undefined {
  const found = listed(schema);
  if (!found) return undefined;
  const split = (told ?? [text(schema['description']) ?? '']).map((one) => splitMeanings(one, found.values));
  const meanings = new Map(split.toReversed().flatMap((one) => [...one.meanings]));
  const rest = split[0]?.rest ?? '';
  return {
    values: found.values.map((value) => ({
      value,
      meaning: typeof value === 'string' ? meanings.get(value) : undefined,
      deprecated: typeof value === 'string' ? deprecatedValue(found.holder, value) : undefined,
    })),
    open: found.open,
    closedBecause: text(schema['x-closed-because']),
    description: rest,
  };
}

function listed(
  schema: JsonObject,
): { values: readonly Json[]; open: boolean; holder: JsonObject } | undefined {
  if (Array.isArray(schema['enum'])) return { values: list(schema['enum']), open: false, holder: schema };
  if ('const' in schema) return { values: [schema['const'] ?? null], open: false, holder: schema };
  const options = list(schema['anyOf']).filter(isObject);
  const known = options.find((option) => Array.isArray(option['enum']));
  const rest = options.filter((option) => option !== known && member(option, 'type') !== 'null');
  if (!known || rest.length !== 1 || member(rest[0], 'type') !== 'string' || member(rest[0], 'enum'))
    return undefined;
  const holder = 'x-deprecated-values' in known ? known : schema;
  return { values: list(known['enum']), open: true, holder };
}

function deprecatedValue(holder: JsonObject, value: string): EnumValue['deprecated'] {
  const entry = member(holder['x-deprecated-values'], value);
  return entry === undefined
    ? undefined
    : { sunset: text(member(entry, 'sunset')), replacedBy: text(member(entry, 'replaced_by')) };
}

/** Takes a list whose items start with the code of a value (``- `running`: working``) out of a description. */
export function splitMeanings(
  description: string,
  values: readonly Json[],
): { meanings: Map<string, string>; rest: string } {
  const meanings = new Map<string, string>();
  let rest = '';
  for (const token of marked.lexer(description)) {
    const items = token.type === 'list' ? (token['items'] as { text: string }[]) : [];
    const found = items.map(({ text: item }) => /^`([^`]+)`(?: \(([^)]*)\))?:? *([\s\S]*)$/.exec(item));
    const all = found.length > 0 && found.every((match) => match && values.includes(match[1] ?? ''));
    if (!all) rest += token.raw;
    else for (const match of found) if (match?.[1]) meanings.set(match[1], match[3] ?? '');
  }
  return { meanings, rest: rest.replace(/\n{3,}/g, '\n\n').trim() };
}
