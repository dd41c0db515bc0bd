import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { account } from '../account.ts';
import { serving } from '../serve.ts';

/** The peer on Koa: co-wechat with an echo behind it. */
const require = createRequire(import.meta.url);
const Koa = require('koa');
const wechat = require('co-wechat');
const app = new Koa();
const config = { token: account.token, appid: account.appId, encodingAESKey: account.encodingAesKey };
app.use(wechat(config).middleware(async (message: { Content: string }) => message.Content));
const server: Server = app.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port));
