// The two judges: a value refutes only if Ajv and Hyperjump both say that one schema accepts it and the other does not. Both are loaded when the first witness needs them.

import type { Json } from '../include/json.js';
import { assertedFormats } from '../include/format.js';
import { runawayPattern } from './patterns.js';
import { renameInherited } from './rename.js';

/** What both validators say, or why they were not asked or do not agree. */
export type Confirmation =
  | { readonly result: 'confirmed'; readonly complaint: string }
  | { readonly result: 'refused'; readonly reason: string };

interface Judgement {
  readonly isValid: boolean;
  readonly complaint: string;
}

type Validate = (value: Json) => Judgement;
/** Reads a schema, which `text` is in JSON; what comes back holds values to it. */
type Compile = (schema: Json, text: string) => Validate | Promise<Validate>;

interface Compilers {
  readonly ajv: Compile;
  readonly hyperjump: Compile;
}

let compilers: Promise<Compilers> | undefined;

/** Whether `accepting` accepts the value and `refusing` does not. Both are self-contained 2020-12 schemas. */
export async function confirm(accepting: Json, refusing: Json, value: Json): Promise<Confirmation> {
  const renamed = renameInherited([accepting, refusing], value);
  if (!renamed) return refuse('a name that JavaScript objects inherit cannot be told apart');
  const [first, second] = renamed.schemas as [Json, Json];
  const runaway = await runawayPattern(renamed.schemas, renamed.value);
  if (runaway !== undefined)
    return refuse(`the validators could take for ever to match the witness against the pattern ${runaway}`);
  compilers ??= load();
  const { ajv, hyperjump } = await compilers;
  const [firstText, secondText] = [JSON.stringify(first), JSON.stringify(second)];
  let complaint = '';
  for (const [name, compile] of [
    ['Ajv', ajv],
    ['Hyperjump', hyperjump],
  ] as const) {
    try {
      const accepted = (await compile(first, firstText))(renamed.value);
      if (!accepted.isValid)
        return refuse(`${name} refuses the witness on the accepting side: ${accepted.complaint}`);
      const refused = (await compile(second, secondText))(renamed.value);
      if (refused.isValid) return refuse(`${name} accepts the witness on the refusing side`);
      complaint ||= refused.complaint;
    } catch (error) {
      // A validator that gives up (an unknown construct, its own recursion) is no witness.
      return refuse(`${name} cannot read the schemas: ${reasonOf(error)}`);
    }
  }
  return { result: 'confirmed', complaint };
}

function reasonOf(error: unknown): string {
  // What an engine says when its stack is full: a RangeError in V8.
  if (error instanceof RangeError)
    return 'they nest too deep, or one leads back to itself without a property or an item in between';
  return error instanceof Error ? error.message : String(error);
}

function refuse(reason: string): Confirmation {
  return { result: 'refused', reason };
}

async function load(): Promise<Compilers> {
  const [ajv, hyperjump] = await Promise.all([loadAjv(), loadHyperjump()]);
  return { ajv: keeping(ajv), hyperjump: keeping(hyperjump) };
}

/** Schemas that stay compiled: a place with many differences asks about the same sender again and again. */
const keptSchemas = 8;

function keeping(compile: Compile): Compile {
  const kept = new Map<string, Validate>();
  return async (schema, text) => {
    const validate = kept.get(text) ?? (await compile(schema, text));
    // The one used last moves to the end, and the first one goes.
    kept.delete(text);
    kept.set(text, validate);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptSchemas) break;
      kept.delete(oldest);
    }
    return validate;
  };
}

async function loadAjv(): Promise<Compile> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const addFormats = formats.default as unknown as (
    ajv: InstanceType<typeof Ajv2020>,
    names: readonly string[],
  ) => void;
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false, // nothing is held to them
    addUsedSchema: false,
    // Each validator runs once: optimising its code costs more than it saves.
    code: { optimize: false },
    // Long lists of names are checked by a loop, not by a line of code for each.
    loopRequired: 2,
    // A number: otherwise it reads every letter of every listed value before it decides whether to inline a reference.
    inlineRefs: 1000,
    ownProperties: true,
    logger: false,
    // 0.3 is a multiple of 0.1, which doubles do not see (validation §6.2.1).
    multipleOfPrecision: 9,
  });
  addFormats(ajv, [...assertedFormats.keys()]);
  return (schema) => {
    try {
      const validate = ajv.compile(schema as object);
      return (value) => {
        const isValid = validate(value);
        return { isValid, complaint: isValid ? '' : ajv.errorsText(validate.errors, { dataVar: 'value' }) };
      };
    } finally {
      ajv.removeSchema(schema as object);
    }
  };
}

async function loadHyperjump(): Promise<Compile> {
  const {
    registerSchema,
    unregisterSchema,
    validate,
    setShouldValidateFormat,
    getShouldValidateSchema,
    setShouldValidateSchema,
  } = await import('../include/hyperjump.js');
  setShouldValidateFormat(true);
  let count = 0;
  return async (schema) => {
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
      const compiled = await validate(uri);
      return (value) => ({ isValid: compiled(value as never).valid, complaint: 'does not match' });
    } finally {
      unregisterSchema(uri);
      setShouldValidateSchema(isHeld);
    }
  };
}
