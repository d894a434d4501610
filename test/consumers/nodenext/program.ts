// What an application in TypeScript does with the package; compiled and run against the packed tarball.
import { type Agent, isJettsonError, Jettson, type Page } from '@jettson/api';
import contract from '@jettson/api/openapi.json' with { type: 'json' };
import { startMock } from '@jettson/api/testing';
import type { paths } from '@jettson/api/types';

const operation: keyof paths = '/agents';
await using mock = await startMock({ scenario: 'wait-completes' });
using client = new Jettson({ apiKey: 'jett_sk_test_consumer', baseUrl: mock.url });
const agent: Agent = await client.agents.run({ task: 'x', region: 'lhr' }, { pollIntervalMs: 1 });
mock.reset();
const page: Page<Agent> = await client.agents.list({ limit: 5 });
try {
  await client.agents.get('ag_missing', { headers: { prefer: 'code=404' } });
} catch (error) {
  if (!isJettsonError(error, 'not_found')) throw error;
}
console.log(JSON.stringify([agent.status, page.data.length > 0, operation, contract.openapi]));
