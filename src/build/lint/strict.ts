// Ajv in strict mode: every schema compiles, every value that the bundle shows is one its schema takes. Prism skips what
// Ajv cannot compile without a word, so this comes before the mock.
import { type ErrorObject, Ajv2020 as Validator } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { object } from '../../lint/reading.js';
import { inside, type SchemaPlace } from '../../lint/schemas.js';
import { formatPointer } from '../pointer.js';
import { didYouMean } from './nearest.js';
import type { Values } from './values.js';

/** Schemas as one JSON Schema document: each under `$defs`, references rewritten to stay inside. */
export interface SchemaSet {
  readonly document: {
    readonly $schema: string;
    readonly $id: string;
    readonly $defs: Readonly<Record<string, unknown>>;
  };
  /** Bundle pointer of a schema, or of a place inside one → URI in the set. */
  readonly uriOf: (pointer: string) => string;
}

/** Why a schema or value is refused; `at` is a bundle pointer. */
export interface Refusal {
  readonly rule: 'schema-strict' | 'example-valid';
  readonly message: string;
  readonly at: string;
}

export type Verdict = { readonly valid: boolean; readonly reason: string; readonly inner: string };

/** Judges a value by the schema at a bundle pointer; undefined when the schema cannot be compiled or run. */
export type Judge = (schema: string, value: unknown) => Verdict | undefined;

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** Gathers the schemas of a bundle into one document that validators without OpenAPI can read. */
export function schemaSet(values: Values): SchemaSet {
  const id = 'https://jettson.invalid/schemas';
  const names = new Map(values.schemas.map(({ path }, index) => [formatPointer(path), nameOf(path, index)]));
  const defs = values.schemas.map(({ schema, path }) => [names.get(formatPointer(path)), rewritten(schema)]);
  const roots = [...names.keys()].sort((a, b) => b.length - a.length);
  return {
    document: { $schema: dialect, $id: id, $defs: Object.fromEntries(defs) },
    uriOf(pointer) {
      const root = roots.find((each) => pointer === each || pointer.startsWith(`${each}/`));
      const rest = root === undefined ? pointer : pointer.slice(root.length);
      const fragment = `/$defs/${names.get(root ?? '') ?? ''}${rest}`;
      return `${id}#${fragment.split('/').map(encodeURIComponent).join('/')}`;
    },
  };
}

function nameOf(path: readonly (string | number)[], index: number): string {
  return path[0] === 'components' && path[1] === 'schemas' ? String(path[2]) : `schema-${index}`;
}

function rewritten(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#/components/schemas/')
        ? value.replace('#/components/schemas/', '#/$defs/')
        : value,
    ),
  );
}

/** Keywords that OpenAPI adds to JSON Schema (3.1 §4.8.24), which Ajv has to be told of; ours begin with `x-`. */
const openapiKeywords = ['discriminator', 'xml', 'externalDocs', 'example'];

/** Compiles every schema; returns what is wrong with them, and a judge of values. */
export function strictJudge(values: Values, set: SchemaSet): { refusals: Refusal[]; judge: Judge } {
  const ajv = new Validator({ strict: true, allErrors: false, validateSchema: false });
  addFormats.default(ajv);
  const extensions = values.schemas.flatMap(({ schema, path }) =>
    inside(schema, path).flatMap((place) => Object.keys(place.schema).filter((key) => key.startsWith('x-'))),
  );
  ajv.addVocabulary([...new Set([...openapiKeywords, ...extensions])]);
  const refusals = values.schemas.flatMap(elsewhere);
  // Ajv would look for that dialect, or resolve from that base.
  if (refusals.length > 0) return { refusals, judge: () => undefined };
  for (const { schema, path } of values.schemas)
    if (!ajv.validateSchema(object(schema)))
      for (const error of ajv.errors?.slice(0, 1) ?? [])
        refusals.push({
          rule: 'schema-strict',
          message: `this is not a JSON Schema: ${sentence(error)}`,
          at: `${formatPointer(path)}${error.instancePath}`,
        });
  const judge: Judge = (schema, value) => {
    const validate = ajv.getSchema(set.uriOf(schema));
    if (!validate) return undefined;
    let valid: boolean;
    try {
      valid = validate(value) === true;
    } catch {
      return undefined; // schemas that contain each other never come to an end
    }
    const [error] = validate.errors ?? [];
    return { valid, reason: error ? sentence(error) : '', inner: error?.instancePath ?? '' };
  };
  if (refusals.length > 0) return { refusals, judge: () => undefined };
  try {
    ajv.addSchema(set.document, undefined, undefined, false);
  } catch (error) {
    return { refusals: [{ rule: 'schema-strict', message: words(error), at: '' }], judge: () => undefined };
  }
  refusals.push(...uncompilable(ajv, set, values));
  const isSound = refusals.length === 0;
  return { refusals, judge: (schema, value) => (isSound ? judge(schema, value) : undefined) };
}

