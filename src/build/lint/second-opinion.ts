// The second validator. It shares no code with the first, so what both take is what the schema says, not what one of them
// happens to do.
import type { SchemaSet } from './strict.js';

/** Judges values by schemas of the set; undefined when this validator cannot compile the schema, with its words. */
export interface SecondOpinion {
  readonly valid: (schema: string, value: unknown) => Promise<boolean | { readonly failed: string }>;
  readonly close: () => void;
}

let runs = 0;

/** Registers the schemas with Hyperjump, whose registry is global: every run has a name of its own, and `close` frees it. */
export async function secondOpinion(set: SchemaSet): Promise<SecondOpinion> {
  const { registerSchema, unregisterSchema, setShouldValidateFormat, validate } = await import(
    '@hyperjump/json-schema/draft-2020-12'
  );
  await import('@hyperjump/json-schema/formats');
  setShouldValidateFormat(true);
  runs += 1;
  const id = `${set.document.$id}/${runs}`;
  registerSchema({ ...set.document, $id: id } as Parameters<typeof registerSchema>[0], id);
  type Validate = Awaited<ReturnType<typeof validate>>;
  const compiled = new Map<string, Promise<Validate>>();
  return {
    async valid(schema, value) {
      const uri = set.uriOf(schema).replace(set.document.$id, id);
      const validator = compiled.get(uri) ?? (validate(uri) as Promise<Validate>);
      compiled.set(uri, validator);
      try {
        const judge = (await validator) as unknown as (instance: unknown) => { valid: boolean };
        return judge(value).valid;
      } catch (error) {
        return { failed: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => unregisterSchema(id),
  };
}
