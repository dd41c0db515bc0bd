import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { callbackRoutes } from '#api/routes/webhooks.ts';
import { createListener } from '#api/server.ts';
import { timerDeadline } from '#bot/channels/webhook.ts';
import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { cards, dialogues, phrases } from '#bot/dialogues/index.ts';
import { ears } from '#bot/ear.ts';
import { createInbox } from '#bot/inbox.ts';
import { createSpool } from '#bot/inbox/spool.ts';
import { createEnvelope } from '#kit/envelope.ts';
import { account } from './account.ts';
import { serving } from './serve.ts';
import type { sqliteDatabase } from './workshop.ts';

/** Answers the account's callbacks with the program's own webhook, inbox and dialogues, and what else it is asked. */
export function answerCallbacks(
  { database, clock, vault, randomness }: Awaited<ReturnType<typeof sqliteDatabase>>,
  path: string,
  answers: Readonly<Record<string, () => unknown>>,
): void {
  const report = ({ kind, ...event }: { kind: string; error?: unknown }) => {
    if (kind === 'failed' || kind === 'not-kept') process.stderr.write(`callback ${kind}: ${String(event.error)}\n`);
  };
  const inbox = createInbox({
    database,
    program: { dialogues, cards, phrases, publicUrl: 'http://localhost', hasSms: true },
    spool: createSpool(path, vault),
    ear: ears(),
    soon: (work) => void setTimeout(work, 50),
    report,
  });
  const webhook = createWechatWebhook({
    envelope: createEnvelope({ ...account, receiveId: account.appId }),
    clock,
    random: (length) => randomness.bytes(length),
    deadline: timerDeadline,
    receive: inbox.receive,
    report,
  });
  const server = createServer(
    createListener({
      log: pino({ level: 'silent' }),
      requestId: () => '',
      callbacks: callbackRoutes(new Map([['/webhooks/wechat', webhook]]), () => {}, clock.monotonic),
      routes: [],
    }),
  );
  server.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port, answers));
}
