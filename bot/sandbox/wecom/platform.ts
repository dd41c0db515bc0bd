import type { Router } from '@koa/router';
import { createEnvelope } from '#kit/envelope.ts';
import { type CallbackLimits, type Subscriber, verifyAddress } from '../callback.ts';
import type { SandboxCredentials } from '../credentials.ts';
import { endpoint, errcode, type Handler } from '../endpoint.ts';
import { createExchange, type Underway } from '../exchange.ts';
import type { Ground } from '../ground.ts';
import { type AppMenu, createMenu } from '../menu.ts';
import type { OAuth } from '../oauth.ts';
import { appMessage } from './app-message.ts';
import { createCards } from './cards.ts';
import { createWecomMember, type WecomMember } from './member.ts';
import { createWecomTokens } from './token.ts';

/** The simulated WeCom with one self-built application. */
export interface WecomPlatform {
  member: WecomMember;
  menu: AppMenu;
  /** Serves the API below `/sandbox/platforms`. */
  route(router: Router): void;
  /** Checks the callback address, as saving it in the console does. */
  verify(): Promise<boolean>;
}

export interface WecomSettings {
  credentials: SandboxCredentials['wecom'];
  address(): string;
  limits: CallbackLimits;
  underway: Underway;
  menuChanged(): void;
}

/** WeCom: the answer to a URL check must come within one second (platform.md §3.1). */
const verifyTimeoutMs = 1_000;

export function createWecomPlatform(ground: Ground, settings: WecomSettings, oauth: OAuth): WecomPlatform {
  const { credentials, limits, underway } = settings;
  const { corpId, agentId } = credentials;
  const subscriber: Subscriber = {
    address: settings.address,
    toUserName: corpId,
    agentId: String(agentId),
    cipher: createEnvelope({ ...credentials, receiveId: corpId }),
  };
  const menu = createMenu(ground, 'wecom', settings.menuChanged);
  const cards = createCards(ground, agentId);
  const tokens = createWecomTokens(ground, credentials);
  const exchange = createExchange(ground, 'wecom', subscriber, limits, underway);

  return {
    member: createWecomMember(ground, { corpId, agentId, exchange, menu, cards }),
    menu,
    route(router) {
      const guarded = (handler: Handler) => endpoint(ground, tokens.guard(handler));
      const ownAgent =
        (handler: Handler): Handler =>
        (call) =>
          call.query['agentid'] === String(agentId) ? handler(call) : errcode(40056, 'invalid agentid');
      router.get('/wecom/cgi-bin/gettoken', endpoint(ground, tokens.issue));
      router.post('/wecom/cgi-bin/message/send', guarded(appMessage(ground, cards, agentId)));
      router.post('/wecom/cgi-bin/message/update_template_card', guarded(cards.update));
      router.post('/wecom/cgi-bin/menu/create', guarded(ownAgent(menu.create)));
      router.get('/wecom/cgi-bin/menu/get', guarded(ownAgent(menu.get)));
      router.get('/wecom/cgi-bin/auth/getuserinfo', guarded(oauth.wecomIdentity));
    },
    verify: () => verifyAddress(ground, subscriber, { ...limits, timeoutMs: verifyTimeoutMs }),
  };
}
