// The validators as the tests use them: on whole schemas as generated, apart from the engine's own road to them.

import '@hyperjump/json-schema/formats';
import {
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Json } from '../../../src/gate/include/include.js';

setShouldValidateFormat(true);
const dialect = 'https://json-schema.org/draft/2020-12/schema';
const addFormats = formats.default;
let count = 0;

export interface Judge {
  /**
   * Undefined is no opinion: where Ajv breaks down on its own code (dynamic unevaluated keywords), under unevaluatedItems, where
   * it counts items that `contains` or a refused branch looked at, where its two ways of working differ, and for `prefixItems`
   * under `not` and `if`, which it reads in the way that is wrong for them whatever it is told.
   */
  readonly ajv: (value: Json) => boolean | undefined;
  readonly hyperjump: (value: Json) => Promise<boolean>;
}

function createAjv(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    strict: false,
    logger: false,
    ownProperties: true,
    multipleOfPrecision: 9,
    addUsedSchema: false,
    validateSchema: false,
  });
  addFormats(ajv);
  return ajv;
}

/** Otherwise an array shorter than prefixItems passes whatever stands beside them. */
const thorough = createAjv(true);
/** Otherwise names that a refused branch looked at count as evaluated. */
const brief = createAjv(false);

export function judge(schema: Json): Judge {
  const text = JSON.stringify(schema);
  const says = (keyword: string): boolean => text.includes(`"${keyword}"`);
  const compile = (ajv: Ajv2020) => {
    const validator = ajv.compile(schema as object);
    if (typeof schema === 'object') ajv.removeSchema(schema as object);
    return validator;
  };
  const isHidden = says('prefixItems') && hidden(schema).some((one) => one.includes('"prefixItems"'));
  const compiled = compile(says('unevaluatedProperties') ? brief : thorough);
  const other = says('unevaluatedProperties') && says('prefixItems') ? compile(thorough) : compiled;
  return {
    ajv: (value) => {
      if (says('unevaluatedItems') || isHidden) return undefined;
      try {
        const valid = compiled(value);
        return other(value) === valid ? valid : undefined;
      } catch (error) {
        if (error instanceof TypeError || error instanceof ReferenceError) return undefined;
        throw error;
      }
    },
    hyperjump: async (value) => {
      count += 1;
      const uri = `https://schema.invalid/property/${count}`;
      registerSchema(schema as Parameters<typeof registerSchema>[0], uri, dialect);
      try {
        return (await validate(uri, value as never)).valid;
      } finally {
        unregisterSchema(uri);
      }
    },
  };
}

/** The schemas under `not` and `if`, as text. */
function hidden(schema: Json): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) =>
    keyword === 'not' || keyword === 'if' ? [JSON.stringify(value)] : hidden(value as Json),
  );
}

/** Whether both validators say that the first schema accepts the value and the second does not; `silence` stands for no opinion. */
export async function separates(
  accepting: Judge,
  refusing: Judge,
  value: Json,
  silence: boolean,
): Promise<boolean> {
  if (!(accepting.ajv(value) ?? silence) || (refusing.ajv(value) ?? !silence)) return false;
  return (await accepting.hyperjump(value)) && !(await refusing.hyperjump(value));
}

/** Values at the borders of a schema: its own lists, bounds and lengths, and objects and arrays made of them. */
export function boundaries(schema: Json): readonly Json[] {
  const found: Json[] = [null, true, 0, '', 'a', [], {}];
  const open: Json[] = [schema];
  const names = new Set<string>();
  for (let next = open.pop(); next !== undefined && found.length < 60; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [keyword, value] of Object.entries(next)) {
      if (typeof value === 'number') {
        found.push(value, value + 1, value - 1, value + 0.5);
        if (/Length$/.test(keyword)) found.push('a'.repeat(value), 'a'.repeat(value + 1));
        if (/Items$|Contains$/.test(keyword))
          found.push(
            Array.from({ length: value }, (_, at) => at),
            [...'b'.repeat(value + 1)],
          );
      }
      if (keyword === 'const') found.push(value as Json);
      if (keyword === 'enum') found.push(...(value as Json[]));
      if (keyword === 'required') for (const name of value as string[]) names.add(name);
      if (keyword === 'properties') for (const name of Object.keys(value as object)) names.add(name);
      open.push(value as Json);
    }
  }
  const simple = found.slice(0, 12);
  for (const name of names)
    for (const value of simple)
      found.push({ [name]: value }, { ...Object.fromEntries([...names].map((key) => [key, value])) });
  for (const value of simple) found.push([value], [value, value]);
  return found;
}
