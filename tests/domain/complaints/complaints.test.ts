import { beforeAll, describe, expect, test } from 'vitest';
import { recordAbsence } from '#domain/absences/record.ts';
import { staffMeant } from '#domain/complaints/about-whom.ts';
import { answerComplaint, readComplaint } from '#domain/complaints/answer.ts';
import { escalateComplaint, passComplaintUp } from '#domain/complaints/escalate.ts';
import { fileComplaint, type NewComplaint } from '#domain/complaints/file.ts';
import { complaintsFor, ownComplaints } from '#domain/complaints/list.ts';
import { acceptAnswer, closeQuietComplaint, rejectAnswer, withdrawComplaint } from '#domain/complaints/respond.ts';
import { engines } from '#tests/support/engines.ts';
import { newContact, settled, written } from '#tests/support/people.ts';

/** Monday, 2 March 2026, nine in the morning. 黄国强 administers 拱北, 方敏 the district. */
async function district(engine: 'sqlite' | 'postgresql' = 'sqlite') {
  const { people, ...made } = await settled({ engine, start: '2026-03-02T09:00:00+08:00' });
  const { transact, read } = made.database;
  const contactId = await transact(newContact);
  const who = { contactId, residentId: undefined };
  const file = (more: Partial<NewComplaint> = {}) =>
    transact((tx) =>
      fileComplaint(tx, {
        ...{ ...who, organisationId: people.place('拱北'), text: '等了一个半小时没人叫号', about: '' },
        ...more,
      }),
    );
  const row = (id: string) => read(({ prisma }) => prisma.complaint.findUniqueOrThrow({ where: { id } }));
  const answer = (complaintId: string, userid: string, text = '已经查过，向您道歉。') =>
    transact((tx) => answerComplaint(tx, { complaintId, staffId: people.staff(userid), text }));
  const escalate = (complaintId: string) => transact((tx) => escalateComplaint(tx, complaintId));
  const waiting = (userid: string) => read((tx) => complaintsFor(tx, people.staff(userid)));
  const to = (instant: string) => made.clock.moveTo(new Date(instant));
  return { ...made, people, transact, read, who, contactId, file, row, answer, escalate, waiting, to };
}

