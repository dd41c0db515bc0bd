import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Koa from 'koa';
import { inventedOpenid, type SandboxAccount } from '#bot/sandbox/accounts.ts';
import { inventedCredentials } from '#bot/sandbox/credentials.ts';
import type { Action, ActionAnswer, Bubble, Envelope } from '#bot/sandbox/protocol.ts';
import { createSandbox, type Sandbox } from '#bot/sandbox/sandbox.ts';
import type { SandboxTemplate } from '#bot/sandbox/wechat/template-message.ts';
import { readXml, writeXml, type XmlElement, type XmlFields } from '#bot/sandbox/xml.ts';
import { type SteppableClock, standingClock } from '#kit/clock.ts';
import { answerXml, createEnvelope } from '#kit/envelope.ts';

/** A callback as the program sees it. */
export interface Heard {
  path: string;
  query: Record<string, string>;
  wire: string;
  /** Decrypted. */
  event: XmlElement;
}

/** What the program answers: a status, and a body that is sent as it is; or nothing at all; or it breaks the connection. */
export type Said = { status?: number; body: string } | 'silence' | 'hang-up';

/** The platforms, the phones, and a program behind its webhooks that answers as the test wants. */
export interface Stage {
  sandbox: Sandbox;
  clock: SteppableClock;
  url: string;
  heard: Heard[];
  /** What the program does with the next callbacks, one after the other; the last one stays. */
  answers(...said: ((heard: Heard) => Said)[]): void;
  /** Answers URL checks with this instead of what was asked for. */
  echoes(text: string): void;
  /** A passive reply, encrypted for whoever asked. */
  replies(fields: XmlFields): (heard: Heard) => Said;
  does(phone: string, action: Action): Promise<ActionAnswer>;
  bubbles(phone: string): Promise<Bubble[]>;
  envelopes(bubble: number): Promise<Envelope[]>;
  wechat(path: string, body?: object): Promise<Json>;
  wecom(path: string, body?: object): Promise<Json>;
  /** Stops everything and starts it again on the same memory. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export type Json = Record<string, unknown>;

export const openid = inventedOpenid('wang');
export const credentials = inventedCredentials('for tests');

export const accounts: SandboxAccount[] = [
  {
    id: 'wang',
    name: '王秀英',
    about: '居民',
    group: 'resident',
    wechat: { openid, following: true },
    phoneNumber: '13800000001',
    tries: ['绑定'],
  },
  {
    id: 'new',
    name: '新手机',
    about: '还没有关注',
    group: 'resident',
    wechat: { openid: inventedOpenid('new'), following: false },
    tries: [],
  },
  { id: 'chen', name: '陈志远', about: '医生', group: 'staff', wecom: { userid: 'chen.zhiyuan' }, tries: [] },
  { id: 'lin', name: '林晓梅', about: '医生', group: 'staff', wecom: { userid: 'lin.xiaomei' }, tries: [] },
];

/** The phone of a group; only on stages that ask for one. */
const group: SandboxAccount = {
  id: 'group',
  name: '社区健康群',
  about: '微信群',
  group: 'resident',
  members: ['阿珍', '老周'],
  tries: ['拱北几点开门'],
};

export const template: SandboxTemplate = {
  id: 'T-appointment',
  title: '预约成功通知',
  fields: [
    { name: 'thing1', label: '就诊人' },
    { name: 'time2', label: '时间' },
  ],
};

const ciphers = {
  '/webhooks/wechat': createEnvelope({ ...credentials.wechat, receiveId: credentials.wechat.appId }),
  '/webhooks/wecom': createEnvelope({ ...credentials.wecom, receiveId: credentials.wecom.corpId }),
};

interface Setting {
  /** What the program serves besides, under the same address as the platforms. */
  pages?: readonly Koa.Middleware[];
  /** How long the platforms wait for an answer; as long as the real ones unless a test is about waiting. */
  callbackMs?: number;
  /** Hears what neighbours write in the group, which is there then. */
  neighbourWrites?(member: string, text: string): void;
}

export async function setStage({ pages = [], callbackMs = 5_000, neighbourWrites }: Setting = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const clock = standingClock('2026-11-22T12:00:00Z');
  const heard: Heard[] = [];
  let script: ((heard: Heard) => Said)[] = [() => ({ body: 'success' })];
  let echoed: string | undefined;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://stage').pathname;
    if (path === '/webhooks/wechat' || path === '/webhooks/wecom') void program(path, request, response);
    else void application(request, response);
  });
  await listen(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on a port, not a pipe
  let sandbox = open();
  let application = serve();

  function serve() {
    const app = new Koa().use(sandbox.platforms).use(sandbox.phones);
    for (const page of pages) app.use(page);
    return app.callback();
  }

  function open(): Sandbox {
    return createSandbox({
      clock,
      dataDir,
      appUrl: () => url,
      publicUrl: pages.length > 0 ? url : 'http://localhost:3000',
      timeZone: 'Asia/Shanghai',
      credentials,
      accounts: neighbourWrites ? [...accounts, group] : accounts,
      ...(neighbourWrites && { neighbourWrites }),
      templates: [template],
      log: { info: () => {}, warn: () => {} },
      nextOpening: async () => '2026-11-23T10:00:00.000Z',
      captionOf: async (scene) => (scene === 'doctor-1' ? '陈志远医生' : undefined),
      patience: { callbackMs, reportMs: 0 },
    });
  }

  async function program(path: keyof typeof ciphers, request: IncomingMessage, response: ServerResponse) {
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://stage').searchParams);
    const cipher = ciphers[path];
    if (request.method === 'GET' && echoed !== undefined) return response.end(echoed);
    if (request.method === 'GET') {
      const signed = { timestamp: query['timestamp'] ?? '', nonce: query['nonce'] ?? '' };
      const echo = query['echostr'] ?? '';
      if (path === '/webhooks/wechat')
        return response.end(cipher.verifyUrl({ ...signed, signature: query['signature'] ?? '' }) ? echo : 'no');
      const opened = cipher.open(echo, { ...signed, signature: query['msg_signature'] ?? '' });
      return response.end(opened.ok ? opened.content : 'no');
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // no encoding is set
    const wire = Buffer.concat(chunks).toString('utf8');
    const outer = readXml(wire);
    const opened = cipher.open(String(outer?.['Encrypt']), {
      signature: query['msg_signature'] ?? '',
      timestamp: query['timestamp'] ?? '',
      nonce: query['nonce'] ?? '',
    });
    if (!opened.ok) return response.writeHead(403).end(opened.why);
    const one: Heard = { path, query, wire, event: readXml(opened.content.toString('utf8')) ?? {} };
    heard.push(one);
    const [next, ...rest] = script;
    if (rest.length > 0) script = rest;
    const said = next?.(one) ?? 'silence';
    if (said === 'hang-up') response.destroy();
    else if (said !== 'silence') response.writeHead(said.status ?? 200).end(said.body);
    return undefined;
  }

  const json = async (response: Response) => (await response.json()) as Json; // the platforms answer JSON objects
  const call = async (address: string, body?: object) =>
    json(await fetch(address, body ? { method: 'POST', body: JSON.stringify(body) } : {}));
  const withToken = (path: string, token: unknown) =>
    `${path}${path.includes('?') ? '&' : '?'}access_token=${String(token)}`;

  const stage: Stage = {
    get sandbox() {
      return sandbox;
    },
    clock,
    url,
    heard,
    answers(...said) {
      script = said;
    },
    echoes(text) {
      echoed = text;
    },
    replies: (fields) => (one) => {
      const cipher = ciphers[one.path as keyof typeof ciphers]; // program() only takes these two
      const plain = writeXml({
        ToUserName: String(one.event['FromUserName']),
        FromUserName: String(one.event['ToUserName']),
        CreateTime: 1_700_000_000,
        ...fields,
      });
      const random16 = Buffer.from('0123456789abcdef');
      return { body: answerXml(cipher.seal(plain, { timestamp: '1700000000', nonce: 'abc', random16 })) };
    },
    async does(phone, action) {
      const response = await fetch(`${url}/sandbox/api/phones/${phone}/actions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
      });
      if (!response.ok) throw new Error(String((await json(response))['code']));
      return (await response.json()) as ActionAnswer; // protocol.ts
    },
    bubbles: async (phone) => (await (await fetch(`${url}/sandbox/api/phones/${phone}/bubbles`)).json()) as Bubble[],
    envelopes: async (id) => (await (await fetch(`${url}/sandbox/api/bubbles/${id}/envelopes`)).json()) as Envelope[],
    async wechat(path, body) {
      const base = `${url}/sandbox/platforms/wechat/cgi-bin`;
      const { access_token } = await call(`${base}/stable_token`, tokenRequest);
      return call(`${base}/${withToken(path, access_token)}`, body);
    },
    async wecom(path, body) {
      const { corpId, secret } = credentials.wecom;
      const base = `${url}/sandbox/platforms/wecom/cgi-bin`;
      const { access_token } = await call(`${base}/gettoken?corpid=${corpId}&corpsecret=${secret}`);
      return call(`${base}/${withToken(path, access_token)}`, body);
    },
    async restart() {
      await sandbox.close();
      sandbox = open();
      application = serve();
    },
    async close() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dataDir, { recursive: true });
    },
  };
  return stage;
}

export const tokenRequest = {
  grant_type: 'client_credential',
  appid: credentials.wechat.appId,
  secret: credentials.wechat.appSecret,
};

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}
