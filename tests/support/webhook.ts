import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { createWecomWebhook } from '#bot/channels/wecom/webhook.ts';
import type { Receive, WebhookEvent } from '#bot/channels/webhook.ts';
import type { InboundMessage } from '#bot/message.ts';
import { standingClock } from '#kit/clock.ts';
import { createEnvelope, type EnvelopeSecrets } from '#kit/envelope.ts';
import { evenBytes, handDeadline, playPlatform, WECHAT_APP, WECOM_APP } from './tencent.ts';

/** The bot as a small thing that keeps what it got and says what it is told to. */
function play(
  app: EnvelopeSecrets,
  create: typeof createWechatWebhook,
  receive: Receive = async () => ({ body: 'success' }),
) {
  const received: InboundMessage[] = [];
  const events: WebhookEvent[] = [];
  const clock = standingClock('2026-11-22T13:00:00Z');
  const hand = handDeadline();
  const webhook = create({
    envelope: createEnvelope(app),
    clock,
    random: evenBytes,
    deadline: hand.deadline,
    report: (event) => events.push(event),
    receive: async (message, encode) => {
      received.push(message);
      return receive(message, encode);
    },
  });
  return { webhook, received, events, hand, platform: playPlatform(app) };
}

export const playWechat = (receive?: Receive) => play(WECHAT_APP, createWechatWebhook, receive);
export const playWecom = (receive?: Receive) => play(WECOM_APP, createWecomWebhook, receive);
