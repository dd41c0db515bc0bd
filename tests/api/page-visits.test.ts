import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterAll, describe, expect, test } from 'vitest';
import { h5SignRoutes } from '#api/routes/h5-sign.ts';
import { pageVisits } from '#api/routes/page-visits.ts';
import { issueSigningLink } from '#domain/contracts/signing-page.ts';
import { visitMinutes } from '#domain/pages/visit.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { dataUrlOf, drawnSignature } from '#tests/support/png.ts';

describe('a page that was opened from chat', async () => {
  const town = await contractTown();
  const publicUrl = 'https://jiayi.example';
  /** Codes of WeChat: whose they are. */
  const codes = new Map<string, string>();
  const app = new Koa();
  const parts = { read: town.read, transact: town.transact, nonce: () => randomBytes(16).toString('base64') };
  const authorisation = {
    authorizeUrl: (page: string, state: string) =>
      `https://open.example/authorize?redirect_uri=${encodeURIComponent(page)}&state=${state}`,
    openidOf: async (code: string) => codes.get(code),
  };
  app.use(
    pageVisits({
      ...parts,
      state: () => randomBytes(16).toString('hex'),
      publicUrl,
      authorisation,
      isInWechat: () => true,
      hasSms: true,
    }),
  );
  app.use(h5SignRoutes(parts));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  let serial = 0;
  const link = async () => {
    serial += 1;
    const residentId = await town.neighbour(serial);
    const contactId = await town.bind(residentId);
    const draft = await town.draft({ residentId });
    const { token } = await town.transact((tx) => issueSigningLink(tx, { contractId: draft.id, contactId }));
    const openid = await town.read(async (tx) => {
      const { accountSealed } = await tx.prisma.contact.findUniqueOrThrow({ where: { id: contactId } });
      return tx.vault.open({ table: 'Contact', column: 'accountSealed', row: contactId }, accountSealed);
    });
    return { path: `/h5/sign/${token}`, contractId: draft.id, openid };
  };
  const go = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
  const cookieOf = (answer: Response, name: string) =>
    answer.headers
      .getSetCookie()
      .find((one) => one.startsWith(name))
      ?.split(';')[0] ?? '';
  /** Goes to WeChat, as a browser that was sent there. */
  const sent = async (path: string) => {
    const answer = await go(path);
    const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? '';
    return { state, cookie: cookieOf(answer, 'jiayi_state') };
  };
  const codeFor = (openid: string) => {
    const code = `code${codes.size}`;
    codes.set(code, openid);
    return code;
  };
  const enter = async (path: string, openid: string) => {
    const { state, cookie } = await sent(path);
    const answer = await go(`${path}?code=${codeFor(openid)}&state=${state}`, { headers: { cookie } });
    return { answer, cookie: cookieOf(answer, 'jiayi_visit') };
  };

  test('asks WeChat first whose phone it is, at the address that the program is known by', async () => {
    const { path } = await link();
    const answer = await go(path);
    expect(answer.status).toBe(302);
    const authorise = new URL(answer.headers.get('location') ?? '');
    expect(authorise.searchParams.get('redirect_uri')).toBe(`${publicUrl}${path}`);
    expect(await answer.text()).not.toContain('协议书');
  });

  test('opens for whom it was sent to, and is signed there', async () => {
    const { path, openid, contractId } = await link();
    const { answer, cookie } = await enter(path, openid);
    for (const one of answer.headers.getSetCookie())
      expect(one).toMatch(/; Path=\/h5; .*HttpOnly; SameSite=Lax; Secure$/);
    expect(answer.headers.get('location')).toBe(`${publicUrl}${path}?entered=1`);
    const page = await go(path, { headers: { cookie } });
    expect(await page.text()).toContain('家庭医生签约服务协议书');
    const body = new URLSearchParams({ signature: dataUrlOf(drawnSignature), shown: '' });
    expect((await go(path, { method: 'POST', headers: { cookie }, body })).status).toBe(200);
    expect((await town.contract(contractId)).status).toBe('submitted');
  });

  test('stays shut for another account, with or without a visit of its own', async () => {
    const [hers, his] = [await link(), await link()];
    const forwarded = await enter(hers.path, his.openid);
    expect(forwarded.answer.status).toBe(403);
    expect(await forwarded.answer.text()).toContain('发给别的微信号');
    const { cookie } = await enter(his.path, his.openid);
    expect((await go(hers.path, { headers: { cookie } })).status).toBe(302);
    const body = new URLSearchParams({ signature: dataUrlOf(drawnSignature), shown: '' });
    expect((await go(hers.path, { method: 'POST', headers: { cookie }, body })).status).toBe(401);
    expect((await town.contract(hers.contractId)).status).toBe('draft');
  });

  test('says what to do when WeChat does not know the code, and when the browser keeps no cookie', async () => {
    const { path } = await link();
    const { state, cookie } = await sent(path);
    const unknown = await go(`${path}?code=nobody&state=${state}`, { headers: { cookie } });
    expect(unknown.status).toBe(403);
    expect(await unknown.text()).toContain('请回到微信聊天里，再点一次链接');
    expect((await go(`${path}?entered=1`)).status).toBe(401);
  });

  test('lets nobody in by an address that another browser came back with, nor twice by one', async () => {
    const { path, openid } = await link();
    const [hers, other] = [await sent(path), await sent(path)];
    const back = (state: string, cookie: string) =>
      go(`${path}?code=${codeFor(openid)}&state=${state}`, { headers: { cookie } });
    for (const [state, cookie] of [
      [hers.state, ''],
      [hers.state, other.cookie],
      ['', hers.cookie],
      ['', 'jiayi_state='],
    ] as const) {
      const answer = await back(state, cookie);
      expect([answer.status, cookieOf(answer, 'jiayi_visit')]).toEqual([403, '']);
    }
    const entered = await back(hers.state, hers.cookie);
    expect(entered.status).toBe(302);
    expect(entered.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^jiayi_state=; .*Max-Age=0;/));
  });

  test('asks again when the visit is over, and tells a page that stood open so', async () => {
    const { path, openid } = await link();
    const { cookie } = await enter(path, openid);
    town.later(visitMinutes);
    expect((await go(path, { headers: { cookie } })).status).toBe(302);
    const body = new URLSearchParams({ signature: dataUrlOf(drawnSignature), shown: '' });
    const stale = await go(path, { method: 'POST', headers: { cookie, accept: 'application/json' }, body });
    expect(await stale.json()).toMatchObject({ state: 'denied', message: expect.stringContaining('再点一次链接') });
  });

  test('an unknown link says that it is none', async () => {
    expect((await go(`/h5/sign/${'z'.repeat(26)}`)).status).toBe(404);
  });
});
