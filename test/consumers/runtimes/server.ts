// The other side of hazards.mjs: plays one case per first path segment, with state per run, and lets browsers in.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const agent = {
  agent_id: 'ag_1',
  name: 'n',
  status: 'running',
  task: 'x',
  model: 'm',
  created_at: '2026-11-23T12:00:00Z',
};
const json = { 'content-type': 'application/json' };

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body));
}

const error = (code: string) => ({ error: { code, message: code, details: {} } });

/** A case: request, response, and how often this run has asked before. */
type Play = (request: IncomingMessage, response: ServerResponse, before: number) => void;

const plays: Readonly<Record<string, Play>> = {
  spawn: (request, response) => send(response, 201, { ...agent, status: 'spawning', seen: request.headers }),
  'unavailable-once': (_, response, before) =>
    before === 0 ? send(response, 503, error('x'), { 'retry-after': '0' }) : send(response, 200, agent),
  limited: (_, response) => send(response, 429, error('rate_limited'), { 'retry-after': '3600' }),
  silent: () => undefined,
  stalled: (_, response) => void response.writeHead(200, json).write('{"agent'),
  redirect: (_, response) => response.writeHead(302, { location: '/spawn/redirected' }).end(),
  page: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
  cut: (_, response) => {
    response.writeHead(200, { ...json, 'content-length': '500' });
    response.write('{"agent', () => response.destroy());
  },
  missing: (_, response) => send(response, 404, error('not_found')),
  pages: (_, response, before) =>
    before === 0
      ? send(response, 200, { data: [agent, { ...agent, agent_id: 'ag_2' }], next_cursor: 'c1' })
      : send(response, 200, { data: [{ ...agent, agent_id: 'ag_3' }], next_cursor: null }),
  run: (request, response, before) =>
    request.method === 'POST'
      ? send(response, 201, agent)
      : send(response, 200, before < 2 ? agent : { ...agent, status: 'completed', final_result: 'done' }),
};

/** The server; `page` is what it serves to a browser at `/`. */
export function hazardServer(page: string): Server {
  const asked = new Map<string, number>();
  return createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader(
      'access-control-allow-headers',
      '*, authorization, content-type, user-agent, x-idempotency-key',
    );
    response.setHeader('access-control-expose-headers', '*');
    const { pathname } = new URL(request.url ?? '/', 'http://server.invalid');
    const [, play = '', id = ''] = pathname.split('/');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    if (play === '') return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    const key = `${play}/${id}`;
    const before = asked.get(key) ?? 0;
    asked.set(key, before + 1);
    request.resume();
    return (plays[play] ?? ((_, answer) => send(answer, 404, error('unknown_route'))))(
      request,
      response,
      before,
    );
  });
}
