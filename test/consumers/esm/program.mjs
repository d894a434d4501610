// Plain JavaScript modules.
import { Jettson } from '@jettson/api';
import { startMock } from '@jettson/api/testing';

const mock = await startMock({ listen: false });
const client = new Jettson({ apiKey: 'jett_sk_test_consumer', baseUrl: mock.url, fetch: mock.fetch });
const agent = await client.agents.spawn({ task: 'x' });
console.log(JSON.stringify([agent.status, mock.calls.length]));
await mock.close();
