import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { onTestFinished } from 'vitest';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannel, DeliveryChannelName, Parcel, SendResult } from '#domain/notices/delivery-channel.ts';
import { defineNotice } from '#domain/notices/notice.ts';
import type { NoticeRecipient, SendOptions } from '#domain/notices/send.ts';
import { reply, send } from '#domain/notices/send.ts';
import { definitions } from '#jobs/index.ts';
import { defineJob, done } from '#jobs/engine/define-job.ts';
import type { LaterWork, LaterWorkParts } from '#jobs/runner.ts';
import { startLaterWork } from '#jobs/runner.ts';
import type { SteppableClock } from '#kit/clock.ts';
import { createLog } from '#kit/log.ts';
import { createMetrics } from '#kit/metrics.ts';
import type { Database } from '#prisma/database.ts';
import { countedRandomness } from './database.ts';

/** A channel that takes everything, unless it was told what to say next; it remembers every call. */
export interface FakeChannel extends DeliveryChannel {
  readonly parcels: Parcel[];
  readonly updates: { accounts: string[]; responseCode: string; label: string }[];
  /** What the next calls are answered with, in order. */
  answers(...results: (SendResult | (() => SendResult | Promise<SendResult>))[]): void;
}

export function fakeChannel(name: DeliveryChannelName): FakeChannel {
  const parcels: Parcel[] = [];
  const updates: FakeChannel['updates'] = [];
  const next: (SendResult | (() => SendResult | Promise<SendResult>))[] = [];
  return {
    name,
    parcels,
    updates,
    answers: (...results) => void next.push(...results),
    async send(parcel) {
      parcels.push(parcel);
      const answer = next.shift() ?? { outcome: 'sent', platformMessageId: `${name}-${parcels.length}` };
      return typeof answer === 'function' ? answer() : answer;
    },
    async updateCard(update) {
      updates.push(update);
      return true;
    },
  };
}

const data = z.object({ when: z.string() });
const sample = { when: '今晚7:30' };

/** One notice of each purpose that matters. */
export const notices = {
  reminder: defineNotice({
    name: 'test.reminder',
    title: '夜门诊提醒',
    purpose: 'care',
    switchLabel: '就诊提醒',
    data,
    sample,
    text: ({ when }) => `您${when}有夜门诊。`,
    template: ({ when }) => ({ when }),
  }),
  receipt: defineNotice({
    name: 'test.receipt',
    title: '预约成功通知',
    purpose: 'service',
    data,
    sample,
    text: ({ when }) => `已为您约好${when}。`,
    template: ({ when }) => ({ when }),
  }),
  work: defineNotice({
    name: 'test.work',
    title: '签约申请',
    purpose: 'work',
    data,
    sample,
    text: ({ when }) => `${when}有一份签约申请。`,
    card: ({ when }) => ({
      title: '签约申请',
      lines: [{ name: '时间', value: when }],
      buttons: [{ key: 'yes', label: '同意', style: 'primary' }],
    }),
  }),
  alert: defineNotice({
    name: 'test.alert',
    purpose: 'safety',
    data,
    sample,
    text: () => '有居民说胸痛，请马上联系。',
  }),
};

/** Nothing is printed unless a test is looked into. */
export const silent = createLog(process.env['TEST_LOG'] ?? 'silent');

export interface Later extends LaterWork {
  wechat: FakeChannel;
  wecom: FakeChannel;
  sms: FakeChannel;
}

/** The wall clock of a test stands still; what is measured goes on. */
export function running(clock: SteppableClock): LaterWorkParts['clock'] {
  return { now: clock.now, monotonic: () => performance.now() };
}

/** Later work on a database of a test's, inline unless said otherwise; it stops when the test ends. */
export async function startLater(
  database: Database,
  clock: SteppableClock,
  parts: Partial<LaterWorkParts> = {},
): Promise<Later> {
  const later = await laterWork(database, clock, parts);
  onTestFinished(later.stop);
  return later;
}

/** The same for who stops it. */
export async function laterWork(
  database: Database,
  clock: SteppableClock,
  parts: Partial<LaterWorkParts> = {},
): Promise<Later> {
  const wechat = fakeChannel('wechat');
  const wecom = fakeChannel('wecom');
  const sms = fakeChannel('sms');
  const later = await startLaterWork({
    database,
    clock: running(clock),
    randomness: countedRandomness(),
    log: silent,
    metrics: createMetrics(),
    channels: [wechat, wecom, sms],
    catalogue: createCatalogue(Object.values(notices)),
    carrier: { kind: 'inline' },
    role: 'all',
    zone: 'Asia/Shanghai',
    definitions: { ...definitions, 'dialogue.expire': expireNothing },
    ticks: [],
    rates: { wechat: 10_000, wecom: 10_000, sms: 10_000 },
    ...parts,
  });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await later.stop();
    stopped = true;
  };
  return { ...later, stop, wechat, wecom, sms };
}

