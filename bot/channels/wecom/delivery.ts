/** Messages and cards to staff through the WeCom app. WeCom: sending application messages, updating template cards. */

import type { DeliveryChannel, Parcel, SendResult } from '#domain/notices/delivery-channel.ts';
import type { TencentApi } from '../tencent/api.ts';
import { printContent } from '../tencent/text.ts';
import type { Verdict } from '../tencent/verdict.ts';
import { buttonText, encodeCard } from './card.ts';
import { judgeWecom, WECOM_CODES } from './errors.ts';

export interface WecomDeliveryParts {
  api: TencentApi;
  agentId: number;
}

export function createWecomDelivery({ api, agentId }: WecomDeliveryParts): DeliveryChannel {
  return {
    name: 'wecom',
    async send(parcel) {
      switch (parcel.form) {
        case 'card':
          return sendCard(parcel);
        case 'message':
        case 'text':
          return sendText(parcel);
        case 'template':
        case 'sms':
          return { outcome: 'next-form', code: 'no-such-form', windowClosed: false };
      }
    },

    async updateCard({ accounts, responseCode, label }) {
      const button = { replace_name: buttonText(label) };
      const update = { userids: accounts, agentid: agentId, response_code: responseCode, button };
      const result = await api.post('/cgi-bin/message/update_template_card', update);
      if (result.kind === 'answered' && result.code === 0) return true;
      const why = result.kind === 'answered' ? (WECOM_CODES[result.code] ?? 'unknown') : 'busy';
      if (PASSING.has(why)) throw new Error('WeCom took no card update just now');
      // A used or expired code has no errcode of its own in the documents: it is one of the rest.
      return false;
    },
  };

  async function sendCard(parcel: Parcel): Promise<SendResult> {
    const { card, links } = parcel.content;
    if (card === undefined) return { outcome: 'next-form', code: 'no-card', windowClosed: false };
    const encoded = encodeCard(card, links?.[0]?.url);
    if (typeof encoded === 'string') return { outcome: 'refused', code: encoded, alert: false };
    return post(parcel, {
      msgtype: 'template_card',
      template_card: encoded,
      duplicate_check_interval: CARD_REPEAT_SECONDS,
    });
  }

  async function sendText(parcel: Parcel): Promise<SendResult> {
    const text = { content: printContent(parcel.content) };
    return post(parcel, { msgtype: 'text', text, duplicate_check_interval: TEXT_REPEAT_SECONDS });
  }

  async function post({ account }: Parcel, message: Record<string, unknown>): Promise<SendResult> {
    const body = { touser: account, agentid: agentId, enable_duplicate_check: 1, ...message };
    const result = await api.post('/cgi-bin/message/send', body);
    if (result.kind !== 'answered' || result.code !== 0) return judgeWecom(result);
    const { invaliduser, unlicenseduser, msgid, response_code: responseCode } = result.body;
    // errcode 0 with somebody in `invaliduser` is a partial failure, and of one person nothing is left.
    if (filled(invaliduser)) return { outcome: 'recipient-gone', code: 'invaliduser' };
    if (filled(unlicenseduser)) return { outcome: 'refused', code: 'unlicenseduser', alert: false };
    return {
      outcome: 'sent',
      platformMessageId: filled(msgid) ? msgid : undefined,
      responseCode: filled(responseCode) ? responseCode : undefined,
    };
  }
}

/** A card is the same card for ever, by its task id: the longest that WeCom takes. */
const CARD_REPEAT_SECONDS = 14_400;
/** Long enough for the first repeats of a send whose answer was lost, short enough that the same words may be said again. */
const TEXT_REPEAT_SECONDS = 300;

/** What is not the code's fault and goes by: the update is worth another try. */
const PASSING: ReadonlySet<Verdict> = new Set(['busy', 'token', 'minute', 'crowded', 'quota']);

function filled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
