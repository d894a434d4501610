// Which example answers a request that the contract allows: the one asked for (Prefer), else the one that fits best.
import type { Example, ExampleRequest, MockOperation } from './contract.js';
import type { SeenRequest } from './player.js';
import type { Preference } from './prefer.js';
import { didYouMean } from './nearest.js';
import { includes, matches } from './player.js';

/** The example that a preference names, or a sentence why there is none. `example` alone finds its status by itself. */
export function preferredExample(
  operation: MockOperation,
  { code, example }: Preference,
): Example | { readonly problem: string } {
  if (example !== undefined) {
    const called = operation.examples.filter(
      ({ case: name }) => example === name || example === `${operation.id}.${name}`,
    );
    const found = called.find(({ status }) => status === code) ?? called[0];
    const names = operation.examples.map(({ case: name }) => name);
    if (!found)
      return {
        problem: `${operation.id} has no example ${example.slice(0, 100)}.${didYouMean(example, names)}`,
      };
    if (code !== undefined && code !== found.status)
      return {
        problem: `the example ${found.case} of ${operation.id} is an answer with ${found.status}, not ${code}`,
      };
    return found;
  }
  const found = operation.examples.find(({ status }) => status === code);
  return found ?? { problem: `${operation.id} documents ${operation.statuses.join(', ')}, not ${code}` };
}

function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, one) => sum + leaves(one), 0);
}

function asText(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

/** Whether a request, known to contain what an example's request shows, sends nothing beside it. */
function isExactly(shown: ExampleRequest, { query, body }: SeenRequest): boolean {
  return query.size === Object.keys(shown.query ?? {}).length && includes(body, shown.body);
}

/**
 * The example for a request that asks for none: the one whose own request (`x-request`) is contained in this one, the most
 * specific first (an error only for exactly that request); among equals a success, and of those the usual status. Else the default of the usual status: the lowest
 * success, or 204 for DELETE. A page is found by its cursor, and a cursor that no example hands out gets the last page, so
 * that a walk always ends. Undefined where no success has an example.
 */
export function defaultExample(request: SeenRequest): Example | undefined {
  const { operation } = request;
  const successes = operation.examples.filter(({ status }) => status >= 200 && status < 300);
  const statuses = new Set(successes.map(({ status }) => status));
  const usual = operation.method === 'DELETE' && statuses.has(204) ? 204 : Math.min(...statuses);
  const paged = operation.parameters.some(
    (parameter) => parameter.in === 'query' && parameter.name === 'cursor',
  );
  const cursor = paged ? request.query.get('cursor') : null;

  let best: { example: Example; score: number } | undefined;
  for (const example of operation.examples) {
    if (example.status === 401) continue; // any key is good: the key of that example is in every document
    if (!example.request || !matches(example.request, request)) continue;
    if (example.status >= 400 && !isExactly(example.request, request)) continue; // what is absent may be the point of it
    if (paged && asText(example.request.query?.['cursor']) !== cursor) continue;
    const rank = example.status === usual ? 2 : example.status < 300 ? 1 : 0;
    const score = leaves(example.request) * 3 + rank;
    if (!best || score > best.score) best = { example, score };
  }
  if (best) return best.example;
  if (cursor !== null && cursor !== '') {
    const last = successes.find(
      ({ value }) => (value as { next_cursor?: unknown } | undefined)?.next_cursor === null,
    );
    if (last) return last;
  }
  return successes.find((example) => example.status === usual);
}
