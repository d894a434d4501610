// The coverage matrix: operation × documented status. Every cell is played through the mock and judged by our validator.
import type { ContractDocument } from './document.js';
import { examplesOf, operationsOf } from './document.js';
import { publishedStatuses } from './published.js';
import { ordinaryParts, send, writeRequest } from './requests.js';
import { createValidator, wire } from './validator.js';

export interface Cell {
  readonly operation: string;
  readonly status: number;
  /** How many answers were seen and found right. */
  readonly good: number;
  /** What was wrong with the others; also set where nothing was answered at all. */
  readonly problems: readonly string[];
}

export interface MockDoor {
  readonly url: string;
  readonly fetch: typeof fetch;
}

/** Plays every named example, and every status by its number, through a mock of the document; of one operation only, where asked. */
export async function playMatrix(document: ContractDocument, mock: MockDoor, only?: string): Promise<Cell[]> {
  const validator = createValidator(document);
  const cells = new Map<string, { operation: string; status: number; good: number; problems: string[] }>();
  const cell = (operation: string, status: number) => {
    const name = `${operation} ${status}`;
    const found = cells.get(name) ?? { operation, status, good: 0, problems: [] };
    cells.set(name, found);
    return found;
  };
  for (const [operation, statuses] of Object.entries(publishedStatuses).filter(
    ([id]) => only === undefined || id === only,
  ))
    for (const status of statuses) cell(operation, status);

  for (const operation of operationsOf(document).filter(({ id }) => only === undefined || id === only)) {
    const request = writeRequest(operation, ordinaryParts(operation));
    const examples = examplesOf(operation);
    for (const status of Object.keys(operation.node.responses).map(Number)) cell(operation.id, status);
    const asked = [
      ...examples.map((example) => ({ prefer: `example=${example.case}`, status: example.status, example })),
      ...new Set(Object.keys(operation.node.responses).map(Number)),
    ].map((one) =>
      typeof one === 'number' ? { prefer: `code=${one}`, status: one, example: undefined } : one,
    );
    for (const { prefer, status, example } of asked) {
      const answer = await wire(await send(mock.fetch, mock.url, request, { prefer }));
      const problems = validator.answer(operation.id, answer);
      if (status === 429 && !operation.node.responses[429]?.headers?.['Retry-After'])
        problems.push('the contract does not say that Retry-After may be there');
      if (answer.status !== status) problems.push(`answers ${answer.status}`);
      if (example) {
        const body = example.value === undefined ? '' : JSON.stringify(example.value);
        if (answer.text !== body) problems.push('does not answer the body of the example');
        for (const [name, value] of Object.entries(example['x-headers'] ?? {}))
          if (answer.headers.get(name) !== value)
            problems.push(`answers ${name}: ${answer.headers.get(name)} instead of ${value}`);
        if (
          example.status === 429 &&
          answer.headers.has('retry-after') !== 'Retry-After' in (example['x-headers'] ?? {})
        )
          problems.push('makes Retry-After up');
      }
      const at = cell(operation.id, status);
      if (problems.length === 0) at.good++;
      else at.problems.push(...problems.map((problem) => `Prefer: ${prefer} ${problem}`));
    }
  }
  return [...cells.values()].map((one) =>
    one.good === 0 && one.problems.length === 0
      ? { ...one, problems: ['nothing answers with this status: it is published, but not in the contract'] }
      : one,
  );
}

/** One line for each cell that is empty or wrong. */
export function matrixFaults(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ operation, status, problems }) =>
    problems.map((problem) => `${operation} ${status}: ${problem}`),
  );
}

/** The matrix as a table: answers seen per cell, `·` where the operation has no such status, `✗` where something is wrong. */
export function matrixTable(cells: readonly Cell[]): string {
  const statuses = [...new Set(cells.map(({ status }) => status))].sort((a, b) => a - b);
  const operations = [...new Set(cells.map(({ operation }) => operation))];
  const width = Math.max(...operations.map((name) => name.length));
  const rows = operations.map((operation) => {
    const marks = statuses.map((status) => {
      const found = cells.find((one) => one.operation === operation && one.status === status);
      return (found ? (found.problems.length > 0 ? '✗' : String(found.good)) : '·').padStart(5);
    });
    return `${operation.padEnd(width)}${marks.join('')}`;
  });
  const answers = cells.reduce((sum, { good }) => sum + good, 0);
  return [
    `${'answers seen per status'.padEnd(width)}${statuses.map((status) => String(status).padStart(5)).join('')}`,
    ...rows,
    `${cells.length} cells, ${cells.filter(({ problems }) => problems.length > 0).length} empty or wrong; ${answers} answers judged`,
  ].join('\n');
}
