import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { h5SignRoutes } from '#api/routes/h5-sign.ts';
import type { ContractTown } from './contract-town.ts';

/** The signing page alone on a port of its own. */
export async function signServer({ read, transact }: Pick<ContractTown, 'read' | 'transact'>) {
  const app = new Koa();
  app.silent = true;
  app.use(h5SignRoutes({ read, transact, nonce: () => randomBytes(16).toString('base64') }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
