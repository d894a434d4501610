// The two judges: a value refutes only if Ajv and Hyperjump both say that one schema accepts it and the other does not. Both are loaded when the first witness needs them.

import type { Json } from '../include/json.js';
import { assertedFormats } from '../include/format.js';
import { isRunaway } from './patterns.js';
import { renameInherited } from './rename.js';

/** What both validators say, or why they were not asked or do not agree. */
export type Confirmation =
  | { readonly result: 'confirmed'; readonly complaint: string }
  | { readonly result: 'refused'; readonly reason: string };

interface Judgement {
  readonly isValid: boolean;
  readonly complaint: string;
}

type Judge = (schema: Json, value: Json) => Judgement | Promise<Judgement>;

let judges: Promise<{ readonly ajv: Judge; readonly hyperjump: Judge }> | undefined;

/** Whether `accepting` accepts the value and `refusing` does not. Both are self-contained 2020-12 schemas. */
export async function confirm(accepting: Json, refusing: Json, value: Json): Promise<Confirmation> {
  const renamed = renameInherited([accepting, refusing], value);
  if (!renamed) return refuse('a name that JavaScript objects inherit cannot be told apart');
  const [first, second] = renamed.schemas as [Json, Json];
  if (isRunaway(renamed.schemas, renamed.value))
    return refuse('a pattern could run for too long on the witness');
  judges ??= load();
  const { ajv, hyperjump } = await judges;
  let complaint = '';
  for (const [name, judge] of [
    ['Ajv', ajv],
    ['Hyperjump', hyperjump],
  ] as const) {
    try {
      const accepted = await judge(first, renamed.value);
      if (!accepted.isValid)
        return refuse(`${name} refuses the witness on the accepting side: ${accepted.complaint}`);
      const refused = await judge(second, renamed.value);
      if (refused.isValid) return refuse(`${name} accepts the witness on the refusing side`);
      complaint ||= refused.complaint;
    } catch (error) {
      // A validator that gives up (an unknown construct, its own recursion) is no witness.
      return refuse(
        `${name} cannot read the schemas: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { result: 'confirmed', complaint };
}

function refuse(reason: string): Confirmation {
  return { result: 'refused', reason };
}

async function load(): Promise<{ readonly ajv: Judge; readonly hyperjump: Judge }> {
  const [ajv, hyperjump] = await Promise.all([loadAjv(), loadHyperjump()]);
  return { ajv, hyperjump };
}

async function loadAjv(): Promise<Judge> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const addFormats = formats.default as unknown as (
    ajv: InstanceType<typeof Ajv2020>,
    names: readonly string[],
  ) => void;
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    // Each validator runs once: optimising its code costs more than it saves.
    code: { optimize: false },
    ownProperties: true,
    logger: false,
    // 0.3 is a multiple of 0.1, which doubles do not see (validation §6.2.1).
    multipleOfPrecision: 9,
  });
  addFormats(ajv, [...assertedFormats.keys()]);
  return (schema, value) => {
    try {
      const validate = ajv.compile(schema as object);
      const isValid = validate(value);
      return { isValid, complaint: isValid ? '' : ajv.errorsText(validate.errors, { dataVar: 'value' }) };
    } finally {
      ajv.removeSchema(schema as object);
    }
  };
}

async function loadHyperjump(): Promise<Judge> {
  await import('@hyperjump/json-schema/formats');
  const {
    registerSchema,
    unregisterSchema,
    validate,
    setShouldValidateFormat,
    getShouldValidateSchema,
    setShouldValidateSchema,
  } = await import('@hyperjump/json-schema/draft-2020-12');
  setShouldValidateFormat(true);
  let count = 0;
  return async (schema, value) => {
    count += 1;
    const uri = `https://schema.invalid/witness/${count}`;
    // What emit.ts writes is well-formed: holding it to the metaschema takes longer than the question itself.
    const isHeld = getShouldValidateSchema();
    try {
      setShouldValidateSchema(false);
      registerSchema(
        schema as Parameters<typeof registerSchema>[0],
        uri,
        'https://json-schema.org/draft/2020-12/schema',
      );
      const { valid } = await validate(uri, value as never);
      return { isValid: valid, complaint: 'does not match' };
    } finally {
      unregisterSchema(uri);
      setShouldValidateSchema(isHeld);
    }
  };
}
