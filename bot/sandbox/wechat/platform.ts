import { setTimeout as pause } from 'node:timers/promises';
import type { Router } from '@koa/router';
import { createEnvelope } from '#kit/envelope.ts';
import { callBack, type CallbackLimits, type Subscriber, verifyAddress } from '../callback.ts';
import type { SandboxCredentials } from '../credentials.ts';
import { endpoint, type Handler } from '../endpoint.ts';
import { createExchange, type Underway } from '../exchange.ts';
import { inventedOpenid } from '../accounts.ts';
import { type Ground, seconds } from '../ground.ts';
import { type AppMenu, createMenu } from '../menu.ts';
import type { OAuth } from '../oauth.ts';
import { writeXml } from '../xml.ts';
import { customMessage, customTyping } from './custom-message.ts';
import { createFollowers, type Followers } from './followers.ts';
import { createMassMessages, type MassJob } from './mass-message.ts';
import { createWechatPerson, type WechatPerson } from './person.ts';
import { createQrCodes, type QrCodes } from './qr-code.ts';
import { createReplyWindows } from './reply-window.ts';
import { createTags } from './tag.ts';
import { type SandboxTemplate, type TemplateJob, templateMessage } from './template-message.ts';
import { createWechatTokens } from './token.ts';
import { userInfo } from './user-info.ts';

/** Reports on a 群发 come from an account of the platform's own (群发助手), not from a follower. */
const massHelper = inventedOpenid('mphelper');

/** The simulated Official Account. */
export interface WechatPlatform {
  person: WechatPerson;
  followers: Followers;
  menu: AppMenu;
  codes: QrCodes;
  /** Serves the API below `/sandbox/platforms`. */
  route(router: Router): void;
  /** Checks the callback address, as saving it in the console does. */
  verify(): Promise<boolean>;
}

export interface WechatSettings {
  credentials: SandboxCredentials['wechat'];
  templates: readonly SandboxTemplate[];
  address(): string;
  limits: CallbackLimits;
  /** How long after a template message its report comes, in milliseconds of real time. */
  reportDelayMs: number;
  underway: Underway;
  menuChanged(): void;
}

export function createWechatPlatform(ground: Ground, settings: WechatSettings, oauth: OAuth): WechatPlatform {
  const { credentials, limits, underway } = settings;
  const subscriber: Subscriber = {
    address: settings.address,
    toUserName: credentials.account,
    cipher: createEnvelope({ ...credentials, receiveId: credentials.appId }),
    plainToken: credentials.token,
  };
  const followers = createFollowers(ground);
  const windows = createReplyWindows(ground);
  const menu = createMenu(ground, 'wechat', settings.menuChanged);
  const codes = createQrCodes(ground);
  const tokens = createWechatTokens(ground, credentials);
  const tags = createTags(ground, followers);
  const exchange = createExchange(ground, 'wechat', subscriber, limits, underway);
  const person = createWechatPerson(ground, {
    account: credentials.account,
    exchange,
    followers,
    windows,
    menu,
    codes,
  });

  const later = () => pause(settings.reportDelayMs, undefined, { signal: limits.stop, ref: false });
  const report = async (job: TemplateJob) => {
    await later();
    await person.report(job);
  };
  const reportMass = async ({ msgid, total, sent, bubbles }: MassJob) => {
    await later();
    const plain = writeXml({
      ToUserName: credentials.account,
      FromUserName: massHelper,
      CreateTime: seconds(ground.clock),
      MsgType: 'event',
      Event: 'MASSSENDJOBFINISH',
      MsgID: msgid,
      Status: 'send success',
      TotalCount: total,
      FilterCount: sent,
      SentCount: sent,
      ErrorCount: 0,
    });
    const { envelopes } = await callBack(ground, subscriber, { plain, openid: massHelper }, limits);
    for (const bubble of bubbles) for (const envelope of envelopes) ground.history.attach(bubble, envelope);
  };
  const mass = createMassMessages(ground, followers, tags, (job) => underway.add(reportMass(job)));

  return {
    person,
    followers,
    menu,
    codes,
    route(router) {
      const open = (handler: Handler) => endpoint(ground, handler);
      const guarded = (handler: Handler) => open(tokens.guard(handler));
      router.post('/wechat/cgi-bin/stable_token', open(tokens.issue));
      router.post('/wechat/cgi-bin/message/custom/send', guarded(customMessage(ground, followers, windows)));
      router.post('/wechat/cgi-bin/message/custom/typing', guarded(customTyping(ground, followers)));
      router.post(
        '/wechat/cgi-bin/message/template/send',
        guarded(templateMessage(ground, followers, settings.templates, (job) => underway.add(report(job)))),
      );
      router.post('/wechat/cgi-bin/message/mass/sendall', guarded(mass.toTag));
      router.post('/wechat/cgi-bin/message/mass/send', guarded(mass.toOpenids));
      router.post('/wechat/cgi-bin/message/mass/get', guarded(mass.status));
      router.post('/wechat/cgi-bin/tags/create', guarded(tags.create));
      router.get('/wechat/cgi-bin/tags/get', guarded(tags.get));
      router.post('/wechat/cgi-bin/tags/members/batchtagging', guarded(tags.put));
      router.post('/wechat/cgi-bin/tags/members/batchuntagging', guarded(tags.take));
      router.post('/wechat/cgi-bin/menu/create', guarded(menu.create));
      router.get('/wechat/cgi-bin/menu/get', guarded(menu.get));
      router.post('/wechat/cgi-bin/qrcode/create', guarded(codes.create));
      router.get('/wechat/cgi-bin/user/info', guarded(userInfo(followers, tags)));
      router.get('/wechat/sns/oauth2/access_token', open(oauth.wechatIdentity));
    },
    verify: () => verifyAddress(ground, subscriber, limits),
  };
}
