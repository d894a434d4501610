// Bundle → generated/types.d.ts, by openapi-typescript; what it cannot say about open enums is said here.
import type TypeScript from 'typescript';
import { createRequire } from 'node:module';
import type { Bundle } from './bundle.js';

// As CommonJS: as ES modules, Node reads the nine megabytes of the compiler twice more to find what they export.
const require = createRequire(import.meta.url);
const ts: typeof TypeScript = require('typescript');
const {
  default: openapiTS,
  astToString,
  COMMENT_HEADER,
}: typeof import('openapi-typescript') = require('openapi-typescript');

const prelude = `/**
 * A value that the API may send and this version of the contract does not list. Open enums are a union of the values
 * known today and this: a new value breaks neither a build nor a run, and editors still complete the known ones.
 */
export type UnknownValue = string & { readonly "~unknown": true };

/**
 * The unknown part of an open enum. In the \`default\` branch of a switch, \`value satisfies Unknown<AgentStatus>\` makes
 * the compiler tell when a later version lists a value that the switch does not handle.
 * @example const later = "paused" as Unknown<AgentStatus>;
 */
export type Unknown<T> = Extract<T, UnknownValue>;

`;

interface StringSchema {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
}

/** What says something about a schema without narrowing it. */
const annotations = new Set(['type', 'description', 'title', 'examples']);

/**
 * The parts of an open enum, \`anyOf: [{ type: string, enum: […] }, { type: string }]\`, with or without
 * \`{ type: 'null' }\`; undefined for every other schema.
 */
export function openEnum(schema: unknown): { values: string[]; nullable: boolean } | undefined {
  const branches = (schema as { anyOf?: unknown }).anyOf;
  if (!Array.isArray(branches)) return undefined;
  let values: string[] | undefined;
  let open = false;
  let nullable = false;
  for (const branch of branches as StringSchema[]) {
    const keys = Object.keys(branch).filter((key) => !key.startsWith('x-'));
    if (branch.type === 'null') nullable = true;
    else if (branch.type === 'string' && branch.enum?.every((value) => typeof value === 'string'))
      values = [...(values ?? []), ...branch.enum] as string[];
    else if (branch.type === 'string' && keys.every((key) => annotations.has(key))) open = true;
    else return undefined;
  }
  return open && values ? { values, nullable } : undefined;
}

/** The text of generated/types.d.ts. */
export async function typesText(document: Bundle): Promise<string> {
  const nodes = await openapiTS(structuredClone(document) as never, {
    defaultNonNullable: false,
    immutable: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    silent: true,
    transform(schema) {
      const parts = openEnum(schema);
      if (!parts) return undefined;
      return ts.factory.createUnionTypeNode([
        ...parts.values.map((value) =>
          ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(value)),
        ),
        ts.factory.createTypeReferenceNode('UnknownValue'),
        ...(parts.nullable ? [ts.factory.createLiteralTypeNode(ts.factory.createNull())] : []),
      ]);
    },
  });
  return COMMENT_HEADER + prelude + astToString(nodes);
}
