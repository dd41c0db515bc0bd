/** Short messages through the district's gateway: POST {"phone","text","kind"}, and any 2xx is accepted. */

import type { DeliveryChannel, NoticeContent, SendResult } from '#domain/notices/delivery-channel.ts';
import { callPlatform } from '../http-call.ts';
import { whyLost } from '../lost-call.ts';
import { plain } from '../tencent/text.ts';

export interface SmsDeliveryParts {
  /** SMS_GATEWAY_URL. */
  gatewayUrl: string;
  /** SMS_SIGNATURE: who writes. Carriers refuse a short message without it. */
  signature: string;
  timeoutMs?: number;
}

export function createSmsDelivery({ gatewayUrl, signature, timeoutMs = 8_000 }: SmsDeliveryParts): DeliveryChannel {
  return {
    name: 'sms',
    async send({ account, kind, content, deliveryId }) {
      try {
        const { status } = await callPlatform(gatewayUrl, {
          method: 'POST',
          // The key is for gateways that know it; the others ignore it.
          headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': deliveryId },
          body: JSON.stringify({ phone: account, text: `【${signature}】${smsText(content)}`, kind }),
          timeoutMs,
        });
        return judgeStatus(status);
      } catch (error) {
        // Dropped on purpose: it may quote the address with its secret, or the phone.
        return { outcome: 'retry', code: whyLost(error), afterMs: BUSY_MS, counted: true };
      }
    },
  };
}

/** Links are written out: a short message has no markup. */
function smsText({ text, smsText: short = text, links = [] }: NoticeContent): string {
  return [plain(short).trimEnd(), ...links.map(({ label, url }) => `${label}：${url}`)].join('\n');
}

function judgeStatus(status: number): SendResult {
  const code = `http-${status}`;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 429) return { outcome: 'channel-paused', code, forMs: 60_000 };
  // A gateway that has moved, or does not know us: an operator must look.
  if ((status >= 300 && status < 400) || status === 401 || status === 403 || status === 404)
    return { outcome: 'refused', code, alert: true };
  if (status === 408 || status >= 500) return { outcome: 'retry', code, afterMs: BUSY_MS, counted: true };
  return { outcome: 'refused', code, alert: false };
}

const BUSY_MS = 5_000;
