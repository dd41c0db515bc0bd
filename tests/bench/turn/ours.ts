import type * as Configuration from '../../../config.ts';
import type * as Entrance from '../../../api/door.ts';
import type * as Program from '../../../world.ts';
import { account } from '../account.ts';
import { serving } from '../serve.ts';
import { folder } from '../workshop.ts';

/** The compiled program as an operator runs it on SQLite, with the benchmark's Official Account. */
const compiled = (name: string): Promise<unknown> => import(new URL(`../../../dist/${name}`, import.meta.url).href);
// dist/ has no types of its own; they are those of its sources.
const { readConfig } = (await compiled('config.js')) as typeof Configuration;
const { openDoor } = (await compiled('api/door.js')) as typeof Entrance;
const { openWorld } = (await compiled('world.js')) as typeof Program;

const { path, remove } = folder();
const config = readConfig({
  PORT: '0',
  DATA_DIR: path,
  SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  DEMO_DATA: '1',
  LOG_LEVEL: 'error',
  WECHAT_APP_ID: account.appId,
  WECHAT_APP_SECRET: 'secret',
  WECHAT_TOKEN: account.token,
  WECHAT_ENCODING_AES_KEY: account.encodingAesKey,
  // Nothing is to leave this machine; nothing listens there.
  WECHAT_API_BASE: 'http://127.0.0.1:9',
  WECHAT_OPEN_BASE: 'http://127.0.0.1:9',
});
const world = await openWorld(config, await openDoor(config.host, config.port), undefined, () => {});
await world.start();
process.on('exit', remove);
serving(Number(new URL(world.url).port));
