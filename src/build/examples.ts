// The example files of openapi/examples, and where each goes in the bundle. Format: openapi/README.md, "Examples".
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadContract } from './bad-contract.js';

export interface Example {
  /** `openapi/examples/<operationId>.<case>.json`, relative to the project. */
  readonly file: string;
  readonly operationId: string;
  readonly case: string;
  readonly content: {
    readonly summary?: string;
    /** True for the answer of its status that is given when nobody asks for another. */
    readonly default?: boolean;
    readonly request?: {
      readonly path?: Record<string, unknown>;
      readonly query?: Record<string, unknown>;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    };
    readonly response: {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    };
  };
}

/** An example as it stands in the bundle: an Example Object (OpenAPI 3.1 §4.8.19) with what it cannot say in `x-` members. */
interface BundledExample {
  summary?: string;
  value?: unknown;
  'x-headers'?: Record<string, string>;
  'x-request'?: Example['content']['request'];
}

interface MediaType {
  examples?: Record<string, BundledExample>;
}

interface Body {
  content?: Record<string, MediaType>;
  'x-examples'?: Record<string, BundledExample>;
}

interface Operation {
  operationId?: string;
  requestBody?: Body;
  responses?: Record<string, Body>;
}

export type PathItems = Record<string, Record<string, Operation>>;

const json = 'application/json';
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Reads every example file, in the order they take in the bundle: the defaults of a status first, then by case. */
export async function readExamples(root: string): Promise<Example[]> {
  const folder = 'openapi/examples';
  const present = await readdir(join(root, folder)).catch((): string[] => []); // no folder: no examples yet
  const names = present.filter((name) => name.endsWith('.json')).sort();
  const examples = await Promise.all(
    names.map(async (name): Promise<Example> => {
      const file = `${folder}/${name}`;
      const [operationId = '', ...rest] = name.slice(0, -'.json'.length).split('.');
      const text = await readFile(join(root, file), 'utf8');
      return { file, operationId, case: rest.join('.'), content: parse(text, file) };
    }),
  );
  const order = (a: Example, b: Example): number => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0);
  return examples.sort(
    (a, b) => Number(b.content.default ?? false) - Number(a.content.default ?? false) || order(a, b),
  );
}

function parse(text: string, file: string): Example['content'] {
  let content: Partial<Example['content']> | null;
  try {
    content = JSON.parse(text) as Partial<Example['content']> | null;
  } catch (error) {
    throw new BadContract([
      { file, line: 1, message: `this example is not JSON: ${(error as Error).message}` },
    ]);
  }
  if (typeof content?.response?.status !== 'number')
    throw new BadContract([
      { file, line: 1, message: 'this example has no response.status: give the status it shows' },
    ]);
  return content as Example['content'];
}

/**
 * Puts each example into the bundle under its case name. An example for an operation or a status that the contract does
 * not describe is bad input.
 */
export function wireExamples(paths: PathItems, examples: readonly Example[]): void {
  const operations = new Map<string, Operation>();
  for (const item of Object.values(paths))
    for (const method of methods) {
      const operation = item[method];
      if (operation?.operationId) operations.set(operation.operationId, operation);
    }
  const bad: { file: string; line: number; message: string }[] = [];
  for (const example of examples) {
    const { file, content } = example;
    const operation = operations.get(example.operationId);
    if (!operation) {
      bad.push({
        file,
        line: 1,
        message: `no operation is called ${example.operationId}: name the file <operationId>.<case>.json`,
      });
      continue;
    }
    const response = operation.responses?.[content.response.status];
    if (!response) {
      bad.push({
        file,
        line: 1,
        message: `${example.operationId} does not document ${content.response.status}`,
      });
      continue;
    }
    wireOne(operation, response, example);
  }
  if (bad.length > 0) throw new BadContract(bad);
}

function wireOne(operation: Operation, response: Body, example: Example): void {
  const { summary, request, response: answer } = example.content;
  const bundled: BundledExample = {
    ...(summary === undefined ? {} : { summary }),
    ...('body' in answer ? { value: answer.body } : {}),
    ...(answer.headers ? { 'x-headers': answer.headers } : {}),
    ...(request ? { 'x-request': request } : {}),
  };
  const media = response.content?.[json];
  if (media) media.examples = { ...media.examples, [example.case]: bundled };
  else response['x-examples'] = { ...response['x-examples'], [example.case]: bundled };
  const sent = operation.requestBody?.content?.[json];
  // A request that provokes an error may break the schema on purpose: it is no example of a request body.
  if (sent && request && 'body' in request && answer.status < 300)
    sent.examples = {
      ...sent.examples,
      [example.case]: { ...(summary === undefined ? {} : { summary }), value: request.body },
    };
}
