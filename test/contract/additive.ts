// The additive-field suite at the wire: what the contract says about the answers that v1 may send tomorrow.
import type { ContractDocument } from './document.js';
import { examplesOf, operationsOf } from './document.js';
import { createValidator } from './validator.js';
import { newValue, withNewMembers, withNewValues } from './widen.js';

export interface AdditiveResult {
  readonly widened: number;
  readonly values: number;
  /** One line for each answer of tomorrow that the contract of today refuses. */
  readonly faults: readonly string[];
}

/** Judges every widened example of every response by the document's own schemas. */
export function judgeTomorrow(document: ContractDocument): AdditiveResult {
  const validator = createValidator(document);
  const faults: string[] = [];
  let widened = 0;
  let values = 0;
  for (const operation of operationsOf(document))
    for (const example of examplesOf(operation)) {
      const schema = operation.node.responses[example.status]?.content?.['application/json']?.schema;
      if (!schema) continue;
      const name = `${operation.id}.${example.case}`;
      for (const { at, value } of withNewMembers(example.value)) {
        widened++;
        const problems = validator.value(schema, value);
        if (problems.length > 0)
          faults.push(`${name}: an unknown member at ${at} is refused: ${problems[0]}`);
      }
      for (const { at, value } of withNewValues(document, schema, example.value)) {
        values++;
        const problems = validator.value(schema, value);
        if (problems.length > 0)
          faults.push(`${name}: the unknown value ${newValue} at ${at} is refused: ${problems[0]}`);
      }
    }
  return { widened, values, faults };
}

/** A copy of the document whose examples are all of tomorrow: unknown members everywhere, an unknown header on each answer. */
export function documentOfTomorrow(document: ContractDocument): ContractDocument {
  const copy = structuredClone(document);
  for (const operation of operationsOf(copy))
    for (const response of Object.values(operation.node.responses)) {
      const examples = response.content?.['application/json']?.examples ?? response['x-examples'] ?? {};
      for (const [name, example] of Object.entries(examples)) {
        const everywhere =
          example.value === undefined ? undefined : [...withNewMembers(example.value)].at(-1)?.value;
        examples[name] = {
          ...example,
          ...(everywhere === undefined ? {} : { value: everywhere }),
          'x-headers': { ...example['x-headers'], 'X-Tomorrow': 'yes' },
        };
      }
    }
  return copy;
}
