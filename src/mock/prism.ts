// The only file that knows Prism. It asks Prism for one answer by status and example name, and reports what Prism's own
// output validation says about it. The request was judged before (judge.ts).
import './prism-diet.js';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Contract, Example, MockOperation } from './contract.js';

/** Prism's types name fp-ts, pino and more; this is all of them that the mock needs. */
type PrismConfig = NonNullable<Parameters<ReturnType<typeof createInstance>['request']>[2]>;
type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type PrismInput = Parameters<ReturnType<typeof createInstance>['request']>[0];
type PrismLogger = Parameters<typeof createInstance>[1]['logger'];

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

/** Prism logs through pino; the mock keeps a log of its own. */
function silence(): PrismLogger {
  const nothing = () => undefined;
  const logger = {
    info: nothing,
    warn: nothing,
    error: nothing,
    debug: nothing,
    trace: nothing,
    fatal: nothing,
    success: nothing,
    child: () => logger,
  };
  return logger as unknown as PrismLogger;
}

/** Prepares Prism for a contract. Takes a copy, because Prism dereferences what it is given in place. */
export async function createPrism(contract: Contract): Promise<Prism> {
  const found = await getHttpOperationsFromSpec(structuredClone(contract.document) as object);
  const operations = new Map<string, PrismOperation>();
  for (const operation of found)
    operations.set(`${operation.method.toUpperCase()} ${operation.path}`, operation);
  const instance = createInstance(
    {
      checkSecurity: false,
      validateRequest: false,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      isProxy: false,
      mock: { dynamic: false },
    },
    { logger: silence() },
  );

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
        checkSecurity: false,
        validateRequest: false,
        validateResponse: true,
        errors: false,
        upstreamProxy: undefined,
        isProxy: false,
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
