import { beforeEach } from 'vitest';
import { submitBroadcast } from '#domain/broadcasts/decide.ts';
import { progressOf } from '#domain/broadcasts/progress.ts';
import { type NewBroadcast, writeBroadcast } from '#domain/broadcasts/write.ts';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import type { SqlValue, Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import { testDatabase } from './database.ts';
import { type Later, startLater } from './later-work.ts';

/** A district with two administrators, and as many residents as are asked for. */
export interface BroadcastTown {
  district: string;
  centre: string;
  other: string;
  /** Administers the centre. */
  writer: string;
  /** Administers the district. */
  second: string;
}

const organisation = { address: '', phone: '', hours: '', way: '' };

export async function broadcastTown(database: Database): Promise<BroadcastTown> {
  return database.transact(async (tx) => {
    const place = async (kind: 'bureau' | 'centre', shortName: string, parentId: string | null) => {
      const id = tx.id();
      const name = kind === 'bureau' ? `${shortName}卫生局` : `${shortName}社区卫生服务中心`;
      await tx.prisma.organisation.create({ data: { id, kind, name, shortName, parentId, ...organisation } });
      return id;
    };
    const district = await place('bureau', '香洲区', null);
    const [centre, other] = [await place('centre', '拱北', district), await place('centre', '香湾', district)];
    const person = async (name: string, role: 'centre_administrator' | 'district_administrator', at: string) => {
      const id = tx.id();
      await tx.prisma.staff.create({ data: { id, wecomUserid: id, name, title: '', organisationId: at } });
      await tx.prisma.staffRole.create({ data: { staffId: id, organisationId: at, role } });
      return id;
    };
    const writer = await person('黄国强', 'centre_administrator', centre);
    const second = await person('方敏', 'district_administrator', district);
    return { district, centre, other, writer, second };
  });
}

/** How somebody can be reached, if at all. */
export interface Kind {
  account?: 'open' | 'closed' | 'unfollowed' | 'ended';
  phone?: boolean;
  died?: boolean;
  off?: boolean;
}

/** One resident for each; their ids in that order. The account's openid is `openid-` and the id. */
export async function peopleOf(
  database: Database,
  centre: string,
  kinds: readonly Kind[],
  also: { birthDate?: string; tags?: string[]; sex?: 'female' | 'male' } = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < kinds.length; from += 500)
    ids.push(...(await somePeople(database, centre, kinds.slice(from, from + 500), also)));
  return ids;
}

async function somePeople(
  database: Database,
  centre: string,
  kinds: readonly Kind[],
  { birthDate = '1955-03-12', tags = [], sex = 'female' }: Parameters<typeof peopleOf>[3] & object,
): Promise<string[]> {
  return database.transact(async (tx) => {
    const people = kinds.map((kind) => ({ kind, id: tx.id(), contactId: tx.id(), bindingId: tx.id() }));
    await insert(
      tx,
      'Resident',
      people.map(({ id, kind }) => {
        const sealed = (column: string, plain: string) => tx.vault.seal({ table: 'Resident', column, row: id }, plain);
        return {
          ...{ id, identityLevel: 'verified', nameIndex: id, surnameIndex: '王', documentKind: 'passport' },
          ...{ documentIndex: id, birthDate, sex, tags: JSON.stringify(tags), homeCentreId: centre },
          nameSealed: sealed('nameSealed', '王秀英'),
          documentSealed: sealed('documentSealed', id),
          phoneSealed: kind.phone ? sealed('phoneSealed', `139${id.replace(/\D/gu, '').slice(-8)}`) : null,
          phoneIndex: kind.phone ? `phone-${id}` : null,
          diedOn: kind.died ? '2026-01-01' : null,
          createdAt: tx.now,
        };
      }),
    );
    const withAccount = people.filter(({ kind }) => kind.account !== undefined);
    await insert(
      tx,
      'Contact',
      withAccount.map(({ id, contactId, kind }) => ({
        ...{ id: contactId, channel: 'wechat', accountIndex: contactId, createdAt: tx.now },
        accountSealed: tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: contactId }, `openid-${id}`),
        following: kind.account !== 'unfollowed',
        windowRemaining: kind.account === 'open' ? 5 : 0,
        windowExpiresAt: kind.account === 'open' ? new Date(tx.now.getTime() + 48 * 3_600_000) : null,
      })),
    );
    await insert(
      tx,
      'Binding',
      withAccount.map(({ id, contactId, bindingId, kind }) => ({
        ...{ id: bindingId, contactId, residentId: id, channel: 'wechat', boundAt: tx.now },
        status: kind.account === 'ended' ? 'ended' : 'active',
      })),
    );
    await tx.prisma.noticePreference.createMany({
      data: people
        .filter(({ kind }) => kind.off)
        .map(({ id }) => ({ residentId: id, kind: '*', off: true, changedAt: tx.now })),
    });
    return people.map(({ id }) => id);
  });
}