describe('a complaint', () => {
  test('has a number, a time by the working calendar and the administrator of the place as its owner', async () => {
    const { file, row, people, read } = await district();
    const filed = await file();
    expect(filed).toMatchObject({ number: 'TS2026000001', place: '拱北' });
    // Five working days after Monday the 2nd.
    expect(filed.dueAt).toEqual(new Date('2026-03-09T09:00:00+08:00'));
    const kept = await row(filed.complaintId);
    expect(kept).toMatchObject({ ownerId: people.staff('huang.guoqiang'), status: 'open', residentId: null });
    expect(kept.textSealed).not.toContain('叫号');
    const [card] = await read((tx) => written(tx, 'complaint.filed'));
    expect(card).toMatchObject({ recipientId: people.staff('huang.guoqiang') });
    expect(card?.text).not.toContain('叫号');
  });

  test('about a place that nobody administers is the district’s', async () => {
    const { file, row, people } = await district();
    const { complaintId, place } = await file({ organisationId: people.place('香湾') });
    expect(await row(complaintId)).toMatchObject({ ownerId: people.staff('fang.min') });
    expect(place).toBe('区卫生局');
  });

  test('is never decided, seen or covered by who is complained of', async () => {
    const { file, row, people, transact, waiting, answer } = await district();
    const [huang, fang] = [people.staff('huang.guoqiang'), people.staff('fang.min')];
    const { complaintId } = await file({ about: '黄主任' });
    expect(await row(complaintId)).toMatchObject({ aboutStaffId: huang, ownerId: fang });
    await transact((tx) =>
      recordAbsence(tx, {
        ...{ staffId: fang, coverId: huang, fromDate: '2026-03-02', toDate: '2026-03-06', reason: '休假', by: fang },
      }),
    );
    expect(await waiting('huang.guoqiang')).toEqual([]);
    await expect(answer(complaintId, 'huang.guoqiang')).rejects.toMatchObject({ code: 'not-allowed' });
    // While 黄国强 covers for 方敏 nobody is left who could decide it.
    await expect(file({ about: '黄主任' })).rejects.toMatchObject({ code: 'complaint-nobody-decides' });
  });

  test('a bare title means nobody, a name or a surname with a title who is meant; of several who could decide', async () => {
    const { read, people } = await district();
    const meant = (said: string) => read((tx) => staffMeant(tx, people.place('拱北'), said));
    expect(await meant('何护士')).toBe(people.staff('he.jing'));
    expect(await meant('陈志远医生')).toBe(people.staff('chen.zhiyuan'));
    expect(await meant('林医生')).toBe(people.staff('lin.xiaomei'));
    expect(await meant('黄院长')).toBe(people.staff('huang.guoqiang'));
    expect(await meant('何静、黄国强')).toBe(people.staff('huang.guoqiang'));
    expect(await meant('前台护士')).toBeNull();
    expect(await meant('保安')).toBeNull();
    expect(await meant('何医生')).toBeNull();
  });

  test('is read with a look that is audited, and kept to its owner', async () => {
    const { file, people, transact, read } = await district();
    const { complaintId } = await file({ about: '保安' });
    const look = (userid: string) =>
      transact((tx) => readComplaint(tx, { complaintId, staffId: people.staff(userid) }));
    expect(await look('huang.guoqiang')).toEqual({
      ...{ text: '等了一个半小时没人叫号\n涉及：保安', answer: undefined, canPassUp: true },
    });
    await expect(look('he.jing')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(look('fang.min')).rejects.toMatchObject({ code: 'not-allowed' });
    const looks = await read(({ prisma }) => prisma.auditEntry.count({ where: { action: 'complaint.read' } }));
    expect(looks).toBe(1);
  });

  test('three of one account may be open at a time', async () => {
    const { file, transact, who } = await district();
    const [first] = [await file(), await file(), await file()];
    await expect(file()).rejects.toMatchObject({ code: 'complaint-too-many' });
    await transact((tx) => withdrawComplaint(tx, { complaintId: first.complaintId, who }));
    expect((await file()).number).toBe('TS2026000004');
  });

  test('of somebody bound is not shown to whom the account belongs to later', async () => {
    const { file, people, read, contactId } = await district();
    await file({ residentId: people.wang });
    const own = (residentId: string | undefined) => read((tx) => ownComplaints(tx, { contactId, residentId }));
    expect(await own(people.wang)).toHaveLength(1);
    expect(await own(people.li)).toEqual([]);
    expect(await own(undefined)).toEqual([]);
  });

  test('answered, it waits a week for a word, then it is over', async () => {
    const { file, row, answer, transact, to } = await district();
    const { complaintId } = await file();
    await answer(complaintId, 'huang.guoqiang');
    const close = () => transact((tx) => closeQuietComplaint(tx, complaintId));
    to('2026-03-08T09:00:00+08:00');
    expect(await close()).toBe('answered-later');
    to('2026-03-09T09:00:00+08:00');
    expect(await close()).toBeUndefined();
    expect(await close()).toBe('closed');
    expect(await row(complaintId)).toMatchObject({ status: 'closed', outcome: 'unanswered' });
  });

  test('not content, it goes one level up, once; both answers stay on record', async () => {
    const { file, row, answer, transact, read, people, who } = await district();
    const { complaintId } = await file();
    const reject = (word: string) => transact((tx) => rejectAnswer(tx, { complaintId, who, word }));
    await expect(reject('早了')).rejects.toMatchObject({ code: 'complaint-state-changed' });
    await answer(complaintId, 'huang.guoqiang', '查过了，没有这回事。');
    expect(await reject('有监控可以看')).toEqual(new Date('2026-03-09T09:00:00+08:00'));
    expect(await row(complaintId)).toMatchObject({ status: 'open', ownerId: people.staff('fang.min') });
    await expect(answer(complaintId, 'huang.guoqiang')).rejects.toMatchObject({ code: 'not-allowed' });
    await answer(complaintId, 'fang.min', '看了监控，已要求整改。');
    expect(await reject('')).toBeUndefined();
    expect(await row(complaintId)).toMatchObject({ status: 'closed', outcome: 'dissatisfied' });
    const [own] = await read((tx) => ownComplaints(tx, who));
    expect(own?.answer).toBe(
      '黄国强（3月2日（周一））：查过了，没有这回事。\n方敏（3月2日（周一））：看了监控，已要求整改。',
    );
    expect(own?.text).toBe('等了一个半小时没人叫号\n不满意：有监控可以看');
  });

  test('somebody else’s is neither accepted nor withdrawn', async () => {
    const { file, transact, answer } = await district();
    const { complaintId } = await file();
    const who = { contactId: await transact(newContact), residentId: undefined };
    await expect(transact((tx) => withdrawComplaint(tx, { complaintId, who }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await answer(complaintId, 'huang.guoqiang');
    await expect(transact((tx) => acceptAnswer(tx, { complaintId, who }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe.each(engines)('a complaint on %s', (engine) => {
  let at: Awaited<ReturnType<typeof district>>;
  beforeAll(async () => {
    at = await district(engine);
  });

  test('unanswered goes from the centre to the district, the complainant is told, and there it stays', async () => {
    const { file, row, escalate, people, read, to } = at;
    to('2026-03-02T09:00:00+08:00');
    const { complaintId } = await file();
    to('2026-03-09T08:59:00+08:00');
    expect(await escalate(complaintId)).toBe('due-later');
    to('2026-03-09T09:00:00+08:00');
    expect(await escalate(complaintId)).toBeUndefined();
    // A second run of the same job finds that it is due later.
    expect(await escalate(complaintId)).toBe('due-later');
    expect(await row(complaintId)).toMatchObject({ ownerId: people.staff('fang.min'), escalations: 1 });
    const [told] = await read((tx) => written(tx, 'complaint.handed-on'));
    expect(told?.text).toContain('由区卫生局的负责人办理，3月16日（周一）前答复您');
    to('2026-03-16T09:00:00+08:00');
    expect(await escalate(complaintId)).toBe('at-the-top');
  });

  test('answered by one while it is taken up by another: one of them does, and one answer goes out', async () => {
    const { file, row, answer, transact, people, read } = at;
    const { complaintId } = await file();
    const staffId = people.staff('huang.guoqiang');
    const before = (await read((tx) => written(tx, 'complaint.answered'))).length;
    const results = await Promise.allSettled([
      answer(complaintId, 'huang.guoqiang', '一'),
      answer(complaintId, 'huang.guoqiang', '二'),
      transact((tx) => passComplaintUp(tx, { complaintId, staffId })),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { status, escalations } = await row(complaintId);
    expect([status, escalations]).toEqual(status === 'answered' ? ['answered', 0] : ['open', 1]);
    const after = (await read((tx) => written(tx, 'complaint.answered'))).length;
    expect(after - before).toBe(status === 'answered' ? 1 : 0);
  });

  test('at the top nobody is above', async () => {
    const { file, transact, people } = at;
    const { complaintId } = await file({ contactId: await transact(newContact), organisationId: people.place('香湾') });
    const passUp = transact((tx) => passComplaintUp(tx, { complaintId, staffId: people.staff('fang.min') }));
    await expect(passUp).rejects.toMatchObject({ code: 'complaint-at-the-top' });
  });
});
