import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Clock } from '#kit/clock.ts';
import { type Randomness, systemRandomness } from '#kit/id.ts';
import { directoryOf, type SandboxAccount } from './accounts.ts';
import { type CallbackLimits, platformLimits } from './callback.ts';
import type { SandboxCredentials } from './credentials.ts';
import { served } from './endpoint.ts';
import { createUnderway } from './exchange.ts';
import { createFeed } from './feed.ts';
import type { Ground, SandboxLog } from './ground.ts';
import { createGroup } from './group-chat/group.ts';
import { neighbourhood } from './group-chat/neighbours.ts';
import { createHistory } from './history.ts';
import { counter, openMemory } from './memory.ts';
import { createOAuth } from './oauth.ts';
import { createPerform } from './phones/action.ts';
import { phonesInterface } from './phones/interface.ts';
import { createPhoneBook } from './phones/phone-book.ts';
import { createStreams } from './phones/stream.ts';
import type { Caused, Menus, Overview } from './protocol.ts';
import { smsGateway } from './sms.ts';
import { createWechatPlatform } from './wechat/platform.ts';
import type { SandboxTemplate } from './wechat/template-message.ts';
import { createWecomPlatform } from './wecom/platform.ts';

export interface SandboxOptions {
  /** The program's clock: every limit and every time shown goes by it. */
  clock: Clock;
  chance?: Randomness;
  /** `sandbox.db` lies here. */
  dataDir: string;
  /** Where the program listens, such as `http://127.0.0.1:3000`: callbacks go there. Asked for at each callback. */
  appUrl(): string;
  /** Where links sent to people point. */
  publicUrl: string;
  /** The district's zone, in which the page shows times. */
  timeZone: string;
  credentials: SandboxCredentials;
  accounts: readonly SandboxAccount[];
  /** The templates that the Official Account has been granted. */
  templates: readonly SandboxTemplate[];
  titles?: Overview['titles'];
  quietHours?: Overview['quietHours'];
  log: SandboxLog;
  /** When the next night clinic opens, as ISO 8601. */
  nextOpening?(): Promise<string | undefined>;
  /** Hears what a neighbour writes in the simulated group. */
  neighbourWrites?(member: string, text: string): void;
  /** What is printed beside the QR code of a scene. */
  captionOf?(scene: string): Promise<string | undefined>;
  /** Shorter in tests: how long the platforms wait for an answer, and before they report on a template message. */
  patience?: { callbackMs: number; reportMs: number };
}

export interface Sandbox {
  /** Serves `/sandbox/platforms/…`, the simulated APIs. */
  platforms: Middleware;
  /** Serves `/sandbox/api/…`, what the page of phones calls. */
  phones: Middleware;
  /** Checks both callback addresses, as saving them in the consoles does. The program must be listening. */
  verify(): Promise<{ wechat: boolean; wecom: boolean }>;
  /** Shows in the simulated group what the bot wrote. */
  writtenInGroup(by: string, text: string): void;
  /** Tells the pages that the clock was moved. */
  clockMoved(caused: Caused[]): void;
  /** Resolves when no callback and no report is under way. */
  quiet(): Promise<void>;
  /** Ends what is under way and closes the memory. */
  close(): Promise<void>;
}

const titles: Overview['titles'] = {
  wechat: '家医服务号',
  wecom: '家医工作台',
  sms: '短信',
  'group-chat': neighbourhood.topic,
};

/** The simulated WeChat Official Account, WeCom and SMS gateway, and the phones of the people who use them. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, credentials, patience = { callbackMs: platformLimits.timeoutMs, reportMs: 300 } } = options;
  const memory = openMemory(options.dataDir);
  const feed = createFeed();
  const ground: Ground = {
    clock,
    chance: options.chance ?? systemRandomness,
    memory,
    directory: directoryOf(options.accounts),
    history: createHistory({ memory, clock, feed }),
    feed,
    log: options.log,
    next: counter(memory),
  };
  const stop = new AbortController();
  const limits: CallbackLimits = { ...platformLimits, timeoutMs: patience.callbackMs, stop: stop.signal };
  const underway = createUnderway();
  const menuChanged = () => feed.publish({ kind: 'menus', menus: menus() });
  const oauth = createOAuth(ground, {
    ...credentials,
    origins: () => [options.publicUrl, options.appUrl()].map((url) => new URL(url).origin),
  });
  const wechat = createWechatPlatform(
    ground,
    {
      credentials: credentials.wechat,
      templates: options.templates,
      address: () => `${options.appUrl()}/webhooks/wechat`,
      limits,
      reportDelayMs: patience.reportMs,
      underway,
      menuChanged,
    },
    oauth,
  );
  const wecom = createWecomPlatform(
    ground,
    {
      credentials: credentials.wecom,
      address: () => `${options.appUrl()}/webhooks/wecom`,
      limits,
      underway,
      menuChanged,
    },
    oauth,
  );
  const group = createGroup(ground, (member, text) => options.neighbourWrites?.(member, text));
  const menus = (): Menus => ({ wechat: wechat.menu.entries(), wecom: wecom.menu.entries() });

  const book = createPhoneBook(ground, wechat.followers);
  // The streams listen first, so that a page hears of a bubble before it hears of the mark for it.
  const streams = createStreams(ground);
  feed.subscribe((event) => {
    if (event.kind !== 'bubble' || event.bubble.mine) return;
    const account = ground.directory.byId(event.bubble.phone);
    if (account) book.announce(account);
  });

  const router = new Router({ prefix: '/sandbox/platforms' });
  wechat.route(router);
  wecom.route(router);
  router.get('/open/connect/oauth2/authorize', oauth.authorize);
  router.post('/sms', smsGateway(ground));

  return {
    platforms: served(router),
    phones: phonesInterface(ground, {
      perform: createPerform(ground, { wechat: wechat.person, wecom: wecom.member, group }),
      book,
      streams,
      menus,
      scenes: wechat.codes.scenes,
      settings: { titles, ...options },
    }),
    async verify() {
      const [first, second] = await Promise.all([wechat.verify(), wecom.verify()]);
      return { wechat: first, wecom: second };
    },
    writtenInGroup: group.written,
    clockMoved(caused) {
      feed.publish({ kind: 'clock', now: clock.now().toISOString(), caused });
    },
    quiet: underway.quiet,
    async close() {
      stop.abort();
      streams.close();
      await underway.quiet();
      memory.close();
    },
  };
}
