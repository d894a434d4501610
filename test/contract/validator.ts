// Our own judge of answers, which shares nothing with Prism or the mock: status, content type, header fields and body
// against the bundle.
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ContractDocument, SchemaNode } from './document.js';
import { deref, operationsOf } from './document.js';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Validator {
  /** What is wrong with an answer of an operation; empty when it is one that the contract describes. */
  answer(operationId: string, answer: WireAnswer): string[];
  /** What is wrong with a value under a schema of the document. */
  value(schema: SchemaNode, value: unknown): string[];
}

/** Reads the whole of an answer. */
export async function wire(response: Response): Promise<WireAnswer> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Builds the judge of a document. */
export function createValidator(document: ContractDocument): Validator {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateSchema: false,
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'https://contract.test/', components: document.components });
  const compiled = new Map<string, ValidateFunction>(); // by text: most errors share one schema
  const operations = new Map(operationsOf(document).map((operation) => [operation.id, operation.node]));

  function value(schema: SchemaNode, given: unknown): string[] {
    const text = rebased(schema);
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as SchemaNode);
    compiled.set(text, validate);
    if (validate(given)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath || '(root)'} ${error.message} [${error.keyword}]`,
    );
  }

  return {
    value,
    answer(operationId, { status, headers, text }) {
      const problems: string[] = [];
      if (headers.has('x-mock-error')) problems.push(`is the mock's own: ${headers.get('x-mock-error')}`);
      const node = operations.get(operationId)?.responses[status];
      if (!node) return [...problems, `${operationId} documents no ${status}`];
      for (const [name, raw] of Object.entries(node.headers ?? {})) {
        const header = deref(document, raw);
        const sent = headers.get(name);
        if (sent === null) {
          if (header.required) problems.push(`header ${name} is missing`);
        } else if (header.schema) {
          const integer = header.schema['type'] === 'integer';
          if (integer && !/^\d+$/.test(sent)) problems.push(`header ${name} is ${sent}, not whole seconds`);
          problems.push(
            ...value(header.schema, integer ? Number(sent) : sent).map((one) => `header ${name} ${one}`),
          );
        }
      }
      const schema = node.content?.['application/json']?.schema;
      const type = headers.get('content-type');
      if (!schema) {
        if (text !== '') problems.push(`has a body of ${text.length} characters, and ${status} has none`);
        if (type !== null) problems.push(`says Content-Type: ${type}, but has no content`);
        return problems;
      }
      if (type !== 'application/json') problems.push(`says Content-Type: ${type}`);
      try {
        problems.push(...value(schema, JSON.parse(text)));
      } catch {
        problems.push(`is not JSON: ${text.slice(0, 60)}`);
      }
      return problems;
    },
  };
}

/** The text of a schema with its local references pointing at the registered document. */
function rebased(schema: SchemaNode): string {
  return JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"https://contract.test/#/');
}
