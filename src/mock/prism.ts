// The only file that knows Prism. It asks Prism for one answer by status and example name, and reports what Prism's own
// output validation says about it. The request was judged before (judge.ts).
import './prism-diet.js';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Contract, Example, MockOperation } from './contract.js';
import { silence } from './silence.js';

/** Prism's types name fp-ts, pino and more; this is all of them that the mock needs. */
type PrismConfig = NonNullable<Parameters<ReturnType<typeof createInstance>['request']>[2]>;
type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type PrismSchema = NonNullable<
  NonNullable<PrismOperation['responses'][number]['contents']>[number]['schema']
>;
type PrismInput = Parameters<ReturnType<typeof createInstance>['request']>[0];

export interface PrismAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: unknown;
  /** What Prism finds wrong with this answer under the contract; also set when Prism answers with an error of its own. */
  readonly violations: readonly string[];
}

export interface Prism {
  answer(operation: MockOperation, example: Example): Promise<PrismAnswer>;
}

/** The request was judged before; of the answer Prism's opinion is asked. */
const judging: PrismConfig = {
  checkSecurity: false,
  validateRequest: false,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
  mock: { dynamic: false },
};

/**
 * Gives responses whose schemas say the same the same schema object. Prism compiles a validator for each object, and most
 * answers of an API are one error envelope, of which Prism makes a copy with an id of its own for every response.
 * Header fields are left out: Prism would judge those that it makes up, not those of the example (example.ts does that).
 */
function sharingSchemas(operation: PrismOperation, known: Map<string, PrismSchema>): PrismOperation {
  const share = (schema: PrismSchema): PrismSchema => {
    const text = JSON.stringify({ ...schema, 'x-stoplight': undefined });
    const same = known.get(text) ?? schema;
    known.set(text, same);
    return same;
  };
  const responses = operation.responses.map((response) => ({
    ...response,
    headers: [],
    ...(response.contents && {
      contents: response.contents.map((content) => ({
        ...content,
        ...(content.schema && { schema: share(content.schema) }),
      })),
    }),
  }));
  return { ...operation, responses: responses as PrismOperation['responses'] };
}

/** Prepares Prism for a contract. Takes a copy, because Prism dereferences what it is given in place. */
export async function createPrism(contract: Contract): Promise<Prism> {
  const found = await getHttpOperationsFromSpec(structuredClone(contract.document) as object);
  const operations = new Map<string, PrismOperation>();
  const schemas = new Map<string, PrismSchema>();
  for (const { callbacks: _left, ...operation } of found) // a mock calls nobody
    operations.set(`${operation.method.toUpperCase()} ${operation.path}`, sharingSchemas(operation, schemas));
  const instance = createInstance(judging, { logger: silence() });

  return {
    async answer(operation, example) {
      const resource = operations.get(`${operation.method} ${operation.path}`);
      if (!resource) throw new Error(`Prism does not know ${operation.id}`);
      const input: PrismInput = {
        method: operation.method.toLowerCase() as PrismInput['method'],
        url: { path: operation.path, query: {} },
        headers: {},
      };
      const config: PrismConfig = {
        ...judging,
        mock: {
          dynamic: false,
          code: example.status,
          ...(example.value === undefined ? {} : { exampleKey: example.case }),
        },
      };
      const result = await instance.request(input, [resource], config)();
      if (result._tag === 'Left')
        return {
          status: 500,
          contentType: undefined,
          body: undefined,
          violations: [`Prism: ${result.left.message}`],
        };
      const { output, validations } = result.right;
      const [, contentType] =
        Object.entries(output.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
      return {
        status: output.statusCode,
        contentType: output.body === undefined ? undefined : contentType,
        body: output.body,
        violations: validations.output.map((one) => [...(one.path ?? []), one.message].join(' ')),
      };
    },
  };
}
