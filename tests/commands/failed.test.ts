import { beforeAll, describe, expect, test } from 'vitest';
import { failed } from '../../commands/failed.ts';
import { retry } from '../../commands/retry.ts';
import { examine } from '#prisma/examine/examine.ts';
import { engines } from '#tests/support/engines.ts';
import { operatorsMachine } from '#tests/support/operator.ts';

const phone = '13800000001';
const text = '王秀英您好，您的预约是今晚七点半。';

describe.each(engines)('npm run failed and npm run retry on %s', async (engine) => {
  const machine = await operatorsMachine(engine);

  beforeAll(async () => {
    await machine.inside(({ database }) =>
      database.transact(async (tx) => {
        const hours = (count: number) => new Date(tx.now.getTime() + count * 3_600_000);
        const seal = (column: string, row: string, plain: string) =>
          tx.vault.seal({ table: 'Delivery', column, row }, plain);
        const contact = { channel: 'wechat', accountSealed: '', accountIndex: 'a', createdAt: tx.now } as const;
        await tx.prisma.contact.create({ data: { id: 'contact', ...contact } });
        const deliveries = [
          { id: 'dead', reason: 'tries-used-up', status: 'dead', expiresAt: hours(5), endedAt: tx.now },
          { id: 'over', reason: 'tries-used-up', status: 'dead', expiresAt: hours(-5), endedAt: tx.now },
          { id: 'waiting', reason: 'retrying', status: 'pending', expiresAt: null, dueAt: hours(1) },
          { id: 'sent', reason: null, status: 'sent', channel: 'sms', form: 'sms', endedAt: tx.now },
        ] as const;
        for (const one of deliveries)
          await tx.prisma.delivery.create({
            data: {
              ...{
                key: one.id,
                kind: 'appointment.reminder',
                recipientKind: 'phone',
                createdAt: tx.now,
                dueAt: tx.now,
              },
              phoneSealed: seal('phoneSealed', one.id, phone),
              contentSealed: seal('contentSealed', one.id, JSON.stringify({ text })),
              ...one,
              ...(one.id === 'sent'
                ? {
                    attempts: 1,
                    attemptLog: {
                      create: { id: 't', number: 1, channel: 'sms', form: 'sms', startedAt: tx.now, outcome: 'sent' },
                    },
                  }
                : {}),
            },
          });
        const job = { payload: { contractId: 'c' }, createdAt: tx.now } as const;
        await tx.prisma.job.create({
          data: {
            ...{ id: 'job', name: 'contract.expire', key: 'contract.expire/c', status: 'dead', outcome: 'Error' },
            ...{ attempts: 5, dueAt: tx.now, endedAt: tx.now, ...job },
          },
        });
        await tx.prisma.job.create({
          data: {
            ...{ id: 'failing', name: 'contract.settle', key: 'k', status: 'pending', outcome: 'Error', attempts: 2 },
            ...{ dueAt: hours(1), ...job },
          },
        });
        await tx.prisma.inboundMessage.create({
          data: {
            ...{
              id: 'message',
              channel: 'wechat',
              claimKey: 'k',
              contactId: 'contact',
              bodySealed: 'sealed',
              attempts: 5,
            },
            ...{ status: 'dead', receivedAt: tx.now, answeredAt: tx.now },
          },
        });
      }),
    );
  });

  test('what failed is listed with its number and reason, and nobody’s name, phone or message', async () => {
    const { code, text: seen } = await machine.runs(failed);
    expect(code).toBe(0);
    expect(seen).toMatch(/通知 {2}dead {2}appointment\.reminder {2}已放弃 .*多次发送都没有成功/);
    expect(seen).toMatch(/任务 {2}job {2}contract\.expire {2}已放弃 {2}试了5次/);
    expect(seen).toMatch(/任务 {2}failing {2}contract\.settle {2}还会再试/);
    expect(seen).toMatch(/消息 {2}message {2}wechat {2}已放弃/);
    expect(seen).toContain('通知2条，任务2件，消息1条');
    for (const secret of [phone, '王秀英', '七点半']) expect(seen).not.toContain(secret);
  });

  test('a dead delivery stays as it is and a new one goes to the same person with the same words; once', async () => {
    const seen = await machine.runs(retry, ['dead']);
    expect(seen).toMatchObject({ code: 0, text: expect.stringContaining('新编号') });
    const { old, anew } = await machine.inside(({ database }) =>
      database.read(async (tx) => ({
        old: await tx.prisma.delivery.findUniqueOrThrow({ where: { key: 'dead' } }),
        anew: await tx.prisma.delivery.findUniqueOrThrow({ where: { key: 'dead/again-1' } }).then((row) => {
          const open = (column: string, sealed: string | null) =>
            tx.vault.open({ table: 'Delivery', column, row: row.id }, sealed ?? '');
          const said = JSON.parse(open('contentSealed', row.contentSealed)) as { text: string };
          return { ...row, phone: open('phoneSealed', row.phoneSealed), text: said.text };
        }),
      })),
    );
    expect(old).toMatchObject({ status: 'dead', reason: 'tries-used-up' });
    expect(anew).toMatchObject({ status: 'pending', phone, text, attempts: 0, expiresAt: old.expiresAt });
    const again = await machine.runs(retry, ['dead']);
    expect(again).toMatchObject({ code: 1, text: expect.stringContaining(anew.id) });
  });

  test('a delivery whose time is over is not sent late', async () => {
    expect(await machine.runs(retry, ['over'])).toEqual({ code: 1, text: '已经过时，不再发' });
  });

  test('what waits for its next try has it now', async () => {
    expect((await machine.runs(retry, ['waiting'])).code).toBe(0);
    expect((await machine.runs(retry, ['failing'])).code).toBe(0);
    const due = await machine.inside(({ database }) =>
      database.read(async (tx) => ({
        delivery: await tx.prisma.delivery.count({ where: { id: 'waiting', dueAt: { lte: tx.now } } }),
        job: await tx.prisma.job.count({ where: { id: 'failing', dueAt: { lte: tx.now } } }),
      })),
    );
    expect(due).toEqual({ delivery: 1, job: 1 });
  });

  test('a dead job is asked for again under a name of its own, a message is handled again', async () => {
    expect((await machine.runs(retry, ['job'])).code).toBe(0);
    expect((await machine.runs(retry, ['message'])).code).toBe(0);
    const { job, message } = await machine.inside(({ database }) =>
      database.read(async (tx) => ({
        job: await tx.prisma.job.findUniqueOrThrow({ where: { key: 'contract.expire/c/again-1' } }),
        message: await tx.prisma.inboundMessage.findUniqueOrThrow({ where: { id: 'message' } }),
      })),
    );
    expect(job).toMatchObject({
      name: 'contract.expire',
      status: 'pending',
      attempts: 0,
      payload: { contractId: 'c' },
    });
    expect(message).toMatchObject({ status: 'failed', attempts: 1 });
  });

  test('there is nothing to try again in what was sent, and nothing under an unknown number', async () => {
    expect((await machine.runs(retry, ['sent'])).code).toBe(1);
    expect(await machine.runs(retry, ['nowhere'])).toEqual({ code: 1, text: '没有这个编号' });
    expect((await machine.runs(retry, [])).code).toBe(64);
  });

  test('each that was tried again stands in the audit, with what stands in for it; the rows are in order', async () => {
    const entries = await machine.inside(({ database }) =>
      database.read((tx) =>
        tx.prisma.auditEntry.findMany({ where: { action: { endsWith: '.retried' } }, orderBy: { sequence: 'asc' } }),
      ),
    );
    expect(entries.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['delivery.retried', 'dead'],
      ['delivery.retried', 'waiting'],
      ['job.retried', 'failing'],
      ['job.retried', 'job'],
      ['message.retried', 'message'],
    ]);
    expect(await machine.inside(({ database }) => examine(database))).toEqual([]);
  });
});

