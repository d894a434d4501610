// The body comes complete, but in small pieces with pauses: a caller that counts its time-out per read never notices.
import type { Exchange, FaultMechanism } from './fault.js';
import { streamed, writeHead } from './fault.js';

async function* pieces({ whole, options, wait, signal }: Exchange): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < whole.body.byteLength && !signal.aborted; start += options.chunkBytes) {
    if (start > 0) await wait(options.everyMs);
    yield whole.body.subarray(start, start + options.chunkBytes);
  }
}

export const drip: FaultMechanism = {
  does: 'sends the body in small pieces with pauses',
  async overSocket(response, exchange) {
    writeHead(response, exchange.whole);
    for await (const piece of pieces(exchange)) {
      if (exchange.signal.aborted) return;
      response.write(piece);
    }
    response.end();
  },
  async inProcess(exchange) {
    return streamed(exchange, pieces(exchange));
  },
};
