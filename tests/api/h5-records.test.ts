import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterAll, describe, expect, test } from 'vitest';
import { contactOf } from '#bot/inbox/contact-row.ts';
import { h5ReadingsRoutes } from '#api/routes/h5-readings.ts';
import { h5RecordRoutes } from '#api/routes/h5-records.ts';
import { pageVisits } from '#api/routes/page-visits.ts';
import { bindTo, endBinding } from '#domain/residents/binding.ts';
import { issueCopyLink } from '#domain/records/copy.ts';
import { addEntry } from '#domain/records/entries.ts';
import { issueRecordLink } from '#domain/records/own-look.ts';
import { keepReading } from '#domain/follow-ups/keep-reading.ts';
import { issueTrendLink } from '#domain/follow-ups/trend.ts';
import { issueReportLink } from '#domain/reports/page.ts';
import { takeInReport } from '#domain/reports/take-in.ts';
import { drawPicture } from '#kit/picture.ts';
import { pictureFont } from '#tests/support/font.ts';
import { openPng } from '#tests/support/png.ts';
import { lastCode, otherCode, settled } from '#tests/support/people.ts';

const inWechat = { 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0' };

describe('pages with health information', async () => {
  const { database, clock, people } = await settled();
  const codes = new Map<string, string>();
  const app = new Koa();
  const parts = {
    hasSms: true,
    draw: (svg: string) => drawPicture(svg, pictureFont),
    read: database.read,
    transact: database.transact,
    nonce: () => randomBytes(16).toString('base64'),
  };
  const visits = {
    ...parts,
    state: () => 'state',
    publicUrl: 'https://jiayi.example',
    authorisation: {
      authorizeUrl: (page: string, state: string) =>
        `https://open.example/?redirect_uri=${encodeURIComponent(page)}&state=${state}`,
      openidOf: async (code: string) => codes.get(code),
    },
    isInWechat: (agent: string) => agent.includes('MicroMessenger'),
  };
  app.use(pageVisits(visits));
  app.use(h5RecordRoutes(parts));
  app.use(h5ReadingsRoutes(parts));
  const bare = new Koa();
  bare.use(h5RecordRoutes({ ...parts, hasSms: false }));
  bare.use(h5ReadingsRoutes({ ...parts, draw: async () => undefined }));
  const silent = new Koa();
  silent.use(pageVisits({ ...visits, hasSms: false }));
  const servers = [app, bare, silent].map((one) => one.listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const [url, bareUrl, withoutSms] = servers.map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

  const reportId = await database.transact((tx) =>
    takeInReport(tx, {
      residentId: people.wang,
      organisationId: people.place('市二院'),
      kind: 'laboratory',
      title: '糖化血红蛋白',
      content: { items: [{ name: '糖化血红蛋白', value: '7.2', unit: '%', range: '4.0–6.0', flag: 'high' }] },
      issuedAt: new Date('2026-02-27T09:00:00+08:00'),
      externalId: '1',
    }),
  );
  let serial = 0;
  const link = () =>
    database.transact(async (tx) => {
      serial += 1;
      const openid = `openid-${serial}`;
      const { id: contactId } = await contactOf(tx, { channel: 'wechat', account: openid });
      const bindingId = await bindTo(tx, { contactId, channel: 'wechat', residentId: people.wang, by: 'sms' });
      const { token } = await issueReportLink(tx, { reportId: reportId ?? '', contactId });
      return { path: `/h5/report/${token}`, bindingId, contactId, openid };
    });
  const go = (path: string, headers: Record<string, string> = {}, form?: Record<string, string>) =>
    fetch(`${url}${path}`, {
      redirect: 'manual',
      headers,
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
  const visitOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .find((one) => one.startsWith('jiayi_visit'))
      ?.split(';')[0] ?? '';
  /** In by WeChat. */
  const enter = async (path: string, openid: string) => {
    codes.set('code', openid);
    return go(`${path}?code=code&state=state`, { ...inWechat, cookie: 'jiayi_state=state' });
  };
  const looks = () => database.read(({ prisma }) => prisma.auditEntry.count({ where: { action: 'report.read' } }));

  test('in WeChat it opens for the account that it was sent to, says what the sender wrote, and is audited', async () => {
    const { path, openid } = await link();
    expect((await go(path, inWechat)).headers.get('location')).toContain('https://open.example/');
    const before = await looks();
    const cookie = visitOf(await enter(path, openid));
    const page = await go(path, { ...inWechat, cookie });
    expect(page.status).toBe(200);
    const text = await page.text();
    for (const said of ['糖化血红蛋白', '7.2', '%', '参考 4.0–6.0', '偏高', '王*英', '2026年2月27日', '请勿转发'])
      expect(text).toContain(said);
    expect(text).not.toContain('王秀英');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await looks()).toBe(before + 1);
  });

  test('forwarded it opens nothing in another’s hands', async () => {
    const { path } = await link();
    const answer = await enter(path, 'somebody-else');
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('糖化');
  });

  test('without the step-up each page with health information says nothing, whatever stands before it', async () => {
    const { path } = await link();
    const before = await looks();
    for (const headers of [{}, { cookie: 'jiayi_visit=12345' }] as Record<string, string>[]) {
      const answer = await fetch(`${bareUrl}${path}`, { headers });
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('糖化');
    }
    expect(await looks()).toBe(before);
  });

  test('outside WeChat the code on the phone on file opens it, a wrong one does not', async () => {
    const { path } = await link();
    expect(await (await go(path)).text()).toContain('确认是您本人');
    expect(await (await go(path, {}, { step: 'send' })).text()).toContain('138****0001');
    const code = await database.read((tx) => lastCode(tx, '13800000001'));
    const wrong = await go(path, {}, { step: 'open', code: otherCode(code) });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('验证码不对');
    const right = await go(path, {}, { step: 'open', code });
    expect(right.status).toBe(302);
    const page = await go(path, { cookie: visitOf(right) });
    expect(await page.text()).toContain('糖化血红蛋白');
  });

  test('after half an hour the link has expired and the visit is over', async () => {
    const { path, openid } = await link();
    const cookie = visitOf(await enter(path, openid));
    clock.moveTo(new Date(clock.now().getTime() + 29 * 60_000));
    expect((await go(path, { ...inWechat, cookie })).status).toBe(200);
    clock.moveTo(new Date(clock.now().getTime() + 2 * 60_000));
    expect((await go(path, { ...inWechat, cookie })).status).toBe(302);
    const again = visitOf(await enter(path, openid));
    const answer = await go(path, { ...inWechat, cookie: again });
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('这个链接过时了');
  });

  test('an account that was bound to somebody else meanwhile opens nothing of the former one', async () => {
    const { path, contactId, openid, bindingId } = await link();
    const cookie = visitOf(await enter(path, openid));
    await database.transact(async (tx) => {
      await endBinding(tx, bindingId, 'unbound');
      await bindTo(tx, { contactId, channel: 'wechat', residentId: people.li, by: 'desk' });
    });
    const answer = await go(path, { ...inWechat, cookie });
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('糖化');
  });

  test('the record’s page shows what stands in it and who looked; the copy is a file with everything that is held', async () => {
    const { contactId, openid } = await link();
    const paths = await database.transact(async (tx) => {
      await addEntry(tx, { residentId: people.wang, kind: 'allergy', text: '青霉素' });
      await addEntry(tx, { residentId: people.wang, kind: 'remark', text: '只给医生看的' });
      const to = { residentId: people.wang, contactId };
      const record = `/h5/record/${(await issueRecordLink(tx, to)).token}`;
      return { record, copy: `/h5/copy/${(await issueCopyLink(tx, to)).token}` };
    });
    for (const path of Object.values(paths)) {
      expect((await fetch(`${bareUrl}${path}`)).status).toBe(403);
      expect((await fetch(`${bareUrl}${path}?as=json`)).status).toBe(403);
    }
    const cookie = visitOf(await enter(paths.record, openid));
    const text = await (await go(paths.record, { ...inWechat, cookie })).text();
    for (const said of ['王*英', '过敏：青霉素', '谁看过', '您自己，看自己的', '请勿转发'])
      expect(text).toContain(said);
    expect(text).not.toContain('只给医生看的');
    expect(await (await go(paths.copy, { ...inWechat, cookie })).text()).toContain('下载文件');
    const file = await go(`${paths.copy}?as=json`, { ...inWechat, cookie });
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const copy = JSON.parse(await file.text()) as Record<string, Record<string, unknown>[]>;
    expect(copy['身份']).toMatchObject([{ name: '王秀英', document: '440402195803120022' }]);
    expect(copy['档案']).toMatchObject([{ kind: 'allergy', text: '青霉素' }]);
    expect(JSON.stringify(copy)).not.toMatch(/只给医生看的|Index"|Hash"/u);
    const copied = await database.read(({ prisma }) => prisma.auditEntry.count({ where: { action: 'record.copied' } }));
    expect(copied).toBe(2);
  });

  test('the page of readings shows them drawn, large and with their targets by age; each value in words; the look is audited', async () => {
    const { contactId, openid } = await link();
    const path = await database.transact(async (tx) => {
      const from = { source: 'resident', contactId } as const;
      for (const [systolic, diastolic, hour] of [
        [158, 96, 8],
        [146, 84, 9],
      ] as const)
        await keepReading(tx, {
          residentId: people.wang,
          measured: { kind: 'pressure', systolic, diastolic },
          measuredAt: tx.day.at('2026-02-28', `0${hour}:00`),
          from,
        });
      return `/h5/readings/${(await issueTrendLink(tx, { residentId: people.wang, contactId })).token}`;
    });
    expect((await fetch(`${bareUrl}${path}`)).status).toBe(403);
    const cookie = visitOf(await enter(path, openid));
    const answer = await go(path, { ...inWechat, cookie });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    for (const said of ['王*英', '最近一次：146/84 目标内', '158/96 偏高', '2月28日（周六）早上8:00', '请勿转发'])
      expect(text).toContain(said);
    expect(text).not.toContain('体重');
    const pictures = [...text.matchAll(/src="data:image\/png;base64,([^"]+)" alt="([^"]+)"/gu)];
    expect(pictures.map(([, , alt]) => alt)).toEqual(['血压的图：从2月28日（周六）到2月28日（周六），量了2次']);
    expect(openPng(Buffer.from(pictures[0]?.[1] ?? '', 'base64')).width).toBe(720);
    // Where nothing can be drawn the values still stand there, unfolded.
    const without = await (await fetch(`${bareUrl}${path}`, { headers: { cookie } })).text();
    for (const said of ['图现在画不出来', '<details open>', '146/84 目标内']) expect(without).toContain(said);
    const record = await database.transact((tx) => issueRecordLink(tx, { residentId: people.wang, contactId }));
    expect(await (await go(`/h5/record/${record.token}`, { ...inWechat, cookie })).text()).toContain(
      '看自己的测量记录',
    );
  });

  test('where no SMS can be sent, outside WeChat no code is offered, and the other ways are told', async () => {
    const { path, contactId } = await link();
    const alone = await fetch(`${withoutSms}${path}`);
    expect(alone.status).toBe(403);
    const text = await alone.text();
    for (const said of ['请在微信里打开', '社区卫生服务中心窗口']) expect(text).toContain(said);
    expect(text).not.toContain('验证码');
    expect(await database.read(({ prisma }) => prisma.verificationCode.count({ where: { contactId } }))).toBe(0);
    expect((await fetch(`${withoutSms}${path}`, { method: 'POST', body: 'step=send' })).status).toBe(403);
    expect(await database.read(({ prisma }) => prisma.verificationCode.count({ where: { contactId } }))).toBe(0);
  });
});
