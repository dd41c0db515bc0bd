import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import pino from 'pino';
import { callbackRoutes } from '#api/routes/webhooks.ts';
import { createListener } from '#api/server.ts';
import { timerDeadline } from '#bot/channels/webhook.ts';
import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { cards, dialogues, phrases } from '#bot/dialogues/index.ts';
import { ears } from '#bot/ear.ts';
import type { ContactRow } from '#bot/inbox/contact-row.ts';
import type { DialogueRow, DialogueState } from '#bot/inbox/dialogue-row.ts';
import { turnWorld } from '#bot/inbox/turn-world.ts';
import type { InboundMessage, Reply } from '#bot/message.ts';
import { createReaders } from '#bot/readers.ts';
import { route } from '#bot/router/router.ts';
import type { Program, Talk } from '#bot/router/talk.ts';
import type { SaidFacts } from '#bot/understand/said-facts.ts';
import type { PrismaTransaction, Transaction } from '#domain/transaction.ts';
import { createEnvelope } from '#kit/envelope.ts';
import { digitMaker, idMaker } from '#kit/id.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { PrismaClient } from '#prisma/generated/sqlite/client.ts';
import { account } from '../account.ts';
import { serving } from '../serve.ts';
import { folder, sqliteDatabase } from '../workshop.ts';

/**
 * The same turn with its rows read and written by Prisma's client alone, through its own adapter, as this stack is
 * usually written: an interactive transaction of findUnique, findMany, create and update. Envelope, router and words
 * are ours, so that only what is stored differs.
 */
const { path, remove } = folder();
process.on('exit', remove);
const { database, clock, day, vault, randomness } = await sqliteDatabase(path);
await loadDemo(database);
await database.close();

const prisma = new PrismaClient({
  adapter: new PrismaBetterSqlite3({ url: `file:${join(path, 'app.db')}` }, { timestampFormat: 'unixepoch-ms' }),
  transactionOptions: { maxWait: 10_000, timeout: 15_000 },
});
await prisma.$queryRaw`PRAGMA synchronous = FULL`;

const id = idMaker(clock, randomness);
const digits = digitMaker(randomness);
const ear = ears();
const program: Program = { dialogues, cards, phrases, publicUrl: 'http://localhost', hasSms: true };

async function receive(message: InboundMessage, encode: (replies: Reply[]) => { body: string }) {
  const kept = await prisma.$transaction((inside) => turn(inside, message, encode));
  return { body: kept.body, left: () => noteLeft(kept.id) };
}

async function turn(
  inside: PrismaTransaction,
  message: InboundMessage,
  encode: (replies: Reply[]) => { body: string },
) {
  const tx = transaction(inside);
  const before = await inside.inboundMessage.findUnique({ where: { claimKey: message.claimKey } });
  if (before)
    return {
      id: before.id,
      body: vault.open(place('InboundMessage', 'answerSealed', before.id), before.answerSealed ?? ''),
    };
  const contact = await contactOf(inside, message);
  const talk: Talk = {
    tx,
    message,
    contact,
    staff: undefined,
    program,
    ear: await ear(tx, 'resident'),
    readers: createReaders('resident', (text): SaidFacts | undefined => talk.ear.facts(text)),
    dialogues: await dialoguesOf(inside, contact.id),
    ...turnWorld(() => talk, message, program),
    ended: () => {},
  };
  const answer = await route(talk);
  await inside.contact.update({
    where: { id: contact.id },
    data: {
      lastInboundAt: tx.now,
      windowRemaining: 5,
      windowExpiresAt: new Date(tx.now.getTime() + 48 * 3_600_000),
      greetedOn: contact.greetedOn ?? null,
      lastChoices: answer.replies.at(-1)?.choices?.map(({ key, label }) => ({ key, label })) ?? [],
    },
  });
  const { body } = encode(answer.replies);
  const messageId = id();
  await inside.inboundMessage.create({
    data: {
      id: messageId,
      channel: message.channel,
      claimKey: message.claimKey,
      contactId: contact.id,
      bodySealed: vault.seal(place('InboundMessage', 'bodySealed', messageId), JSON.stringify(message)),
      answerSealed: vault.seal(place('InboundMessage', 'answerSealed', messageId), body),
      status: 'answered',
      receivedAt: tx.now,
    },
  });
  return { id: messageId, body };
}

async function contactOf(inside: PrismaTransaction, { channel, account: openid }: InboundMessage): Promise<ContactRow> {
  const key = { channel, accountIndex: vault.index('contact.account', openid) };
  const found = await inside.contact.findUnique({
    where: { channel_accountIndex: key },
    include: { bindings: { where: { status: 'active' }, include: { resident: true } } },
  });
  const contactId = id();
  const row =
    found ??
    (await inside.contact.create({
      data: {
        id: contactId,
        ...key,
        accountSealed: vault.seal(place('Contact', 'accountSealed', contactId), openid),
        createdAt: clock.now(),
      },
    }));
  return {
    id: row.id,
    channel,
    staffId: row.staffId ?? undefined,
    following: row.following,
    handedOverUntil: row.handedOverUntil ?? undefined,
    handedOverTo: row.handedOverTo ?? undefined,
    greetedOn: row.greetedOn ?? undefined,
    busyUntil: undefined,
    slowedAt: undefined,
    lastChoices: undefined,
    resident: undefined,
    windowRemaining: row.windowRemaining,
    windowExpiresAt: row.windowExpiresAt ?? undefined,
  };
}

async function dialoguesOf(inside: PrismaTransaction, contactId: string): Promise<DialogueRow[]> {
  const rows = await inside.dialogue.findMany({
    where: { contactId, status: { in: ['open', 'suspended'] } },
    orderBy: { updatedAt: 'desc' },
    take: 8,
  });
  return rows.map(({ stateSealed, ...row }) => ({
    ...row,
    state: JSON.parse(vault.open(place('Dialogue', 'stateSealed', row.id), stateSealed)) as DialogueState,
  }));
}

/** For what the router reads; the turn that is measured writes nothing through it. */
function transaction(inside: PrismaTransaction): Transaction {
  const nothing = () => {
    throw new Error('the turn was to store nothing more');
  };
  const sql = { engine: 'sqlite', all: nothing, one: nothing, run: nothing } as const;
  const { bytes } = randomness;
  const writing = { audit: nothing, handOver: nothing };
  return { prisma: inside, sql, now: clock.now(), day, vault, id, digits, bytes, ...writing };
}

const left = new Set<string>();

/** As ours: which answers have left is written down together, soon after. */
function noteLeft(messageId: string): void {
  left.add(messageId);
  if (left.size > 1) return;
  setTimeout(() => {
    const ids = [...left];
    left.clear();
    void prisma.inboundMessage.updateMany({ where: { id: { in: ids } }, data: { answeredAt: clock.now() } });
  }, 50);
}

function place(table: string, column: string, row: string) {
  return { table, column, row };
}

const webhook = createWechatWebhook({
  envelope: createEnvelope({ ...account, receiveId: account.appId }),
  clock,
  random: (length) => randomness.bytes(length),
  deadline: timerDeadline,
  receive,
  report: (event) => {
    if (event.kind === 'failed') process.stderr.write(`${String(event.error)}\n`);
  },
});
const server = createServer(
  createListener({
    log: pino({ level: 'silent' }),
    requestId: () => '',
    callbacks: callbackRoutes(new Map([['/webhooks/wechat', webhook]]), () => {}, clock.monotonic),
    routes: [],
  }),
);
server.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port));
