// Plays the published requests against a mock: who wrote a caller from the pages must never be refused.
import type { MockDoor } from './matrix.js';
import type { Validator } from './validator.js';
import { publishedBaseUrl, publishedRequests } from './published.js';
import { key, send } from './requests.js';
import { wire } from './validator.js';

/** One line for each published request that is refused, or answered with something the contract does not describe. */
export async function refusedOfPublished(
  mock: Pick<MockDoor, 'fetch'>,
  validator: Validator,
  only?: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const { operation, says, method, target, headers, body } of publishedRequests) {
    if (only && !only.includes(operation)) continue;
    const request = {
      method,
      target,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const answer = await wire(await send(mock.fetch, publishedBaseUrl, request));
    const problems = validator.answer(operation, answer);
    if (answer.status >= 300)
      problems.push(
        `is answered with ${answer.status}: ${answer.headers.get('x-mock-refused') ?? answer.text.slice(0, 80)}`,
      );
    faults.push(...problems.map((problem) => `${operation} with ${says}: ${problem}`));
  }
  return faults;
}
