import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mock } from '../../src/mock/testing.js';
import type { ContractDocument } from './document.js';
import { startMock } from '../../src/mock/testing.js';
import { contractDocument, operationsOf, sliced } from './document.js';
import { matrixFaults, matrixTable, playMatrix } from './matrix.js';
import { ordinaryParts, send, writeRequest } from './requests.js';
import { summarise } from './summary.js';
import { createValidator, wire } from './validator.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

test('every operation answers with every status it documents, and each answer is what the contract says', async () => {
  const cells = await playMatrix(contractDocument(), { url: mock.url, fetch });
  summarise('matrix', matrixTable(cells));
  expect(matrixFaults(cells)).toEqual([]);
});

test('each operation answers to a bare fetch with the key and nothing else', async () => {
  const document = contractDocument();
  const validator = createValidator(document);
  for (const operation of operationsOf(document)) {
    const request = writeRequest(operation, ordinaryParts(operation));
    const answer = await wire(await send(fetch, mock.url, request));
    expect({ id: operation.id, problems: validator.answer(operation.id, answer) }).toEqual({
      id: operation.id,
      problems: [],
    });
    expect(answer.status).toBeLessThan(300);
  }
});

test('the request that an example shows gets an answer of the status it shows', async () => {
  const document = contractDocument();
  const seen: string[] = [];
  for (const operation of operationsOf(document))
    for (const [status, response] of Object.entries(operation.node.responses))
      for (const [name, { 'x-request': parts }] of Object.entries(
        response.content?.['application/json']?.examples ?? response['x-examples'] ?? {},
      )) {
        if (!parts || status === '401') continue; // any key is good for the mock, that of the 401 examples too
        const { status: answered } = await send(mock.fetch, mock.url, writeRequest(operation, parts));
        const success = Number(status) < 300;
        if (success ? answered >= 300 : answered !== Number(status))
          seen.push(`${operation.id}.${name}: ${answered} instead of ${status}`);
      }
  expect(seen).toEqual([]);
});

/** What a broken contract turns red: either the mock refuses to start, or a cell says why. */
async function faultsOf(
  operation: string,
  edit: (document: ContractDocument) => void,
  fetchThrough?: (call: typeof fetch) => typeof fetch,
): Promise<string[]> {
  const document = sliced(contractDocument(), [operation]);
  edit(document);
  let broken: Mock;
  try {
    broken = await startMock({ document, listen: false });
  } catch (error) {
    return [(error as Error).message];
  }
  const call = fetchThrough ? fetchThrough(broken.fetch) : broken.fetch;
  const faults = matrixFaults(await playMatrix(document, { url: broken.url, fetch: call }, operation));
  await broken.close();
  return faults;
}
const examplesAt = (document: ContractDocument, path: string, method: string, status: string) => {
  const examples = document.paths[path]?.[method]?.responses[status]?.content?.['application/json']?.examples;
  if (!examples) throw new Error(`no examples at ${method} ${path} ${status}`);
  return examples;
};

test('canary: an example whose body violates its schema turns the matrix red', async () => {
  const faults = await faultsOf('getAgent', (document) => {
    examplesAt(document, '/agents/{agent_id}', 'get', '200')['running'] = { value: { agent_id: 5 } };
  });
  expect(faults.join('\n')).toMatch(
    /^getAgent 200: Prefer: example=running is the mock's own: output-violation$/m,
  );
});

test('canary: a status removed from the contract turns the matrix red', async () => {
  const faults = await faultsOf('cancelAgent', (document) => {
    delete document.paths['/agents/{agent_id}']?.['delete']?.responses['204'];
  });
  expect(faults).toEqual([
    'cancelAgent 204: nothing answers with this status: it is published, but not in the contract',
  ]);
});

test('canary: a handler that answers problem+json turns the matrix red', async () => {
  const problem = JSON.stringify({ type: 'about:blank', title: 'Not Found', status: 404 });
  const faults = await faultsOf(
    'getAgent',
    () => undefined,
    (call) => async (input, init) => {
      const answer = await call(input, init);
      return answer.status === 404
        ? new Response(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } })
        : answer;
    },
  );
  expect(faults.join('\n')).toMatch(/^getAgent 404: .* says Content-Type: application\/problem\+json$/m);
});

test('canary: a constraint that Prism cannot compile is caught before Prism runs', async () => {
  const faults = await faultsOf('getAgent', (document) => {
    document.components.schemas['Agent'] = {
      type: 'object',
      properties: { agent_id: { type: 'string', pattern: '\\_' } },
    };
  });
  expect(faults).toEqual([expect.stringMatching(/^the schema at \/paths\/.* does not compile: .*Invalid/)]);
});

test('canary: an example with a header field that the contract forbids turns the matrix red', async () => {
  const faults = await faultsOf('listAgents', (document) => {
    const limited = examplesAt(document, '/agents', 'get', '429');
    for (const [name, example] of Object.entries(limited))
      limited[name] = { ...example, 'x-headers': { 'Retry-After': 'soon' } };
  });
  expect(faults.join('\n')).toContain(
    "listAgents 429: Prefer: example=rate-limited is the mock's own: output-violation",
  );
});

test('canary: a handler that answers a header field that the contract forbids turns the matrix red', async () => {
  const faults = await faultsOf(
    'listAgents',
    () => undefined,
    (call) => async (input, init) => {
      const answer = await call(input, init);
      if (answer.headers.has('retry-after')) answer.headers.set('retry-after', 'soon');
      return answer;
    },
  );
  expect(faults.join('\n')).toContain('header Retry-After is soon, not whole seconds');
});
