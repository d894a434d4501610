// Plain CommonJS, and both copies of the package in one program.
const { Jettson, JettsonAuthError } = require('@jettson/api');
const { startMock } = require('@jettson/api/testing');

async function main() {
  const mock = await startMock();
  const client = new Jettson({ apiKey: 'jett_sk_test_consumer', baseUrl: mock.url });
  const error = await client.agents.list({}, { headers: { prefer: 'code=401' } }).catch((thrown) => thrown);
  const other = await import('@jettson/api');
  await mock.close();
  const isOther = other.JettsonAuthError !== JettsonAuthError;
  console.log(
    JSON.stringify([error instanceof JettsonAuthError, isOther, error instanceof other.JettsonAuthError]),
  );
}
main();
