import { describe, expect, test } from 'vitest';
import { passwords } from '#kit/passwords.ts';
import { enrol, openConsole, password } from '#tests/support/console.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

async function opened(engine: 'sqlite' | 'postgresql' = 'sqlite') {
  const { database, clock } = await testDatabase({ engine });
  const console = await openConsole({ database, clock });
  await console.account('admin');
  const pass = (minutes: number) => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));
  return { console, database, pass };
}

const wrong = { username: 'admin', password: 'not the password 1' };

describe('signing in to the console', () => {
  test('the first time shows a key to scan, then takes its code, and the session says who it is', async () => {
    const { console } = await opened();
    const browser = console.browser();
    const first = await browser.ask('POST', '/sign-in', { username: 'admin', password });
    expect(first.body).toMatchObject({ next: 'enrol', isTemporary: false });
    expect(first.body.qrCode).toContain('<svg');
    expect(first.body.sandboxCode).toBeUndefined();
    // Whoever did not scan it sees the same one again.
    expect((await browser.ask('POST', '/sign-in', { username: 'admin', password })).body.key).toBe(first.body.key);
    expect((await browser.ask('GET', '/session')).status).toBe(401);
    const code = console.codeOf(first.body.key);
    const signedIn = await browser.ask('POST', '/sign-in', { username: 'admin', password, code });
    expect(signedIn.body).toEqual({ next: 'in' });
    const cookie = signedIn.headers.getSetCookie()[0];
    for (const said of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/api/v1']) expect(cookie).toContain(said);
    expect((await browser.ask('GET', '/session')).body).toMatchObject({
      username: 'admin',
      roles: ['system_administrator'],
    });
  });

  test('afterwards the key is shown no more, and a code works once', async () => {
    const { console, pass } = await opened();
    const key = await enrol(console, console.browser(), 'admin');
    const second = console.browser();
    const asked = await second.ask('POST', '/sign-in', { username: 'admin', password });
    expect(asked.body).toEqual({ next: 'code' });
    const again = { username: 'admin', password, code: console.codeOf(key) };
    expect((await second.ask('POST', '/sign-in', again)).status).toBe(401);
    pass(1);
    const fresh = { username: 'admin', password, code: console.codeOf(key) };
    expect((await second.ask('POST', '/sign-in', fresh)).status).toBe(200);
  });

  test('an unknown name, a wrong password, a wrong code and a closed account are answered alike', async () => {
    const { console, database } = await opened();
    await enrol(console, console.browser(), 'admin');
    await console.account('closed');
    await database.transact((tx) =>
      tx.prisma.consoleUser.update({ where: { username: 'closed' }, data: { active: false } }),
    );
    const asked = [
      { username: 'nobody', password },
      wrong,
      { username: 'admin', password, code: '000000' },
      { username: 'closed', password },
    ];
    const answers = [];
    for (const body of asked) answers.push(await console.browser().ask('POST', '/sign-in', body));
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 401, body: answers[0]?.body });
  });

  test('a session ends after a quarter of an hour without a request, after eight hours, and at sign-out', async () => {
    const { console, pass } = await opened();
    const browser = console.browser();
    const key = await enrol(console, browser, 'admin');
    const isIn = async () => (await browser.ask('GET', '/session')).status === 200;
    for (let minutes = 0; minutes < 470; minutes += 10) {
      pass(10);
      expect(await isIn()).toBe(true);
    }
    pass(10);
    expect(await isIn()).toBe(false);
    await browser.ask('POST', '/sign-in', { username: 'admin', password, code: console.codeOf(key) });
    expect(await isIn()).toBe(true);
    pass(15);
    expect(await isIn()).toBe(false);
    await browser.ask('POST', '/sign-in', { username: 'admin', password, code: console.codeOf(key) });
    const token = browser.cookies.get('jiayi_console') ?? '';
    expect((await browser.ask('DELETE', '/session')).status).toBe(204);
    browser.cookies.set('jiayi_console', token);
    expect(await isIn()).toBe(false);
  });

  test('a token that was there before the sign-in is worth nothing afterwards, and only hashes are kept', async () => {
    const { console, database } = await opened();
    const browser = console.browser();
    browser.cookies.set('jiayi_console', 'planted-by-a-stranger');
    await enrol(console, browser, 'admin');
    const token = browser.cookies.get('jiayi_console') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await database.read((tx) => tx.prisma.consoleSession.findMany());
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await database.read((tx) => tx.prisma.consoleUser.findMany()))).not.toContain('otpauth');
  });

  test('whoever got a temporary password chooses another one with the first code', async () => {
    const { console, pass } = await opened();
    await console.account('newcomer', undefined, true);
    const browser = console.browser();
    const asked = await browser.ask('POST', '/sign-in', { username: 'newcomer', password });
    expect(asked.body).toMatchObject({ next: 'enrol', isTemporary: true });
    const code = console.codeOf(asked.body.key);
    const without = await browser.ask('POST', '/sign-in', { username: 'newcomer', password, code });
    expect(without.body).toMatchObject({ next: 'enrol' });
    const weak = { username: 'newcomer', password, code, newPassword: 'short 1' };
    expect((await browser.ask('POST', '/sign-in', weak)).body).toMatchObject({
      status: 422,
      errors: [{ field: 'body.newPassword', message: '密码至少12个字符' }],
    });
    const newPassword = 'my own password 7';
    const chosen = await browser.ask('POST', '/sign-in', { username: 'newcomer', password, code, newPassword });
    expect(chosen.body).toEqual({ next: 'in' });
    pass(1);
    expect((await browser.ask('POST', '/sign-in', { username: 'newcomer', password })).status).toBe(401);
    const own = { username: 'newcomer', password: newPassword };
    expect((await browser.ask('POST', '/sign-in', own)).body).toEqual({ next: 'code' });
  });

  test('what was tried stands in the audit, without a password', async () => {
    const { console, database } = await opened();
    await console.browser().ask('POST', '/sign-in', wrong);
    await enrol(console, console.browser(), 'admin');
    const entries = await database.read((tx) => tx.prisma.auditEntry.findMany({ orderBy: { sequence: 'asc' } }));
    expect(entries.map(({ action }) => action)).toEqual(['console.sign-in-refused', 'console.signed-in']);
    expect(JSON.stringify(entries)).not.toContain('password 1');
  });

  test('a request of another site is not answered, with whatever cookie', async () => {
    const { console } = await opened();
    const browser = console.browser();
    await enrol(console, browser, 'admin');
    for (const origin of ['https://evil.example', 'null'])
      expect((await browser.ask('DELETE', '/session', undefined, { origin })).body).toMatchObject({
        status: 403,
        code: 'other-site',
      });
    expect((await browser.ask('GET', '/session')).status).toBe(200);
  });
});

