import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { deskRoutes } from '#api/routes/desk.ts';
import { h5ReadingsRoutes } from '#api/routes/h5-readings.ts';
import { h5RecordRoutes } from '#api/routes/h5-records.ts';
import { drawPicture } from '#kit/picture.ts';
import type { Database } from '#prisma/database.ts';
import { pictureFont } from './font.ts';

/** The pages with health information and the desk's, on a port of their own; who looks brings their cookie. */
export async function pagesServer({ read, transact }: Pick<Database, 'read' | 'transact'>) {
  const parts = { read, transact, hasSms: true, nonce: () => randomBytes(16).toString('base64') };
  const app = new Koa();
  app.silent = true;
  app.use(h5RecordRoutes(parts));
  app.use(h5ReadingsRoutes({ ...parts, draw: (svg) => drawPicture(svg, pictureFont) }));
  app.use(deskRoutes({ ...parts, publicUrl: 'https://jiayi.example' }));
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
