// A page of HTML where JSON is due, as a proxy in between answers when it cannot reach the API.
import type { Whole } from '../answer.js';
import type { Exchange, FaultMechanism } from './fault.js';
import { toResponse, writeHead } from './fault.js';

function page({ whole }: Exchange): Whole {
  const html = `<!doctype html><title>${whole.status}</title><h1>${whole.status}</h1><p>This page comes from a proxy.</p>\n`;
  return {
    status: whole.status,
    headers: [['content-type', 'text/html; charset=utf-8']],
    body: new TextEncoder().encode(html),
  };
}

export const htmlPage: FaultMechanism = {
  does: 'answers with the HTML page of a proxy',
  async overSocket(response, exchange) {
    const whole = page(exchange);
    writeHead(response, whole);
    response.end(whole.body);
  },
  async inProcess(exchange) {
    return toResponse(page(exchange));
  },
};
