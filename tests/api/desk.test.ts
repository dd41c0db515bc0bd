import { describe, expect, test } from 'vitest';
import { deskPage } from '#api/desk/desk-page.ts';
import { testDatabase } from '#tests/support/database.ts';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown, type Town } from '#tests/support/town.ts';

/** The desk's browser: keeps its cookie, follows no redirect by itself. */
function browser(town: Town) {
  let cookie = '';
  const ask = async (path: string, form?: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${town.url}${path}`, {
      redirect: 'manual',
      headers: { cookie, ...headers },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  };
  return { ask, cookie: () => cookie };
}

async function signedIn(town: Town) {
  const desk = browser(town);
  await desk.ask('/desk/code', { phone: '13800009007' });
  const code = await town.phone('wu-min').code();
  const entered = await desk.ask('/desk/sign-in', { phone: '13800009007', code });
  expect(entered).toMatchObject({ status: 303, location: '/desk' });
  return desk;
}

async function wangIsReferred(town: Town) {
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('转诊', '哪里不舒服');
  for (const said of ['查出胆结石要开刀', '1', '1', '确认']) await wang.says(said);
  await town.phone('chen-zhiyuan').presses('同意转市二院', '已转市二院');
  return wang;
}

/** The page where there is no gateway for SMS, asked by somebody who is not signed in. */
async function silentDesk(path: string) {
  const { database } = await testDatabase();
  const { read, transact } = database;
  const handle = deskPage({ read, transact, nonce: () => 'nonce', publicUrl: 'https://jiayi.example', hasSms: false });
  const form = new URLSearchParams({ phone: '13800009007', code: '123456' });
  return handle({ method: path === '' ? 'GET' : 'POST', path, token: '', form, done: '' });
}

describe('the desk’s own page', () => {
  test('signs in by SMS, answers with an appointment, and the resident gets the card', async () => {
    const town = await openTown({ start: mondayAfternoon });
    const wang = await wangIsReferred(town);
    const desk = await signedIn(town);
    const list = await desk.ask('/desk');
    expect(list.text).toContain('王*英');
    expect(list.text).not.toContain('王秀英');
    expect(list.text).not.toContain('胆结石');
    const path = /href="(\/desk\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? '';
    const seen = await desk.ask(path);
    for (const shown of ['王秀英 女 67岁', '查出胆结石要开刀', '0756-5551004']) expect(seen.text).toContain(shown);
    expect(
      (await desk.ask(`${path}/accept`, { date: '2026-03-01', time: '09:00', department: '普外科' })).text,
    ).toContain('请填现在以后的日期和时间');
    const form = { date: '2026-03-05', time: '09:00', department: '普外科', campus: '南院区', floor: '3楼' };
    expect(await desk.ask(`${path}/accept`, form)).toMatchObject({ status: 303 });
    await wang.sees('市二院已接收', '3月5日（周四）上午9:00', '南院区 3楼', '普外科');
    expect(await desk.ask('/desk/number/ZZ2026000001')).toMatchObject({ status: 303, location: path });
    expect(await desk.ask(`${path}/attend`, {})).toMatchObject({ status: 303 });
    expect(await desk.ask(`${path}/return`, { summary: '已手术', advice: '两周拆线' })).toMatchObject({ status: 303 });
    await town.phone('chen-zhiyuan').sees('小结回来了');
    expect((await desk.ask('/desk')).text).toContain('现在没有要处理的转诊');
    // What is over binds the hospital to the resident no more.
    expect((await desk.ask(path)).status).toBe(404);
  });

  test('declines with a reason; answered twice it says that it was answered', async () => {
    const town = await openTown({ start: mondayAfternoon });
    const wang = await wangIsReferred(town);
    const desk = await signedIn(town);
    const path = /href="(\/desk\/[0-9a-f-]{36})"/.exec((await desk.ask('/desk')).text)?.[1] ?? '';
    expect((await desk.ask(`${path}/decline`, {})).text).toContain('请选不接收的原因');
    await desk.ask(`${path}/decline`, { reason: 'full', advice: '可到区人民医院' });
    await wang.sees('近期没有空位，可到区人民医院');
    expect((await desk.ask(`${path}/decline`, { reason: 'full' })).status).toBe(409);
  });

  test('nobody’s phone gets the same words and no code; wrong codes are counted; a form of another site is refused', async () => {
    const town = await openTown({ start: mondayAfternoon });
    const stranger = browser(town);
    const asked = await stranger.ask('/desk/code', { phone: '13812345678' });
    const known = await browser(town).ask('/desk/code', { phone: '13800009007' });
    const without = (text: string) => text.replaceAll(/13\d{9}|nonce="[^"]*"/g, '');
    expect(without(asked.text)).toBe(without(known.text));
    expect((await stranger.ask('/desk/code', { phone: '13812345678' })).status).toBe(429);
    for (let round = 0; round < 5; round += 1)
      await stranger.ask('/desk/sign-in', { phone: '13800009007', code: '000000' });
    const right = await town.phone('wu-min').code();
    expect((await stranger.ask('/desk/sign-in', { phone: '13800009007', code: right })).text).toContain('请重新要一个');
    expect((await stranger.ask('/desk/00000000-0000-0000-0000-000000000000')).status).toBe(401);
    const evil = await stranger.ask('/desk/code', { phone: '13800009007' }, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
  });

  test('a session ends with the day at the desk, and when somebody signs out', async () => {
    const town = await openTown({ start: mondayAfternoon });
    const desk = await signedIn(town);
    expect((await desk.ask('/desk')).text).toContain('现在没有要处理的转诊');
    const before = desk.cookie();
    await desk.ask('/desk/sign-out', {});
    const again = await fetch(`${town.url}/desk`, { headers: { cookie: before } });
    expect(await again.text()).toContain('登录转诊服务台');
    await town.timePasses('PT2M');
    const later = await signedIn(town);
    await town.timePasses('PT11H');
    expect((await later.ask('/desk')).text).toContain('登录转诊服务台');
  });

  test('where no SMS can be sent it does not ask for a code, and tells the other ways', async () => {
    const answers = await Promise.all(['', 'code', 'sign-in'].map((path) => silentDesk(path)));
    for (const { status, body } of answers) {
      expect(status).toBe(403);
      for (const said of ['现在不能在网页登录', '转诊处理', '区卫生局']) expect(body).toContain(said);
    }
  });
});
