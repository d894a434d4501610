// The connection ends orderly (TCP FIN), but with fewer bytes than Content-Length promised. RFC 9112 §8: the message is incomplete.
import type { FaultMechanism } from './fault.js';
import { firstHalf, networkError, streamed, writeHead } from './fault.js';

export const truncate: FaultMechanism = {
  does: 'closes the connection after half of the body',
  async overSocket(response, { whole }) {
    writeHead(response, whole);
    await new Promise<void>((done) => response.write(firstHalf(whole.body), () => done()));
    response.socket?.end();
  },
  async inProcess({ whole }) {
    const half = (async function* () {
      yield firstHalf(whole.body);
    })();
    return streamed(whole, half, networkError('terminated', 'UND_ERR_SOCKET', 'other side closed'));
  },
};
