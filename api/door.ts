import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the program listens from its first moment: before the database is open, and before most of it is loaded. */
export interface Door {
  /** `http://host:port`, with the port that was given by the system where 0 was asked for. */
  readonly url: string;
  /** From now on each request goes there, and first those that wait. */
  answerWith(listener: RequestListener): void;
  /** Takes nobody new and waits for those inside, the idle ones excepted. */
  close(whatElseHolds?: () => Promise<void>): Promise<void>;
}

/**
 * Listens at once. A platform's callback that comes during a start is held and answered by the program that starts,
 * instead of being refused: there are five seconds for it, and a start takes two. Until then `/healthz` says that the
 * process lives, and `/readyz` that it is not ready.
 * @throws when the address is taken
 */
export async function openDoor(host: string, port: number): Promise<Door> {
  let answer: RequestListener | undefined;
  const waiting: Parameters<RequestListener>[] = [];
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (answer) answer(request, response);
    else if (path === '/healthz') say(response, 200, 'ok');
    else if (path === '/readyz') say(response, 503, 'starting');
    else waiting.push([request, response]);
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    // What listens by a host and a port has an address of them.
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    answerWith(listener) {
      answer = listener;
      for (const [request, response] of waiting.splice(0)) if (!request.destroyed) listener(request, response);
    },
    async close(whatElseHolds) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await whatElseHolds?.();
      server.closeAllConnections();
      await closed;
    },
  };
}

function say(response: ServerResponse, status: number, word: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ status: word }));
}
