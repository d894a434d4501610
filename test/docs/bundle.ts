// What the page must show, counted in the bundle by a walk of its own: the renderer's model is not asked.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../src/build/project.js';
import { readPageInput } from '../../src/docs/files.js';
import { type Docs, renderDocs } from '../../src/docs/render.js';

export interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Example {
  readonly summary?: string;
  readonly value?: unknown;
}

interface Body {
  readonly content?: Readonly<
    Record<string, { readonly schema: Schema; readonly examples?: Record<string, Example> }>
  >;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly 'x-examples'?: Readonly<Record<string, Example>>;
}

interface RawOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}

export interface Bundle {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
  };
}

export interface ExpectedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly string[];
  /** Names of properties of its bodies, at any depth, without those of the error envelope. */
  readonly properties: readonly string[];
  readonly statuses: readonly string[];
  readonly headers: readonly string[];
  readonly examples: readonly { readonly name: string; readonly json: string | undefined }[];
  readonly codes: readonly string[];
}

export async function readBundle(): Promise<Bundle> {
  return JSON.parse(await readFile(join(root, 'generated/openapi.json'), 'utf8')) as Bundle;
}

let rendering: Promise<Docs> | undefined;

/** The page of this checkout, rendered once for all tests of a file. */
export function renderedDocs(): Promise<Docs> {
  rendering ??= readPageInput(root).then(renderDocs);
  return rendering;
}

export function expectedOperations(bundle: Bundle): ExpectedOperation[] {
  return Object.entries(bundle.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): ExpectedOperation => {
      const answers = Object.entries(operation.responses);
      const bodies = [
        operation.requestBody,
        ...answers.filter(([status]) => status < '400').map(([, answer]) => answer),
      ];
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        summary: operation.summary,
        parameters: (operation.parameters ?? []).map((one) => parameterName(bundle, one)),
        properties: bodies.flatMap((body) =>
          propertyNames(bundle, body?.content?.['application/json']?.schema),
        ),
        statuses: answers.map(([status]) => status),
        headers: answers.flatMap(([, answer]) => Object.keys(answer.headers ?? {})),
        examples: answers.flatMap(([, answer]) => examplesOf(answer)),
        codes: [...new Set(answers.flatMap(([, answer]) => codesOf(answer)))],
      };
    }),
  );
}

function parameterName(bundle: Bundle, parameter: Parameter): string {
  const name = parameter.$ref?.split('/').at(-1);
  return name === undefined ? parameter.name : (bundle.components.parameters?.[name]?.name ?? '');
}

export function propertyNames(
  bundle: Bundle,
  schema: Schema | undefined,
  seen = new Set<string>(),
): string[] {
  if (!schema) return [];
  const { $ref, properties, items, anyOf, allOf } = schema;
  if ($ref !== undefined) {
    if (seen.has($ref)) return [];
    const name = $ref.split('/').at(-1) ?? '';
    return propertyNames(bundle, bundle.components.schemas[name], new Set([...seen, $ref]));
  }
  const inner = [
    ...Object.values(properties ?? {}),
    ...(items ? [items] : []),
    ...(anyOf ?? []),
    ...(allOf ?? []),
  ];
  return [...Object.keys(properties ?? {}), ...inner.flatMap((one) => propertyNames(bundle, one, seen))];
}

function examplesOf(answer: Body): { name: string; json: string | undefined }[] {
  const named = { ...answer.content?.['application/json']?.examples, ...answer['x-examples'] };
  return Object.entries(named).map(([name, example]) => ({
    name,
    json: 'value' in example ? JSON.stringify(example.value, null, 2) : undefined,
  }));
}

function codesOf(answer: Body): string[] {
  const examples = Object.values(answer.content?.['application/json']?.examples ?? {});
  return examples.flatMap(({ value }) => {
    const code = (value as { error?: { code?: unknown } } | null)?.error?.code;
    return typeof code === 'string' ? [code] : [];
  });
}
