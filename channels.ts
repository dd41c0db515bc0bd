import type { Webhook, WebhookEvent, WebhookParts } from '#bot/channels/webhook.ts';
import { timerDeadline } from '#bot/channels/webhook.ts';
import { createSmsDelivery } from '#bot/channels/sms/delivery.ts';
import type { TencentApi } from '#bot/channels/tencent/api.ts';
import type { TokenStore } from '#bot/channels/tencent/access-token.ts';
import { createWechatApi } from '#bot/channels/wechat/api.ts';
import { createWechatDelivery } from '#bot/channels/wechat/delivery.ts';
import type { WechatOAuth } from '#bot/channels/wechat/oauth.ts';
import { createWechatOAuth } from '#bot/channels/wechat/oauth.ts';
import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { createWecomApi } from '#bot/channels/wecom/api.ts';
import { createWecomDelivery } from '#bot/channels/wecom/delivery.ts';
import { createWecomWebhook } from '#bot/channels/wecom/webhook.ts';
import type { DeliveryChannel } from '#domain/notices/delivery-channel.ts';
import { createEnvelope } from '#kit/envelope.ts';
import type { Config } from './config.ts';
import type { Foundations } from './foundations.ts';

/** Where messages come in and deliveries go out. A channel without credentials is simply not here. */
export interface Channels {
  /** By the path of the callback. */
  webhooks: Map<string, Webhook>;
  deliveries: DeliveryChannel[];
  /** The platforms' APIs themselves: for menus and QR codes. */
  wechatApi: TencentApi | undefined;
  wecomApi: TencentApi | undefined;
  /** Which account opens a page. */
  wechatOAuth: WechatOAuth | undefined;
}

export type ChannelSettings = Pick<Config, 'wechat' | 'wecom' | 'smsGatewayUrl' | 'smsSignature'>;

export interface ChannelParts {
  receive: WebhookParts['receive'];
  tokens: (platform: string) => TokenStore;
}

/** Whether codes can be sent to phones; without it binding goes by the desk's code. */
export function hasSms({ smsGatewayUrl }: Pick<ChannelSettings, 'smsGatewayUrl'>): boolean {
  return smsGatewayUrl !== undefined;
}

/** Builds each channel that has credentials, real or the sandbox's. */
export function openChannels(foundations: Foundations, settings: ChannelSettings, parts: ChannelParts): Channels {
  const { clock, randomness, log } = foundations;
  const random = (length: number) => randomness.bytes(length);
  const webhooks = new Map<string, Webhook>();
  const deliveries: DeliveryChannel[] = [];
  const callbacks = (secrets: { token: string; encodingAesKey: string; receiveId: string }): WebhookParts => ({
    envelope: createEnvelope(secrets),
    clock,
    random,
    deadline: timerDeadline,
    receive: parts.receive,
    report: (event) => report(log, event),
  });

  const { wechat, wecom, smsGatewayUrl, smsSignature: signature } = settings;
  let wechatApi: TencentApi | undefined;
  let wecomApi: TencentApi | undefined;
  let wechatOAuth: WechatOAuth | undefined;
  if (wechat) {
    const { appId, appSecret: secret, apiBase: baseUrl, openBase, templates } = wechat;
    wechatApi = createWechatApi({ appId, secret, baseUrl, tokens: parts.tokens('wechat'), clock, random });
    wechatOAuth = createWechatOAuth({ appId, secret, apiBase: baseUrl, openBase });
    webhooks.set('/webhooks/wechat', createWechatWebhook(callbacks({ ...wechat, receiveId: appId })));
    deliveries.push(createWechatDelivery({ api: wechatApi, templates, clock }));
  }
  if (wecom) {
    const { corpId, secret, apiBase: baseUrl, agentId } = wecom;
    wecomApi = createWecomApi({ corpId, secret, baseUrl, tokens: parts.tokens('wecom'), clock, random });
    webhooks.set('/webhooks/wecom', createWecomWebhook(callbacks({ ...wecom, receiveId: corpId })));
    deliveries.push(createWecomDelivery({ api: wecomApi, agentId }));
  }
  if (smsGatewayUrl) deliveries.push(createSmsDelivery({ gatewayUrl: smsGatewayUrl, signature }));
  return { webhooks, deliveries, wechatApi, wecomApi, wechatOAuth };
}

/** What went wrong at a callback, by kind; the caller learns nothing of it. */
function report(log: Foundations['log'], event: WebhookEvent): void {
  switch (event.kind) {
    case 'denied':
    case 'undecodable':
      log.warn({ why: event.why }, `callback ${event.kind}`);
      return;
    case 'late':
      log.warn({}, 'callback answered late: the reply goes out as a delivery');
      return;
    case 'failed':
    case 'not-kept':
      log.error({ error: event.error }, `callback ${event.kind}`);
      return;
  }
}
