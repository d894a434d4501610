// What the client's benchmark compares, and the program that each subject runs in a process of its own.

/** A way to call the API. The texts are TypeScript. */
export interface Subject {
  readonly name: string;
  /** What a program imports, and the expression that makes a client. */
  readonly imports: string;
  readonly client: string;
  readonly get: string;
  readonly post: string;
}

const key = 'jett_sk_test_benchbenchbenchbench';
const body = `{ task: 'Research linear.app', name: 'n', metadata: { a: 1 } }`;

export const subjects: readonly Subject[] = [
  {
    name: 'raw fetch',
    imports: `const headers = { accept: 'application/json', authorization: 'Bearer ${key}' };`,
    client: 'baseUrl',
    get: 'async (url) => (await fetch(url + "/agents/ag_1", { headers })).json()',
    post: `async (url) => (await fetch(url + "/agents", { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(${body}) })).json()`,
  },
  {
    name: 'openapi-fetch',
    imports: `import createClient from 'openapi-fetch';`,
    client: `createClient({ baseUrl, headers: { accept: 'application/json', authorization: 'Bearer ${key}' } })`,
    get: 'async (client) => (await client.GET("/agents/{agent_id}", { params: { path: { agent_id: "ag_1" } } })).data',
    post: `async (client) => (await client.POST("/agents", { body: ${body} })).data`,
  },
  {
    name: '@jettson/api',
    imports: `import { Jettson } from '@jettson/api';`,
    client: `new Jettson({ baseUrl, apiKey: '${key}' })`,
    get: 'async (client) => client.agents.get("ag_1")',
    post: `async (client) => client.agents.spawn(${body})`,
  },
];

/** A server that answers every request with one agent; prints its port. */
export const server = `
import { createServer } from 'node:http';
const agent = JSON.stringify({ agent_id: 'ag_1', name: 'n', status: 'running', task: 'Research linear.app', model: 'm', created_at: '2026-11-23T12:00:00Z', progress: [{ ts: 1, kind: 'info', message: 'started' }] });
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json', 'content-length': agent.length }).end(agent));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Answers the messages get, post, wide, heap and listeners with what it measured, and end by ending. Its first argument is the base URL. */
export const program = ({ imports, client, get, post }: Subject): string => `
import { getEventListeners } from 'node:events';
${imports}
const baseUrl = process.argv[2];
const make = (baseUrl) => ${client};
const get = ${get};
const post = ${post};
const cpu = async (call, count, wide) => {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done += wide) await Promise.all(Array.from({ length: wide }, call));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
};
const it = make(baseUrl);
await cpu(() => get(it), 2000, 10);
await cpu(() => post(it), 2000, 10);
process.send('ready');
process.on('message', async (message) => {
  if (message === 'get' || message === 'post') process.send({ cpu: await cpu(() => (message === 'get' ? get(it) : post(it)), 100, 10) });
  if (message === 'wide') {
    const startedMs = performance.now();
    const used = await cpu(() => get(it), 1000, 1000);
    process.send({ wideCpu: used, wideMs: performance.now() - startedMs });
  }
  if (message === 'heap') {
    for (let i = 0; i < 100; i++) make(baseUrl);
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    const kept = [];
    for (let i = 0; i < 2000; i++) kept.push(make(baseUrl));
    globalThis.gc();
    process.send({ heap: (process.memoryUsage().heapUsed - before) / kept.length });
  }
  if (message === 'listeners') {
    const { signal } = new AbortController();
    for (let i = 0; i < 50; i++) await (it.agents ? it.agents.get('ag_1', { signal }) : it.GET ? it.GET('/agents/{agent_id}', { params: { path: { agent_id: 'ag_1' } }, signal }) : fetch(it + '/agents/ag_1', { signal }).then((response) => response.json()));
    process.send({ listeners: getEventListeners(signal, 'abort').length });
  }
  if (message === 'end') process.send({}, () => process.exit());
});
`;