export const expireNothing = defineJob({
  name: 'dialogue.expire',
  title: '对话超时',
  payload: z.object({ dialogueId: z.string(), revision: z.number() }),
  run: async () => done(),
});

/** Somebody who can be written to. */
export interface Somebody {
  residentId: string;
  contactId: string;
  bindingId: string;
  openid: string;
}

let born = 0;

/** 王秀英 or another of her name, bound to a WeChat account, with a phone on file. */
export async function somebody(database: Database, name = '王秀英'): Promise<Somebody> {
  born += 1;
  const openid = `openid-${born}`;
  return database.transact(async (tx) => {
    const residentId = tx.id();
    const contactId = tx.id();
    const bindingId = tx.id();
    const resident = (column: string, plain: string) =>
      tx.vault.seal({ table: 'Resident', column, row: residentId }, plain);
    await tx.prisma.resident.create({
      data: {
        id: residentId,
        identityLevel: 'verified',
        nameSealed: resident('nameSealed', name),
        nameIndex: `name-${born}`,
        surnameIndex: '王',
        documentKind: 'id_card',
        documentSealed: resident('documentSealed', `T${born}`),
        documentIndex: `document-${born}`,
        phoneSealed: resident('phoneSealed', `138${String(born).padStart(8, '0')}`),
        birthDate: '1958-03-12',
        sex: 'female',
        createdAt: tx.now,
      },
    });
    const accountSealed = tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: contactId }, openid);
    await tx.prisma.contact.create({
      data: { id: contactId, channel: 'wechat', accountSealed, accountIndex: openid, createdAt: tx.now },
    });
    await tx.prisma.binding.create({
      data: { id: bindingId, contactId, residentId, channel: 'wechat', status: 'active', boundAt: tx.now },
    });
    return { residentId, contactId, bindingId, openid };
  });
}

/** A doctor in WeCom. */
export async function doctor(database: Database): Promise<{ staffId: string; userid: string }> {
  born += 1;
  const userid = `doctor-${born}`;
  return database.transact(async (tx) => {
    const organisation = await tx.prisma.organisation.create({
      data: {
        id: tx.id(),
        kind: 'centre',
        name: `中心${born}`,
        shortName: `中心${born}`,
        address: '',
        phone: '',
        hours: '',
        way: '',
      },
    });
    const staffId = tx.id();
    await tx.prisma.staff.create({
      data: {
        id: staffId,
        wecomUserid: userid,
        name: '陈志远',
        title: '家庭医生',
        phoneSealed: tx.vault.seal({ table: 'Staff', column: 'phoneSealed', row: staffId }, '13900000001'),
        organisationId: organisation.id,
      },
    });
    return { staffId, userid };
  });
}

let keys = 0;

/** Sends a notice in a transaction of its own. */
export async function tell(
  database: Database,
  notice: keyof typeof notices,
  to: NoticeRecipient,
  options: Partial<SendOptions> = {},
): Promise<string> {
  keys += 1;
  const id = await database.transact((tx) =>
    send(tx, notices[notice], to, sample, { key: `test/${keys}`, ...options }),
  );
  if (!id) throw new Error('the key was known');
  return id;
}

/** Answers in a transaction of its own. */
export async function answer(
  database: Database,
  contactId: string,
  text: string,
  options: { expiresAt?: Date } = {},
): Promise<string> {
  keys += 1;
  const id = await database.transact((tx) => reply(tx, contactId, { text }, { key: `answer/${keys}`, ...options }));
  if (!id) throw new Error('the key was known');
  return id;
}

export async function deliveryOf(database: Database, id: string) {
  return database.read((tx) =>
    tx.prisma.delivery.findUniqueOrThrow({ where: { id }, include: { attemptLog: { orderBy: { number: 'asc' } } } }),
  );
}

/** Forgets all later work, so that one test does not meet what another left. */
export async function forgetWork(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    await tx.prisma.deliveryAttempt.deleteMany();
    await tx.prisma.delivery.deleteMany();
    await tx.prisma.job.deleteMany();
    await tx.prisma.tick.deleteMany();
    await tx.prisma.lease.deleteMany();
    await tx.prisma.channelPause.deleteMany();
  });
}
