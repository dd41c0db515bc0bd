import { expect, test } from 'vitest';
import { sendDigests } from '#domain/clinics/digest.ts';
import { workOf } from '#domain/clinics/work.ts';
import { askCorrection, correctionsFor, escalateCorrection } from '#domain/records/corrections.ts';
import { acceptReferral, noteAttendance, returnReferral } from '#domain/referrals/desk.ts';
import { agreeToRequest } from '#domain/referrals/review.ts';
import { anAnswer, referralTown } from '#tests/support/referral-town.ts';

async function workTown() {
  const town = await referralTown();
  const lines = (staffId: string) =>
    town.read(async (tx) => (await workOf(tx, staffId)).filter(({ service }) => service !== '随访任务'));
  const texts = async (staffId: string) => (await lines(staffId)).map(({ text }) => text);
  return { ...town, lines, texts, chen: town.ids.chenZhiyuan, desk: town.people.wuMin };
}

test('a referral stands on the list of whom it lies with: the doctor, the desk, the desk, the doctor', async () => {
  const { ask, transact, places, lines, texts, chen, desk } = await workTown();
  const { id: referralId } = await ask();
  expect(await lines(chen)).toEqual([{ text: '转诊：1份要审核', service: '转诊处理' }]);
  expect(await texts(desk)).toEqual([]);

  await transact((tx) => agreeToRequest(tx, { referralId, staffId: chen }));
  expect(await texts(chen)).toEqual([]);
  expect(await texts(desk)).toEqual(['转诊：1份要答复']);
  // A colleague at the same desk may answer it just as well.
  const colleague = await transact(async (tx) => {
    const { wecomUserid: _, ...like } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: desk } });
    const { id } = await tx.prisma.staff.create({ data: { ...like, id: tx.id(), wecomUserid: 'second.desk' } });
    await tx.prisma.staffRole.create({
      data: { staffId: id, organisationId: places.secondHospital, role: 'hospital_desk' },
    });
    return id;
  });
  expect(await texts(colleague)).toEqual(['转诊：1份要答复']);

  const by = { referralId, staffId: desk };
  const appointmentAt = new Date('2026-03-03T09:00:00+08:00');
  await transact((tx) => acceptReferral(tx, { ...by, appointmentAt, answer: anAnswer }));
  // It waits for the resident now.
  for (const staffId of [chen, desk]) expect(await texts(staffId)).toEqual([]);

  await transact((tx) => noteAttendance(tx, by));
  expect(await texts(desk)).toEqual(['转诊：1份要回传结果']);
  await transact((tx) => returnReferral(tx, { ...by, outcome: { summary: '已调整用药', advice: '两周后复查' } }));
  expect(await texts(desk)).toEqual([]);
  expect(await texts(chen)).toEqual(['转诊：1份要看小结办结']);
});

test('one that is late is named, on the list of who left it and of who has it now', async () => {
  const { ask, runOut, referral, texts, chen } = await workTown();
  const { id } = await ask();
  await runOut(id);
  const { ownerId } = await referral(id);
  expect(ownerId).not.toBe(chen);
  for (const staffId of [chen, ownerId ?? '']) expect(await texts(staffId)).toContain('转诊：1份要审核，已超时：0001');
});

test('the desk of a hospital has its digest in the morning too', async () => {
  const { prepare, to, transact, told, desk } = await workTown();
  await prepare();
  to('2026-03-03T08:00:00+08:00');
  while ((await transact(sendDigests)) === 'more');
  const digests = (await told('work.digest')).filter(({ recipientId }) => recipientId === desk);
  expect(digests.map(({ content }) => content.text)).toEqual([
    '吴敏您好，今天是3月3日（周二）：\n1. 转诊：1份要答复\n处理请回复“工作台”。',
  ]);
});

test('a correction that somebody asked for in a record stands there until it is answered, late ones counted', async () => {
  const { transact, read, ids, to, lines, texts, chen } = await workTown();
  const correction = { residentId: ids.wangXiuying, askedById: ids.wangXiuying, text: '我不对青霉素过敏' };
  await transact((tx) => askCorrection(tx, correction));
  expect(await lines(chen)).toEqual([{ text: '更正申请：1份等您答复', service: '查档案' }]);
  const [waiting] = await read((tx) => correctionsFor(tx, chen));
  const { dueAt } = await read((tx) => tx.prisma.recordCorrection.findFirstOrThrow());
  to(dueAt.toISOString());
  expect(await texts(chen)).toEqual(['更正申请：1份等您答复，1份已超时']);
  await transact((tx) => escalateCorrection(tx, waiting?.id ?? ''));
  expect(await texts(chen)).toEqual([]);
});