/** Keywords by which a part of a schema would mean something else than the rest of the document. Core §8.1, §8.2. */
const ownWorld = ['$schema', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$vocabulary'];

function elsewhere(root: SchemaPlace): Refusal[] {
  return inside(root.schema, root.path).flatMap(({ schema, path }) =>
    ownWorld
      .filter((keyword) => Object.hasOwn(schema, keyword))
      .map((keyword) => ({
        rule: 'schema-strict' as const,
        message: `\`${keyword}\` gives this schema a base or dialect of its own, which tools follow differently`,
        at: `${formatPointer(path)}/${keyword}`,
      })),
  );
}

/** The dialect of the document: without it, or with another, the mock validates by other rules or not at all. */
export function checkDialect(bundle: unknown): Refusal[] {
  if (object(bundle)['jsonSchemaDialect'] === dialect) return [];
  return [
    { rule: 'schema-strict', message: `\`jsonSchemaDialect\` is not ${dialect}`, at: '/jsonSchemaDialect' },
  ];
}

/** Why the schema at a URI does not compile; undefined when it does. */
function compile(ajv: Validator, uri: string): string | undefined {
  try {
    return ajv.getSchema(uri) ? undefined : 'it is not there';
  } catch (error) {
    return words(error);
  }
}

/** The innermost places that do not compile, without those that only refer to one. */
function uncompilable(ajv: Validator, set: SchemaSet, values: Values): Refusal[] {
  const failing = new Map<string, { reason: string; schema: Readonly<Record<string, unknown>> }>();
  for (const root of values.schemas) {
    const reason = compile(ajv, set.uriOf(formatPointer(root.path)));
    if (reason === undefined) continue;
    for (const { schema, path } of inside(root.schema, root.path)) {
      const pointer = formatPointer(path);
      // Alone, a part can fail for want of what stands around it: only the whole's own reason counts.
      if (path.length === root.path.length || compile(ajv, set.uriOf(pointer)) === reason)
        failing.set(pointer, { reason, schema });
    }
  }
  const pointers = [...failing.keys()];
  return [...failing].flatMap(([pointer, { reason, schema }]): Refusal[] => {
    const isOuter = pointers.some((other) => other.startsWith(`${pointer}/`));
    const ref = typeof schema['$ref'] === 'string' ? schema['$ref'].slice(1) : undefined;
    if (isOuter || (ref !== undefined && failing.has(ref))) return [];
    const keyword = reason.startsWith('Invalid regular expression')
      ? 'pattern'
      : /keyword:? "([^"]+)"/.exec(reason)?.[1];
    const at = keyword !== undefined && Object.hasOwn(schema, keyword) ? `${pointer}/${keyword}` : pointer;
    const message = `this schema does not compile: ${reason}${meant(ajv, reason)}`;
    return [{ rule: 'schema-strict', message, at }];
  });
}

/** What the author of an unknown keyword or format most likely meant. */
function meant(ajv: Validator, reason: string): string {
  const [, kind, name = ''] = /^unknown (keyword|format):? "([^"]+)"/.exec(reason) ?? [];
  if (kind === undefined) return '';
  return didYouMean(name, Object.keys(kind === 'format' ? ajv.formats : ajv.RULES.keywords));
}

/** Ajv's words without the parts that name a place: the finding has it already. */
function words(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '')
    .replace(/^strict mode: /, '')
    .replace(/ at "[^"]*"( \(\w+\))?$/, '')
    .replace(/ ignored in schema at path "[^"]*"| in schema at path "[^"]*"/, '')
    .replace(/ \(\w+\)$/, '');
}

/** An error of Ajv in words, with the allowed values where there are any. */
function sentence({ message = 'it is refused', instancePath, params, keyword }: ErrorObject): string {
  const allowed: unknown = keyword === 'enum' ? params['allowedValues'] : undefined;
  const extra = keyword === 'additionalProperties' ? ` (\`${String(params['additionalProperty'])}\`)` : '';
  const list = Array.isArray(allowed) ? `: ${allowed.map((value) => JSON.stringify(value)).join(', ')}` : '';
  return `${instancePath === '' ? 'it' : `\`${instancePath}\``} ${message}${extra}${list}`;
}