describe.each(engines)('guessing on %s', (engine) => {
  test('after five attempts each next one waits longer; a hundred at once count as a hundred', async () => {
    const { console, pass } = await opened(engine);
    const { ask } = console.browser();
    const many = await Promise.all(Array.from({ length: 30 }, () => ask('POST', '/sign-in', wrong)));
    expect(many.filter(({ status }) => status === 401)).toHaveLength(5);
    const [late] = many.filter(({ status }) => status === 429);
    expect(late?.body).toMatchObject({ code: 'sign-in-too-often', title: '试得太多了，请1分钟后再试' });
    expect(late?.headers.get('retry-after')).toBe('60');
    let looked = 5;
    for (let minutes = 0; minutes < 15; minutes += 1) {
      pass(1);
      if ((await ask('POST', '/sign-in', wrong)).status === 401) looked += 1;
    }
    expect(looked).toBeLessThanOrEqual(10);
  });

  test('whoever tries from elsewhere does not keep the owner out of a browser that is known', async () => {
    const { console, pass } = await opened(engine);
    const own = console.browser();
    const key = await enrol(console, own, 'admin');
    await own.ask('DELETE', '/session');
    const stranger = console.browser();
    for (let tries = 0; tries < 40; tries += 1) await stranger.ask('POST', '/sign-in', wrong);
    expect((await stranger.ask('POST', '/sign-in', { username: 'admin', password })).status).toBe(429);
    pass(1);
    const right = { username: 'admin', password, code: console.codeOf(key) };
    expect((await own.ask('POST', '/sign-in', right)).status).toBe(200);
    // A browser is known to its own account only.
    await console.account('other');
    expect((await own.ask('POST', '/sign-in', { username: 'admin', password: 'wrong wrong 1' })).status).toBe(401);
  });

  test('an address that tries many names is slowed down', async () => {
    const { console } = await opened(engine);
    const { ask } = console.browser();
    const tried = [];
    for (let name = 0; name < 25; name += 1)
      tried.push((await ask('POST', '/sign-in', { username: `user${name}`, password: 'wrong wrong 1' })).status);
    expect(tried.filter((status) => status === 401)).toHaveLength(20);
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask('POST', '/sign-in', { username: 'user99', password: 'wrong wrong 1' }, elsewhere)).status).toBe(
      401,
    );
  });
});

test('passwords are compared two at a time; who comes when fifty wait is turned away', async () => {
  const { hash, isRight } = passwords();
  const kept = await hash('the right one 1');
  const compared = await Promise.allSettled(Array.from({ length: 60 }, () => isRight('the right one 1', kept)));
  expect(compared.filter(({ status }) => status === 'rejected')).toHaveLength(8);
  expect(compared.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(52);
  expect(await isRight('the right one 1', undefined)).toBe(false);
});
