import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { callbackRoutes } from '#api/routes/webhooks.ts';
import { createListener } from '#api/server.ts';
import { timerDeadline } from '#bot/channels/webhook.ts';
import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { systemClock } from '#kit/clock.ts';
import { createEnvelope } from '#kit/envelope.ts';
import { systemRandomness } from '#kit/id.ts';
import { account } from '../account.ts';
import { serving } from '../serve.ts';

/** Our server with the real webhook; what is behind it echoes. */
const webhook = createWechatWebhook({
  envelope: createEnvelope({ ...account, receiveId: account.appId }),
  clock: systemClock,
  random: (length) => systemRandomness.bytes(length),
  deadline: timerDeadline,
  receive: async (message, encode) => ({
    body: encode([{ text: message.event.kind === 'text' ? message.event.text : '' }]).body,
  }),
  report: () => {},
});
const server = createServer(
  createListener({
    log: pino({ level: 'silent' }),
    requestId: () => '',
    callbacks: callbackRoutes(new Map([['/webhooks/wechat', webhook]]), () => {}, systemClock.monotonic),
    routes: [],
  }),
);
server.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port));
