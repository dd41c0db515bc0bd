import { beforeEach, expect, test } from 'vitest';
import { appointmentReminder } from '#domain/notices/appointments.ts';
import { send } from '#domain/notices/send.ts';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { contractTown, type ContractTown } from '#tests/support/contract-town.ts';
import { startLater } from '#tests/support/later-work.ts';

let at: ContractTown;
beforeEach(async () => {
  at = await contractTown({ start: '2026-03-02T09:00:00+08:00' });
});

const remind = (key: string, expiresAt?: string) =>
  at.transact((tx) =>
    send(
      tx,
      appointmentReminder,
      { resident: at.ids.wangXiuying },
      { ...appointmentReminder.sample },
      { key, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) },
    ),
  );

const run = async () => {
  const later = await startLater(at.database, at.clock, { catalogue: createCatalogue(allNotices) });
  await later.runUntilQuiet();
};

const tasks = () => at.read((tx) => tx.prisma.staffTask.findMany());

test('a notice of care that reaches nobody becomes one call for each event', async () => {
  await at.transact((tx) =>
    tx.prisma.resident.update({ where: { id: at.ids.wangXiuying }, data: { phoneSealed: null } }),
  );
  await remind('appointment.reminder/one/evening-before');
  await remind('appointment.reminder/one/two-hours-before');
  await remind('appointment.reminder/two/two-hours-before');
  await run();
  expect((await tasks()).map(({ key, ownerId }) => [key, ownerId])).toEqual([
    ['call-instead/appointment.reminder/one', at.ids.chenZhiyuan],
    ['call-instead/appointment.reminder/two', at.ids.chenZhiyuan],
  ]);
});

test('who has unbound is called instead of pushed to', async () => {
  await at.bind(at.ids.wangXiuying);
  await at.transact((tx) =>
    tx.prisma.binding.updateMany({ data: { status: 'ended', endedAt: tx.now, endReason: 'own-wish' } }),
  );
  await remind('appointment.reminder/one/two-hours-before');
  await run();
  expect(await tasks()).toMatchObject([{ kind: 'phone', reason: 'notice-unreached' }]);
});

test('what is over by then is nobody’s call, nor what arrived', async () => {
  await remind('appointment.reminder/sent/two-hours-before');
  await at.transact((tx) =>
    tx.prisma.resident.update({ where: { id: at.ids.wangXiuying }, data: { phoneSealed: null } }),
  );
  await remind('appointment.reminder/late/two-hours-before', '2026-03-02T09:00:00+08:00');
  await run();
  expect(await tasks()).toEqual([]);
});
