// The connection ends orderly (TCP FIN), but with fewer bytes than Content-Length promised. RFC 9112 §8: the message is
// incomplete. An answer without a body cannot be cut short, and is reset before anything is sent.
import type { FaultMechanism } from './fault.js';
import { firstHalf, networkError, streamed, writeHead } from './fault.js';
import { resetBeforeAnswer } from './reset.js';

export const truncate: FaultMechanism = {
  does: 'closes the connection after half of the body',
  async overSocket(response, exchange) {
    const { whole } = exchange;
    if (whole.body.byteLength === 0) return resetBeforeAnswer.overSocket(response, exchange);
    writeHead(response, whole);
    await new Promise<void>((done) => response.write(firstHalf(whole.body), () => done()));
    response.socket?.end();
  },
  async inProcess(exchange) {
    const { whole } = exchange;
    if (whole.body.byteLength === 0) return resetBeforeAnswer.inProcess(exchange);
    const half = (async function* () {
      yield firstHalf(whole.body);
    })();
    return streamed(exchange, half, networkError('terminated', 'UND_ERR_SOCKET', 'other side closed'));
  },
};
