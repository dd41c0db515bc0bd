import { describe, expect, test } from 'vitest';
import { bindPage, privacyPage } from '#api/h5/bind-page.ts';
import { issueBindLink } from '#domain/residents/bind-page.ts';
import { issueDeskCode } from '#domain/residents/desk-code.ts';
import { boundResident } from '#domain/residents/binding.ts';
import { lastCode, newContact, otherCode, settled, written } from '#tests/support/people.ts';

describe('/h5/bind/:token', async () => {
  const { database, clock, people } = await settled();
  const { read, transact } = database;
  const handle = bindPage({ read, transact, nonce: () => 'nonce', hasSms: true });
  let phones = 13_000_000_000;
  const wait = (minutes: number) => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));

  /** Somebody who has opened the page from their chat. */
  async function opens() {
    const contactId = await transact(newContact);
    const { token } = await transact((tx) => issueBindLink(tx, contactId));
    const phone = String((phones += 1));
    const typed = { name: '王秀英', document: '440402195803120022', phone };
    return {
      contactId,
      phone,
      token,
      get: () => handle({ method: 'GET', token }),
      post: (fields: Record<string, string>) =>
        handle({ method: 'POST', token, form: new URLSearchParams({ ...typed, ...fields }) }),
      code: () => read((tx) => lastCode(tx, phone)),
      bound: () => read((tx) => boundResident(tx, contactId)),
    };
  }

  test('the owner of the phone on file is bound, and the chat hears of it', async () => {
    const me = await opens();
    expect((await me.get()).body).toContain('发验证码');
    const phone = '13800000001';
    const sent = await me.post({ step: 'code', phone });
    expect(sent).toMatchObject({ status: 200 });
    expect(sent.body).toContain('138****0001');
    expect(sent.body, 'what was typed stays').toContain('value="440402195803120022"');
    const done = await me.post({ step: 'bind', phone, code: await read((tx) => lastCode(tx, phone)) });
    expect(done.body).toContain('王*英，绑定好了');
    expect(await me.bound()).toMatchObject({ id: people.wang });
    expect((await read((tx) => written(tx, 'reply'))).at(-1)).toMatchObject({ recipientId: me.contactId });
    expect((await me.get()).body, 'opened again it says so again').toContain('绑定好了');
  });

  test('on file with another phone and not on file: the same pages to the byte', async () => {
    const pages = async (document: string) => {
      const me = await opens();
      const seen = [await me.post({ step: 'code', document })];
      seen.push(await me.post({ step: 'bind', document, code: otherCode(await me.code()) }));
      seen.push(await me.post({ step: 'bind', document, code: await me.code() }));
      return seen.map(({ status, body }) => [
        status,
        body.replaceAll(document, 'DOCUMENT').replaceAll(me.phone, 'PHONE').replaceAll(me.phone.slice(-4), 'LAST'),
      ]);
    };
    expect(await pages('440402195803120022')).toEqual(await pages('440402195803120049'));
  });

  test.each([
    [{ name: '1' }, '证件上的姓名'],
    [{ document: '440402195803120023' }, '有一位不对'],
    [{ document: 'E12345678' }, '出生日期'],
    [{ document: 'E12345678', birthDate: '1958-03-12' }, '选性别'],
    [{ document: '440402202209010018' }, '请家长'],
    [{ phone: '1380000' }, '手机号不对'],
  ])('%j is asked for again with what is wrong', async (fields, why) => {
    const me = await opens();
    const answer = await me.post({ step: 'code', ...fields });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(why);
    expect(await me.code()).toBe('none');
  });

  test('a passport with birth date and sex registers', async () => {
    const me = await opens();
    const fields = { name: 'Maria da Silva', document: 'E12345678', birthDate: '1990年5月16日', sex: 'female' };
    await me.post({ step: 'code', ...fields });
    const done = await me.post({ step: 'bind', ...fields, code: await me.code() });
    expect(done.body).toContain('登记好了');
    expect(await me.bound()).toMatchObject({ birthDate: '1990-05-16', identityLevel: 'provisional' });
  });

  test('what is typed is escaped', async () => {
    const me = await opens();
    const answer = await me.post({ step: 'code', name: '"><script>alert(1)</script>' });
    expect(answer.body).not.toContain('<script>alert');
  });

  test('a link holds an hour and belongs to one account; a foreign token is unknown', async () => {
    const me = await opens();
    wait(60);
    expect(await me.get()).toMatchObject({ status: 410 });
    expect(await me.post({ step: 'code' })).toMatchObject({ status: 410 });
    expect(await handle({ method: 'GET', token: 'a'.repeat(26) })).toMatchObject({ status: 404 });
    expect(await handle({ method: 'GET', token: '../x' })).toMatchObject({ status: 404 });
  });

  test('without SMS it asks for the desk’s code alone, and says where to get it', async () => {
    const withoutSms = bindPage({ read, transact, nonce: () => 'nonce', hasSms: false });
    const { token, contactId } = await opens();
    const staffId = people.staff('he.jing');
    const { code } = await transact((tx) => issueDeskCode(tx, { staffId, residentId: people.li }));
    const before = await read((tx) => written(tx, 'code'));
    const typed = { name: '李建国', document: '440402197907050013' };
    const post = (fields: Record<string, string>) =>
      withoutSms({ method: 'POST', token, form: new URLSearchParams({ ...typed, ...fields }) });
    const open = await withoutSms({ method: 'GET', token });
    expect(open.body).toContain('带身份证到社区卫生服务中心窗口');
    expect(open.body).not.toMatch(/短信|name="phone"|发验证码/u);
    expect((await post({ step: 'code', phone: '13800000002' })).body).toContain('请窗口再给一个');
    expect((await post({ step: 'bind', code })).body).toContain('李*国，绑定好了');
    expect(await read((tx) => boundResident(tx, contactId))).toMatchObject({ id: people.li });
    expect(await read((tx) => written(tx, 'code'))).toEqual(before);
  });

  test('the privacy note is readable without an account, and nothing is cached', () => {
    const { status, body, headers } = privacyPage('nonce');
    expect(status).toBe(200);
    expect(body).toContain('默认不给家人看');
    expect(headers['Cache-Control']).toBe('no-store');
  });
});
