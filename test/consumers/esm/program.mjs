// Plain JavaScript modules.
import { Jettson } from '@jettson/api';
import { include } from '@jettson/api/gate';
import { startMock } from '@jettson/api/testing';

const mock = await startMock({ listen: false });
const client = new Jettson({ apiKey: 'jett_sk_test_consumer', baseUrl: mock.url, fetch: mock.fetch });
const agent = await client.agents.spawn({ task: 'x' });
const { result } = await include({ type: 'integer' }, { type: 'number' });
console.log(JSON.stringify([agent.status, mock.calls.length, result]));
await mock.close();
