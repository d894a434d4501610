// The connection is reset (TCP RST): before anything is sent, or in the middle of the body. An answer without a body has no
// middle, and is reset before anything is sent.
import type { FaultMechanism } from './fault.js';
import { firstHalf, networkError, streamed, writeHead } from './fault.js';

const reason = 'read ECONNRESET';

export const resetBeforeAnswer: FaultMechanism = {
  does: 'resets the connection before anything is answered',
  async overSocket(response) {
    response.socket?.resetAndDestroy();
  },
  async inProcess() {
    throw networkError('fetch failed', 'ECONNRESET', reason);
  },
};

export const resetMidBody: FaultMechanism = {
  does: 'resets the connection after half of the body',
  async overSocket(response, exchange) {
    const { whole, wait } = exchange;
    if (whole.body.byteLength === 0) return resetBeforeAnswer.overSocket(response, exchange);
    writeHead(response, whole);
    await new Promise<void>((done) => response.write(firstHalf(whole.body), () => done()));
    await wait(20); // a reset that arrives together with bytes is told to many callers as an ordinary end
    response.socket?.resetAndDestroy();
  },
  async inProcess(exchange) {
    const { whole } = exchange;
    if (whole.body.byteLength === 0) return resetBeforeAnswer.inProcess(exchange);
    const half = (async function* () {
      yield firstHalf(whole.body);
    })();
    return streamed(exchange, half, networkError('terminated', 'ECONNRESET', reason));
  },
};
