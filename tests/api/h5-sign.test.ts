import { afterAll, describe, expect, test } from 'vitest';
import { signPage } from '#api/h5/sign-page.ts';
import { html } from '#api/h5/html.ts';
import { issueSigningLink } from '#domain/contracts/signing-page.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { dataUrlOf, drawnSignature, pngOf } from '#tests/support/png.ts';
import { signServer } from '#tests/support/sign-server.ts';

describe('/h5/sign/:token', async () => {
  const town = await contractTown();
  const server = await signServer(town);
  afterAll(() => server.close());

  let serial = 0;
  const link = async (packages: readonly string[] = []) => {
    serial += 1;
    const residentId = await town.neighbour(serial);
    const contactId = await town.bind(residentId);
    const draft = await town.draft({ residentId, packages });
    const { token } = await town.transact((tx) => issueSigningLink(tx, { contractId: draft.id, contactId }));
    return { url: `${server.url}/h5/sign/${token}`, token, contractId: draft.id };
  };
  const post = (url: string, signature: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ signature, shown: '' }), headers });

  test('is never cached, tells no referrer, and runs only what carries its nonce', async () => {
    const { url } = await link();
    const [one, other] = [await fetch(url), await fetch(url)];
    expect(one.status).toBe(200);
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('referrer-policy')).toBe('no-referrer');
    const policy = one.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    const text = await one.text();
    expect(text.match(/<(script|style)/g)).toHaveLength(2);
    expect(text.split(`nonce="${nonce}"`)).toHaveLength(3);
    expect(other.headers.get('content-security-policy')).not.toBe(policy);
  });

  test('fetches nothing from anywhere and has no handler in its markup', async () => {
    const { url } = await link();
    const text = await (await fetch(url)).text();
    expect(text).not.toMatch(/\s(src|on\w+)=/);
    expect(text).not.toMatch(/https?:\/\//);
  });

  test('shows each package with items, price and shares, and that the platform charges nothing', async () => {
    const { url } = await link(['chronic']);
    const text = await (await fetch(url)).text();
    for (const said of [
      '慢病管理包',
      '面对面随访',
      '一年4次',
      '医保',
      '公卫',
      '自付',
      '本平台不收费',
      '协议版本：2026-01',
    ])
      expect(text).toContain(said);
  });

  test('a posted signature submits; posted again it answers the same', async () => {
    const { url, contractId } = await link();
    const answers = [await post(url, dataUrlOf(drawnSignature)), await post(url, dataUrlOf(drawnSignature))];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('签好了，已提交');
    }
    expect((await town.contract(contractId)).status).toBe('submitted');
  });

  test('the page’s own script is answered in JSON', async () => {
    const { url } = await link();
    const headers = { accept: 'application/json' };
    const empty = await post(url, dataUrlOf(pngOf(40, 20, () => false)), headers);
    expect(empty.status).toBe(422);
    expect(await empty.json()).toMatchObject({
      state: 'flawed',
      message: expect.stringContaining('还没有看到您的签名'),
    });
    const signed = await post(url, dataUrlOf(drawnSignature), headers);
    expect(signed.status).toBe(200);
    expect(await signed.json()).toEqual({ state: 'signed', message: '' });
  });

  test('an empty form, a text, a picture too large and a body too large are answered, not crashed on', async () => {
    const { url, contractId } = await link();
    expect((await fetch(url, { method: 'POST' })).status).toBe(422);
    expect((await post(url, '我的名字')).status).toBe(422);
    expect((await post(url, `data:image/png;base64,${'A'.repeat(210 * 1024)}`)).status).toBe(422);
    expect((await post(url, 'A'.repeat(400 * 1024))).status).toBe(413);
    expect((await town.contract(contractId)).status).toBe('draft');
  });

  test('unknown links are 404, expired ones 410, each with what to do', async () => {
    const unknown = await fetch(`${server.url}/h5/sign/nobody`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('请回到聊天，回复“签约”');
    const { url } = await link();
    town.later(60);
    expect((await fetch(url)).status).toBe(410);
    expect((await post(url, dataUrlOf(drawnSignature))).status).toBe(410);
  });

  test('needs no framework: a request in, a response out', async () => {
    const { token } = await link();
    const page = signPage({ read: town.read, transact: town.transact, nonce: () => 'n' });
    expect(await page({ method: 'GET', token })).toMatchObject({
      status: 200,
      body: expect.stringContaining('<h1>家庭医生签约</h1>'),
    });
  });
});

test('what is put into markup is escaped', () => {
  expect(html`<p title="${'"&<>\''}">${'<script>'}</p>`.markup).toBe(
    '<p title="&quot;&amp;&lt;&gt;&#39;">&lt;script&gt;</p>',
  );
});
