import { describe, expect, test } from 'vitest';
import { checkCode, mustBeRight, sendCode, type CodeSent } from '#domain/residents/codes.ts';
import { checkDeskCode, issueDeskCode } from '#domain/residents/desk-code.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';
import { lastCode, lastSms, newContact, otherCode, settled, written } from '#tests/support/people.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);
const minute = 60_000;

describe.each(engines)('verification codes on %s', async (engine) => {
  const { database, clock, people } = await settled({ engine });
  let phones = 13_900_000_000;

  /** Somebody new, with a phone of their own. */
  async function somebody() {
    const contactId = await database.transact(newContact);
    const phone = String((phones += 1));
    const who = { purpose: 'bind' as const, contactId, phone };
    return {
      ...who,
      ask: (to = phone): Promise<CodeSent> => database.transact((tx) => sendCode(tx, { ...who, phone: to })),
      says: (code: string, from: Partial<typeof who> = {}) =>
        database.transact((tx) => checkCode(tx, { ...who, ...from }, code)),
      code: () => database.read((tx) => lastCode(tx, phone)),
    };
  }
  const wait = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds));
  const tomorrow = () => wait(24 * 60 * minute);

  test('six figures come by SMS, with what they are for, and are stored nowhere but in it', async () => {
    const me = await somebody();
    expect(await me.ask()).toEqual({
      outcome: 'sent',
      codeId: expect.any(String),
      phone: expect.stringMatching(/^139\*{4}\d{4}$/),
      minutes: 5,
    });
    const sms = await database.read((tx) => lastSms(tx, me.phone));
    expect(sms).toMatch(/^验证码\d{6}，用于绑定家医服务，5分钟内有效/);
    const row = await database.read((tx) =>
      tx.prisma.verificationCode.findFirst({ where: { contactId: me.contactId } }),
    );
    expect(JSON.stringify(row)).not.toContain(await me.code());
  });

  test('the right code is right once', async () => {
    const me = await somebody();
    await me.ask();
    expect(await me.says(await me.code())).toEqual({ outcome: 'right' });
    expect(await me.says(await me.code())).toEqual({ outcome: 'expired' });
  });

  test('a code holds five minutes', async () => {
    const me = await somebody();
    await me.ask();
    wait(5 * minute - 1);
    expect(await me.says(otherCode(await me.code()))).toEqual({ outcome: 'wrong', left: 4 });
    wait(1);
    expect(await me.says(await me.code())).toEqual({ outcome: 'expired' });
  });

  test('after five wrong guesses the right one is too late', async () => {
    const me = await somebody();
    await me.ask();
    const wrong = otherCode(await me.code());
    for (const left of [4, 3, 2, 1, 0]) expect(await me.says(wrong)).toEqual({ outcome: 'wrong', left });
    expect(await me.says(await me.code())).toEqual({ outcome: 'tries-used' });
  });

  test('a hundred guesses at once count as a hundred: five are judged, and then even the right one is too late', async () => {
    const me = await somebody();
    await me.ask();
    const right = await me.code();
    const wrong = otherCode(right);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => me.says(wrong)));
    expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(5);
    expect(outcomes.filter(({ outcome }) => outcome === 'tries-used')).toHaveLength(95);
    expect(await me.says(right)).toEqual({ outcome: 'tries-used' });
  });

  test('the right code said by twenty at once is right for one', async () => {
    const me = await somebody();
    await me.ask();
    const right = await me.code();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => me.says(right)));
    expect(outcomes.filter(({ outcome }) => outcome === 'right')).toHaveLength(1);
  });

  test('a code belongs to the account, the phone and the purpose that it was sent for', async () => {
    const [me, other] = [await somebody(), await somebody()];
    await me.ask();
    const code = await me.code();
    expect(await me.says(code, { contactId: other.contactId })).toEqual({ outcome: 'expired' });
    expect(await me.says(code, { phone: other.phone })).toEqual({ outcome: 'expired' });
    const signing = database.transact((tx) => checkCode(tx, { ...me, purpose: 'sign' }, code));
    expect(await signing).toEqual({ outcome: 'expired' });
    expect(await me.says(code)).toEqual({ outcome: 'right' });
  });

  test('only the newest code counts', async () => {
    const me = await somebody();
    await me.ask();
    const first = await me.code();
    wait(minute);
    await me.ask();
    const second = await me.code();
    if (first !== second) expect((await me.says(first)).outcome).toBe('wrong');
    expect(await me.says(second)).toEqual({ outcome: 'right' });
  });

  test('a minute lies between two codes to one phone, whoever asks', async () => {
    const [me, other] = [await somebody(), await somebody()];
    await me.ask();
    wait(20_000);
    expect(await other.ask(me.phone)).toEqual({ outcome: 'wait', seconds: 40 });
    wait(40_000);
    expect(await other.ask(me.phone)).toMatchObject({ outcome: 'sent' });
  });

  test('a phone gets five codes a day and no bombing, and again tomorrow', async () => {
    const victim = await somebody();
    for (let sent = 0; sent < 5; sent += 1) {
      expect(await (await somebody()).ask(victim.phone)).toMatchObject({ outcome: 'sent' });
      wait(minute);
    }
    expect(await (await somebody()).ask(victim.phone)).toEqual({ outcome: 'phone-limit' });
    tomorrow();
    expect(await (await somebody()).ask(victim.phone)).toMatchObject({ outcome: 'sent' });
  });

  test('an account asks for five codes a day, to however many phones', async () => {
    const me = await somebody();
    for (let sent = 0; sent < 5; sent += 1)
      expect(await me.ask((await somebody()).phone)).toMatchObject({ outcome: 'sent' });
    expect(await me.ask((await somebody()).phone)).toEqual({ outcome: 'contact-limit' });
    tomorrow();
    expect(await me.ask()).toMatchObject({ outcome: 'sent' });
  });

  test('twenty requests at once to one phone send one SMS', async () => {
    const victim = await somebody();
    const askers = await Promise.all(Array.from({ length: 20 }, somebody));
    const outcomes = await Promise.all(askers.map((asker) => asker.ask(victim.phone)));
    expect(outcomes.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
  });

  test('a code that came too late is cleared, not sent', async () => {
    const me = await somebody();
    await me.ask();
    const delivery = await database.read((tx) => tx.prisma.delivery.findFirst({ orderBy: { id: 'desc' } }));
    expect(delivery?.expiresAt).toEqual(new Date(clock.now().getTime() + 5 * minute));
  });

  test.each([
    [{ outcome: 'wrong', left: 3 }, 'code-wrong'],
    [{ outcome: 'expired' }, 'code-expired'],
    [{ outcome: 'tries-used' }, 'code-tries-used'],
  ] as const)('as a refusal, %j is %s', (checked, code) => {
    expect(() => mustBeRight(checked)).toThrow(expect.objectContaining({ code }));
    expect(() => mustBeRight({ outcome: 'right' })).not.toThrow();
  });

  const issue = (userid: string, residentId: string) =>
    database.transact((tx) => issueDeskCode(tx, { staffId: people.staff(userid), residentId }));
  const guess = (residentId: string, code: string) => database.transact((tx) => checkDeskCode(tx, residentId, code));

  test('the desk’s code holds thirty minutes, is right once, and was sent to nobody', async () => {
    const before = (await database.read((tx) => written(tx, 'code'))).length;
    const { code, minutes } = await issue('he.jing', people.wang);
    expect(minutes).toBe(30);
    expect(await guess(people.wang, code)).toEqual({ outcome: 'right' });
    expect(await guess(people.wang, code)).toEqual({ outcome: 'expired' });
    const late = await issue('he.jing', people.wang);
    wait(30 * minute);
    expect(await guess(people.wang, late.code)).toEqual({ outcome: 'expired' });
    expect(await database.read((tx) => written(tx, 'code'))).toHaveLength(before);
  });

  test('a new desk code ends the one before, and belongs to one resident', async () => {
    const first = await issue('he.jing', people.wang);
    const second = await issue('he.jing', people.wang);
    if (first.code !== second.code) expect((await guess(people.wang, first.code)).outcome).toBe('wrong');
    expect(await guess(people.li, second.code)).toEqual({ outcome: 'expired' });
    expect(await guess(people.wang, second.code)).toEqual({ outcome: 'right' });
  });

  test('a hundred guesses at once at a desk code are five', async () => {
    const { code } = await issue('he.jing', people.li);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => guess(people.li, otherCode(code))));
    expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(5);
    expect(await guess(people.li, code)).toEqual({ outcome: 'tries-used' });
  });

  test('who works at no centre’s desk issues none, and none is issued for who is not on file', async () => {
    await expect(issue('wu.min', people.wang)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(issue('he.jing', 'nobody')).rejects.toMatchObject({ code: 'subject-not-found' });
  });
});
