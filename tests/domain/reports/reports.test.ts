import { describe, expect, test } from 'vitest';
import type { NewReport } from '#domain/reports/report.ts';
import { readReport, reportsOf } from '#domain/reports/read.ts';
import { takeInReport } from '#domain/reports/take-in.ts';
import { giveConsent } from '#domain/consent/consents.ts';
import { partConsent, powerConsent } from '#domain/residents/family-rules.ts';
import { bindTo } from '#domain/residents/binding.ts';
import { engines } from '#tests/support/engines.ts';
import { newContact, settled, written } from '#tests/support/people.ts';

const bloodCount: Omit<NewReport, 'residentId' | 'organisationId'> = {
  kind: 'laboratory',
  title: '糖化血红蛋白',
  content: {
    items: [{ name: '糖化血红蛋白', value: '7.2', unit: '%', range: '4.0–6.0', flag: 'high' }],
    conclusion: '偏高',
  },
  issuedAt: new Date('2026-03-01T09:00:00+08:00'),
  externalId: 'LIS-1',
};

describe.each(engines)('reports on %s', async (engine) => {
  const { database, people } = await settled({ engine });
  const hospital = people.place('市二院');
  const take = (residentId: string, more: Partial<NewReport> = {}) =>
    database.transact((tx) => takeInReport(tx, { ...bloodCount, residentId, organisationId: hospital, ...more }));
  const seen = (viewerId: string, residentId: string) => database.read((tx) => reportsOf(tx, { viewerId, residentId }));
  const look = (viewerId: string, reportId: string) =>
    database.transact((tx) => readReport(tx, { viewerId, reportId }));
  const agentOf = (actorId: string, subjectId: string, verified: boolean) =>
    database.transact(async (tx) => {
      const id = tx.id();
      const verifiedAt = verified ? tx.now : null;
      const how = { kind: 'agent', kinship: '妈妈', status: 'active' } as const;
      await tx.prisma.delegation.create({ data: { id, actorId, subjectId, ...how, verifiedAt, createdAt: tx.now } });
      await giveConsent(tx, subjectId, powerConsent(id, 'records'));
      return id;
    });

  test('a report comes in once for each number of its sender, and is told of without a word of what it says', async () => {
    const [one, again] = [await take(people.wang), await take(people.wang)];
    expect(again).toBeUndefined();
    const told = await database.read((tx) => written(tx, 'report.ready'));
    expect(told.map(({ text }) => text)).toEqual(['您有一份新的检查报告。请在公众号里回复“报告”查看。']);
    const kept = await database.read(({ prisma }) => prisma.report.findMany());
    expect(kept).toMatchObject([{ id: one, residentId: people.wang, firstReadAt: null }]);
    expect(JSON.stringify(kept)).not.toContain('7.2');
  });

  test('the list says kind, place and day; the report is read by its owner, each look audited with its purpose', async () => {
    const [line] = await seen(people.wang, people.wang);
    expect(line).toMatchObject({ kind: '化验', from: '市二院', issuedOn: '2026-03-01', isNew: true });
    expect(JSON.stringify(line)).not.toContain('糖化');
    const view = await look(people.wang, line?.id ?? '');
    expect(view).toMatchObject({ residentName: '王秀英', title: '糖化血红蛋白', content: bloodCount.content });
    expect(await seen(people.wang, people.wang)).toMatchObject([{ isNew: false }]);
    const looks = await database.read(({ prisma }) => prisma.auditEntry.findMany({ where: { action: 'report.read' } }));
    expect(looks).toMatchObject([{ actorId: people.wang, subjectId: people.wang, purpose: 'own-record' }]);
  });

  test('a stranger sees nothing, and is not told whether there is a report', async () => {
    const [line] = await seen(people.wang, people.wang);
    expect(await seen(people.li, people.wang)).toEqual([]);
    expect(await look(people.li, line?.id ?? '')).toBeUndefined();
    expect(await look(people.li, 'nothing')).toBeUndefined();
  });

  test('family sees a report only with a checked delegation, and pregnancy only by a consent of its own', async () => {
    await take(people.wang, { externalId: 'LIS-2', part: 'pregnancy', kind: 'ultrasound' });
    const unchecked = await agentOf(people.li, people.wang, false);
    expect(await seen(people.li, people.wang)).toEqual([]);
    const checked = await agentOf(people.jianjun, people.wang, true);
    expect(await seen(people.jianjun, people.wang)).toMatchObject([{ kind: '化验' }]);
    expect(await seen(people.wang, people.wang)).toHaveLength(2);
    await database.transact((tx) => giveConsent(tx, people.wang, partConsent(checked, 'pregnancy')));
    expect(await seen(people.jianjun, people.wang)).toHaveLength(2);
    expect(unchecked).not.toBe(checked);
  });

  test('for a child without a phone the guardian is told and sees it', async () => {
    await database.transact(async (tx) => {
      await bindTo(tx, { contactId: await newContact(tx), channel: 'wechat', residentId: people.jianjun, by: 'sms' });
    });
    const id = await take(people.lele, { externalId: 'LIS-3' });
    const told = await database.read((tx) => written(tx, 'report.ready'));
    expect(told.at(-1)).toMatchObject({
      text: '您儿子有一份新的检查报告。请在公众号里回复“报告”查看。',
      status: 'pending',
    });
    expect(await look(people.jianjun, id ?? '')).toMatchObject({ residentName: '王乐乐' });
  });

  test('who is 待核实 is told nothing and sees nothing', async () => {
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: people.li }, data: { identityLevel: 'provisional' } }),
    );
    const before = await database.read((tx) => written(tx, 'report.ready'));
    const id = await take(people.li, { externalId: 'LIS-4' });
    expect(await database.read((tx) => written(tx, 'report.ready'))).toHaveLength(before.length);
    expect(await seen(people.li, people.li)).toEqual([]);
    expect(await look(people.li, id ?? '')).toBeUndefined();
  });

  test('a report that reaches nobody becomes a call', async () => {
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: people.wang }, data: { phoneSealed: null, phoneIndex: null } }),
    );
    await database.transact((tx) => tx.prisma.delegation.updateMany({ data: { status: 'ended', endedAt: tx.now } }));
    await take(people.wang, { externalId: 'LIS-5' });
    const calls = await database.read(({ prisma }) =>
      prisma.job.findMany({ where: { name: 'delivery.call-instead' } }),
    );
    expect(calls).toHaveLength(1);
  });
});

test.each(engines)('on %s, the same report sent by four connections at once comes in once', async (engine) => {
  const { database, people } = await settled({ engine });
  const report = { ...bloodCount, residentId: people.wang, organisationId: people.place('市二院') };
  const taken = await Promise.all([1, 2, 3, 4].map(() => database.transact((tx) => takeInReport(tx, report))));
  expect(taken.filter((id) => id !== undefined)).toHaveLength(1);
  expect(await database.read((tx) => written(tx, 'report.ready'))).toHaveLength(1);
});