test('who had no account when it was written is found by the account they have now', async () => {
  const machine = await operatorsMachine();
  const recipient = await machine.inside(async ({ database }) => {
    const { seed } = await import('../../commands/seed.ts');
    await machine.runs(seed, ['demo']);
    return database.transact(async (tx) => {
      const resident = await tx.prisma.resident.findFirstOrThrow({ where: { phoneIndex: null } });
      const contentSealed = tx.vault.seal({ table: 'Delivery', column: 'contentSealed', row: 'dead' }, '{"text":"x"}');
      await tx.prisma.delivery.create({
        data: {
          ...{ id: 'dead', key: 'dead', kind: 'contract.accepted', recipientKind: 'binding', recipientId: resident.id },
          ...{ residentId: resident.id, status: 'dead', reason: 'unreachable', contentSealed },
          ...{ dueAt: tx.now, createdAt: tx.now, endedAt: tx.now },
        },
      });
      return resident.id;
    });
  });
  expect(await machine.runs(retry, ['dead'])).toMatchObject({ code: 1, text: expect.stringContaining('请打电话') });
  await machine.inside(({ database }) =>
    database.transact(async (tx) => {
      const contact = { channel: 'wechat', accountSealed: '', accountIndex: 'a', createdAt: tx.now } as const;
      await tx.prisma.contact.create({ data: { id: 'contact', ...contact } });
      const binding = { contactId: 'contact', residentId: recipient, channel: 'wechat', status: 'active' } as const;
      await tx.prisma.binding.create({ data: { id: 'binding', ...binding, boundAt: tx.now } });
    }),
  );
  expect((await machine.runs(retry, ['dead'])).code).toBe(0);
  const anew = await machine.inside(({ database }) =>
    database.read((tx) => tx.prisma.delivery.findUniqueOrThrow({ where: { key: 'dead/again-1' } })),
  );
  expect(anew).toMatchObject({ recipientKind: 'binding', recipientId: 'binding', status: 'pending' });
});
