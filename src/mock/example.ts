// Is this example one of the contract's answers? A second judge beside Prism's, which says nothing where it cannot compile a
// schema, and never sees the header fields of an example.
import type { Example, MockOperation } from './contract.js';
import type { Schemas } from './schemas.js';
import { readValue } from './judge.js';

/** What the contract says against an example's body and header fields, one line each. */
export function judgeExample(operation: MockOperation, example: Example, schemas: Schemas): string[] {
  const schema = operation.responseSchemas.get(example.status);
  const errors = schema === undefined ? [] : schemas.errors(schema, example.value);
  const faults = errors.map(({ instancePath, message }) => `body${instancePath} ${message}`);
  const sent = new Map(Object.entries(example.headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const header of operation.responseHeaders.get(example.status) ?? []) {
    const text = sent.get(header.name.toLowerCase()); // names ignore case: RFC 9110 §5.1
    if (text === undefined) {
      if (header.required) faults.push(`header ${header.name} is missing`);
    } else if (header.schema !== undefined)
      for (const { message } of schemas.errors(header.schema, readValue(text, schemas.types(header.schema))))
        faults.push(`header ${header.name} ${message}`);
  }
  return faults;
}