const afternoon = '2026-03-02T15:00:00+08:00';
const catalogue = createCatalogue(allNotices);

/** A database with a new town before each test, three days after the one before, and what every test about broadcasts does. */
export async function broadcastStage(engine: 'sqlite' | 'postgresql') {
  const { database, clock } = await testDatabase({ engine, start: afternoon });
  let settled: BroadcastTown | undefined;
  let made = 0;
  beforeEach(async () => {
    clock.moveTo(new Date(new Date(afternoon).getTime() + 86_400_000 * (made += 1) * 3));
    await database.transact(async (tx) => {
      await tx.prisma.deliveryAttempt.deleteMany();
      await tx.prisma.delivery.deleteMany();
      await tx.prisma.job.deleteMany();
      await tx.prisma.broadcastStop.deleteMany();
      await tx.prisma.broadcastRecipient.deleteMany();
      await tx.prisma.massMessage.deleteMany();
      await tx.prisma.massBudget.deleteMany();
      await tx.prisma.broadcast.deleteMany();
      await tx.prisma.staffTask.deleteMany();
      await tx.prisma.noticePreference.deleteMany();
      await tx.prisma.binding.deleteMany();
      await tx.prisma.contact.deleteMany();
      await tx.prisma.resident.deleteMany();
      await tx.prisma.staffRole.deleteMany();
      await tx.prisma.staff.deleteMany();
      await tx.prisma.organisation.updateMany({ data: { parentId: null } });
      await tx.prisma.organisation.deleteMany();
    });
    settled = await broadcastTown(database);
  });

  const town = () => {
    if (!settled) throw new Error('no town before a test');
    return settled;
  };
  const start = (channels?: Parameters<typeof startLater>[2]) =>
    startLater(database, clock, { catalogue, ...channels });
  const passes = async (later: Later, minutes: number) => {
    clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));
    await later.runUntilQuiet();
  };
  /** Goes from one due time to the next until it is over, or as long as it must not be. */
  const goesOn = async (later: Later, id: string, rounds = 200) => {
    await later.runUntilQuiet();
    for (let count = 0; count < rounds && (await statusOf(id)) === 'running'; count += 1) {
      clock.moveTo((await later.nextDue()) ?? clock.now());
      await later.runUntilQuiet();
    }
  };
  const write = (more: Partial<NewBroadcast> = {}) =>
    database.transact((tx) =>
      writeBroadcast(tx, {
        organisationId: town().centre,
        kind: 'notification',
        title: '流感疫苗接种',
        text: '下周一起可以免费接种流感疫苗。',
        audience: { of: 'residents', places: [town().centre] },
        by: town().writer,
        ...more,
      }),
    );
  const submit = (id: string) => database.transact((tx) => submitBroadcast(tx, { id, by: town().writer }));
  const progress = (id: string) => database.read((tx) => progressOf(tx, id));
  const statusOf = (id: string) =>
    database.read(async (tx) => (await tx.prisma.broadcast.findUniqueOrThrow({ where: { id } })).status);
  return { database, clock, town, start, passes, goesOn, write, submit, progress, statusOf };
}

/** Rows by one statement a row: ten thousand through Prisma take a quarter of a minute. Values of a kind stand in one place. */
async function insert(
  tx: Transaction,
  table: string,
  rows: readonly Readonly<Record<string, SqlValue>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  // PostgreSQL takes no text for an enum or for JSON.
  const type = tx.sql.engine === 'postgresql' ? types[table] : undefined;
  const marks = columns.map((column) => `?${type?.[column] ?? ''}`).join(', ');
  const statement = `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${marks})`;
  for (const row of rows) await tx.sql.run(statement, Object.values(row));
}

const types: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Resident: {
    identityLevel: '::"IdentityLevel"',
    documentKind: '::"DocumentKind"',
    sex: '::"Sex"',
    tags: '::jsonb',
  },
  Contact: { channel: '::"ContactChannel"' },
  Binding: { channel: '::"ContactChannel"', status: '::"BindingStatus"' },
};

/** The accounts that a channel was called for: residents' on WeChat and by SMS, in WeCom staff hear about the broadcast itself. */
export function said(later: Later, channel: 'wechat' | 'sms'): string[] {
  return later[channel].parcels.map(({ account }) => account);
}
