import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WechatTemplates } from '#bot/channels/wechat/template.ts';
import { contactOf } from '#bot/inbox/contact-row.ts';
import { loadDistrict } from '#prisma/demo/load.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { platformTokens } from '#domain/notices/platform-token.ts';
import { bindTo } from '#domain/residents/binding.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { textOf } from '#kit/xml.ts';
import type { Database } from '#prisma/database.ts';
import { callbackOf, playPlatform, WECHAT_APP } from '#tests/support/tencent.ts';

/** What the platform has granted: the notices of this town go by template to whoever has not written lately. */
export const templates: WechatTemplates = Object.fromEntries(
  ['booked', 'cancelled', 'reminder'].map((what) => [`appointment.${what}`, { id: what, fields: { when: 'thing1' } }]),
);

/** A son who books for his mother and gives it back again, and she hears of both. */
export interface Family {
  son: string;
  mother: string;
  /** Their own time of the evening: 3月4日晚上六点一刻. */
  time: string;
}

const times = ['六点', '六点一刻', '六点半', '六点三刻', '七点', '七点一刻', '七点半', '七点三刻'];

/** The demo district with families; every second mother is inside her reply window, the others are reached by template. */
export async function settleFamilies(database: Database, count: number): Promise<Family[]> {
  await database.transact(loadDistrict);
  const tokens = platformTokens(database, 'wechat', 'the test', async () => {});
  const ever = new Date('2099-01-01');
  await tokens.write({ value: 'token', refreshAt: ever, expiresAt: ever });
  return database.transact(async (tx) => {
    await openSessionsAhead(tx);
    // An evening that is ahead for more than a day, so that the test may last.
    const { date } = await tx.prisma.clinicSession.findFirstOrThrow({
      where: { kind: 'night', organisation: { shortName: '拱北' }, date: { gt: tx.day.add(tx.day.dateOf(tx.now), 1) } },
      orderBy: { date: 'asc' },
    });
    const [, month, day] = date.split('-').map(Number);
    const families: Family[] = [];
    for (const [index, time] of times.slice(0, count).entries()) {
      const born = async (name: string, birthDate: string) => {
        const document = { documentKind: 'passport', documentNumber: `P${name}` } as const;
        const address = '拱北侨光路示范花园3栋502';
        const residentId = await putOnFile(tx, { name, ...document, birthDate, sex: 'female', address });
        const contact = await contactOf(tx, { channel: 'wechat', account: `o${name}` });
        await bindTo(tx, { contactId: contact.id, channel: 'wechat', residentId, by: 'sms' });
        return { residentId, contactId: contact.id };
      };
      const mother = await born(`王妈妈${index}`, '1958-03-12');
      const son = await born(`王儿子${index}`, '1988-05-16');
      const [actorId, subjectId] = [son.residentId, mother.residentId];
      await tx.prisma.delegation.create({
        data: { id: tx.id(), actorId, subjectId, kind: 'agent', kinship: '妈妈', status: 'active', createdAt: tx.now },
      });
      if (index % 2 === 0)
        await tx.prisma.contact.update({
          where: { id: mother.contactId },
          data: { windowRemaining: 1_000_000, windowExpiresAt: ever },
        });
      families.push({ son: `o王儿子${index}`, mother: `o王妈妈${index}`, time: `${month}月${day}日晚上${time}` });
    }
    return families;
  });
}

/** WeChat as it is seen from outside: it sends a callback again until it is answered, and takes what is pushed. */
export async function openWechat() {
  const side = playPlatform(WECHAT_APP);
  const agent = new Agent({ keepAlive: true });
  /** What was pushed: by who reads it and the words, and by the key where the platform takes one. */
  const messages: { to: string; text: string }[] = [];
  const byKey = new Map<string, number>();
  let heard = () => {};
  let process = waitFor<readonly number[]>();
  let lost: number | undefined;
  let sent = 0;
  let resent = 0;

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      // Written by our own channel.
      const push = JSON.parse(Buffer.concat(chunks).toString()) as {
        touser: string;
        text?: { content: string };
        client_msg_id?: string;
      };
      const { client_msg_id: key } = push;
      if (key === undefined) messages.push({ to: push.touser, text: push.text?.content ?? '' });
      else byKey.set(key, (byKey.get(key) ?? 0) + 1);
      response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', msgid: messages.length + byKey.size }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function deliver(openid: string, text: string, id: string, turn = 0): Promise<string> {
    const { query, body } = side.callback(callbackOf({ FromUserName: openid, Content: text, MsgId: id }));
    const search = new URLSearchParams(query as Record<string, string>).toString();
    for (;;) {
      const ports = await process.there;
      const port = ports[(Number(id.slice(-6)) + turn) % ports.length] ?? 0;
      const answer = await post(agent, port, `/webhooks/wechat?${search}`, body).catch(() => undefined);
      if (answer !== undefined) {
        if (answer.status !== 200) throw new Error(`callback answered ${answer.status} ${answer.body}`);
        heard();
        return answer.body;
      }
      resent += 1;
      if (lost !== port) process = waitFor();
      lost = port;
    }
  }

  return {
    // It listens on a port, so the address is one.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    byKey,
    get sent() {
      return sent;
    },
    get resent() {
      return resent;
    },
    /** From now on callbacks go there; to several processes in turn. */
    reaches: (...ports: number[]) => process.arrived(ports),
    /** Resolves at the n-th answer from now. */
    hears(count: number): Promise<void> {
      return new Promise((resolve) => {
        let left = count;
        heard = () => {
          left -= 1;
          if (left <= 0) resolve();
        };
      });
    },
    /** Somebody writes; what they read in the answer. */
    async says(openid: string, text: string): Promise<string> {
      const id = String(24_000_000_000_000_000n + BigInt((sent += 1)));
      // The platform sends some three times at once, and some again when they were answered: its own clock ran out.
      const times = sent % 5 === 0 ? [0, 1, 2] : [0];
      const answers = await Promise.all(times.map((turn) => deliver(openid, text, id, turn)));
      if (sent % 9 === 0) answers.push(await deliver(openid, text, id));
      const [body = ''] = answers;
      if (answers.some((other) => other !== body)) throw new Error(`two answers to one message: ${text}`);
      if (body === 'success') return '';
      return textOf(side.read({ status: 200, body, type: 'application/xml' }), 'Content') ?? '';
    },
    close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Wechat = Awaited<ReturnType<typeof openWechat>>;

/** One evening booked and given back; throws at an answer that is not what comes next. */
export async function bookAndGiveBack(wechat: Wechat, family: Family): Promise<void> {
  await books(wechat, family);
  await talks(wechat, family, ['取消预约', '要退掉'], ['1', '已经退掉']);
}

export function books(wechat: Wechat, family: Family): Promise<void> {
  return talks(wechat, family, [`帮我妈约${family.time}的夜门诊`, '请核对'], ['确认', '约好了']);
}

async function talks(wechat: Wechat, { son }: Family, ...lines: readonly [string, string][]): Promise<void> {
  for (const [words, expected] of lines) {
    const answer = await wechat.says(son, words);
    if (!answer.includes(expected)) throw new Error(`to “${words}”: ${answer}`);
  }
}

/** A value that is waited for, maybe before it is there. */
function waitFor<T>() {
  let arrived: (value: T) => void = () => {};
  const there = new Promise<T>((resolve) => {
    arrived = resolve;
  });
  return { there, arrived: (value: T) => arrived(value) };
}

function post(agent: Agent, port: number, path: string, body: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path, method: 'POST' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (!response.complete) reject(new Error('cut off'));
        else resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
