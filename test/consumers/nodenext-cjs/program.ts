// CommonJS from TypeScript: `import` compiles to `require`, and the types are the CommonJS ones.
import api = require('@jettson/api');
import testing = require('@jettson/api/testing');

async function main(): Promise<void> {
  const mock = await testing.startMock();
  const client = new api.Jettson({ apiKey: 'jett_sk_test_consumer', baseUrl: mock.url });
  const agents: api.Agent[] = await client.agents.list().toArray({ max: 2 });
  const memory: api.Memory | null = await client.memory.get('brand_color');
  console.log(JSON.stringify([agents.length, memory !== null]));
  client.close();
  await mock.close();
}
void main();
