import type Koa from 'koa';
import { beginVisit, mayOpen, visitMinutes } from '#domain/pages/visit.ts';
import { isHealthPurpose, type LinkPurpose } from '#domain/pages/link.ts';
import type { Transaction } from '#domain/transaction.ts';
import { backToChatScript } from '../h5/back-to-chat.ts';
import { respond, respondJson } from '../h5/shell.ts';
import { notView } from '../h5/sign-view.ts';
import { askPageCode } from './page-code.ts';

/** WeChat's authorisation: bot/channels/wechat/oauth. */
export interface PageAuthorisation {
  authorizeUrl(page: string, state: string): string;
  openidOf(code: string): Promise<string | undefined>;
}

export interface PageVisitParts {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Fresh random text for each response. */
  nonce(): string;
  /** 128 fresh random bits, of letters and figures. */
  state(): string;
  authorisation: PageAuthorisation;
  /** Where people reach the program: never taken from a request. */
  publicUrl: string;
  /** Whether WeChat's authorisation works in the browser with this User-Agent: outside WeChat it is a dead end. */
  isInWechat(userAgent: string): boolean;
  /** Whether codes can be sent by SMS: without it nobody is let in outside WeChat. */
  hasSms: boolean;
}

const pages: ReadonlyMap<string, LinkPurpose> = new Map([
  ['sign', 'contract.sign'],
  ['bind', 'bind'],
  ['report', 'report'],
  ['record', 'record'],
  ['copy', 'record.copy'],
  ['readings', 'readings'],
  ['slip', 'referral.slip'],
]);
/** The cookie that keeps a visit. */
export const visitCookie = 'jiayi_visit';
/** The state that this browser was sent to WeChat with. Whoever comes back without it was sent by somebody else. */
const stateCookie = 'jiayi_state';
const stateSeconds = 300;

const words = {
  title: '打开网页',
  notYours: '这个网页是发给别的微信号的',
  notYoursText: '为了您的信息安全，只有收到链接的微信号能打开。请在自己的微信里，向公众号发消息办理。',
  onlyInWechat: '请在微信里打开',
  onlyInWechatText:
    '这里是健康信息，只有在微信里才能确认是您本人。请在手机微信的聊天里点这个链接；打不开的，请带身份证到社区卫生服务中心窗口看。',
  unclear: '没能确认您的微信身份',
  unclearText: '请回到微信聊天里，再点一次链接。',
} as const;

/**
 * Before the pages that are opened from chat: lets in who has shown with WeChat that the link is theirs, and sends
 * everybody else to WeChat's authorisation and back, in the same browser (threat model: OAuth state).
 */
export function pageVisits(parts: PageVisitParts): Koa.Middleware {
  const { read, transact, nonce, authorisation, publicUrl } = parts;
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const keep = (context: Koa.Context, name: string, value: string, seconds: number) =>
    context.append('Set-Cookie', `${name}=${value}; Path=/h5; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`);
  return async (context, next) => {
    const [, name = '', token = ''] = /^\/h5\/([a-z]+)\/([^/]+)$/.exec(context.path) ?? [];
    const purpose = pages.get(name);
    if (!purpose) return next();
    const visit = context.cookies.get(visitCookie) ?? '';
    if (await read((tx) => mayOpen(tx, { purpose, token, visit }))) return next();
    const page = `${publicUrl}/h5/${name}/${token}`;
    if (isHealthPurpose(purpose) && !parts.isInWechat(context.get('user-agent'))) {
      if (!parts.hasSms) return deny(context, nonce(), 403, words.onlyInWechat, words.onlyInWechatText);
      const asked = await askPageCode(context, parts, { purpose, token });
      if (asked === 'shown') return;
      if (asked === 'no') return deny(context, nonce(), 403, words.unclear, words.unclearText);
      keep(context, visitCookie, asked.visit, visitMinutes * 60);
      return leave(context, page);
    }
    const { code, entered } = context.query;
    // A browser that keeps no cookie would be sent round and round.
    if (context.method !== 'GET' || entered !== undefined)
      return deny(context, nonce(), 401, words.unclear, words.unclearText);
    if (typeof code !== 'string') {
      const state = parts.state();
      keep(context, stateCookie, state, stateSeconds);
      return leave(context, authorisation.authorizeUrl(page, state));
    }
    const sentWith = context.cookies.get(stateCookie);
    keep(context, stateCookie, '', 0);
    const openid = sentWith && context.query.state === sentWith ? await authorisation.openidOf(code) : undefined;
    if (openid === undefined) return deny(context, nonce(), 403, words.unclear, words.unclearText);
    const begun = await transact((tx) => beginVisit(tx, { purpose, token, openid }));
    if (begun === undefined) return deny(context, nonce(), 403, words.notYours, words.notYoursText);
    keep(context, visitCookie, begun, visitMinutes * 60);
    // Without the code in its address: a page that is loaded again does not use it twice.
    leave(context, `${page}?entered=1`);
  };
}

function leave(context: Koa.Context, address: string): void {
  context.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  context.redirect(address);
}

function deny(context: Koa.Context, nonce: string, status: number, heading: string, text: string): void {
  const answer =
    // The signing page's own script: a page that has stood open for long.
    context.get('accept') === 'application/json'
      ? respondJson(status, { state: 'denied', message: `${heading}。${text}` }, nonce)
      : respond(status, { title: words.title, body: notView(heading, text), script: backToChatScript }, nonce);
  context.status = answer.status;
  context.set(answer.headers);
  context.body = answer.body;
}
