/** Notices and late replies to followers of the Official Account: 客服消息 inside the reply window, template messages outside. */

import type { Clock } from '#kit/clock.ts';
import type { DeliveryChannel, Parcel, SendResult } from '#domain/notices/delivery-channel.ts';
import type { ApiResult, TencentApi } from '../tencent/api.ts';
import { plain, printContent } from '../tencent/text.ts';
import { judgeWechat } from './errors.ts';
import { fillTemplate, type WechatTemplates } from './template.ts';

export interface WechatDeliveryParts {
  api: TencentApi;
  templates: WechatTemplates;
  clock: Clock;
}

export function createWechatDelivery({ api, templates, clock }: WechatDeliveryParts): DeliveryChannel {
  return {
    name: 'wechat',
    templates: new Set(Object.keys(templates)),
    sendMass,
    async send(parcel) {
      switch (parcel.form) {
        case 'message':
          return sendMessage(parcel);
        case 'template':
          return sendTemplate(parcel);
        case 'card':
        case 'text':
        case 'sms':
          return { outcome: 'next-form', code: 'no-such-form', windowClosed: false };
      }
    },
  };

  /** It has no idempotency key: after a timeout a repeat may be a duplicate, which beats silence. */
  async function sendMessage({ account, content }: Parcel): Promise<SendResult> {
    const text = { content: printContent(content) };
    return judged(await api.post('/cgi-bin/message/custom/send', { touser: account, msgtype: 'text', text }));
  }

  /** The platform sends one `client_msg_id` to one person once within ten minutes, which makes a repeat harmless. */
  async function sendTemplate({ account, content: { template }, deliveryId }: Parcel): Promise<SendResult> {
    if (template === undefined) return { outcome: 'next-form', code: 'no-template', windowClosed: false };
    const filled = fillTemplate(templates, template);
    if (!filled.ok && filled.why === 'no-template')
      return { outcome: 'next-form', code: filled.why, windowClosed: false };
    if (!filled.ok) return { outcome: 'refused', code: `template-field-${filled.field}`, alert: false };
    const message = {
      touser: account,
      template_id: filled.id,
      client_msg_id: deliveryId,
      data: filled.data,
      ...(template.url === undefined ? {} : { url: template.url }),
    };
    return judged(await api.post('/cgi-bin/message/template/send', message));
  }

  /** The platform knows a `clientmsgid` for a day: a repeat of it is answered with 45065 and sent to nobody. */
  async function sendMass({ id, accounts, text }: Parameters<NonNullable<DeliveryChannel['sendMass']>>[0]) {
    const message = { touser: accounts, msgtype: 'text', text: { content: plain(text) }, clientmsgid: id };
    const result = await api.post('/cgi-bin/message/mass/send', message);
    if (result.kind !== 'answered' || result.code !== 0) return judgeWechat(result, clock);
    const { msg_id: sent } = result.body;
    return { outcome: 'sent', platformMessageId: isId(sent) ? `mass-${sent}` : undefined } satisfies SendResult;
  }

  function judged(result: ApiResult): SendResult {
    if (result.kind !== 'answered' || result.code !== 0) return judgeWechat(result, clock);
    const { msgid } = result.body;
    return {
      outcome: 'sent',
      platformMessageId: isId(msgid) ? `${msgid}` : undefined,
    };
  }
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
