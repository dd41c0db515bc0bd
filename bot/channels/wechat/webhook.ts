/** The Official Account's callbacks in safe or compatible mode. WeChat: receiving messages. */

import { createWebhook, signedQuery, type Webhook, type WebhookParts } from '../webhook.ts';
import { decodeWechat } from './decode.ts';
import { encodeWechat } from './encode.ts';

export function createWechatWebhook(parts: WebhookParts): Webhook {
  return createWebhook(
    {
      silence: 'success',
      // Its echo is plain even in safe mode. Echoing before checking would be a hole in the page of whoever asks.
      echo(query, envelope) {
        const signed = signedQuery(query, 'signature');
        const { echostr } = query;
        return signed !== undefined && typeof echostr === 'string' && envelope.verifyUrl(signed) ? echostr : undefined;
      },
      encrypted: (query) => query.encrypt_type === 'aes',
      decode: decodeWechat,
      encode: (head, replies) => encodeWechat(head, replies),
    },
    parts,
  );
}
