/** The callbacks of a self-built WeCom app, which are always encrypted. WeCom: receiving messages and events. */

import { isUtf8 } from 'node:buffer';
import { createWebhook, signedQuery, type Webhook, type WebhookParts } from '../webhook.ts';
import { decodeWecom } from './decode.ts';
import { encodePressed, encodeWecom } from './encode.ts';

export function createWecomWebhook(parts: WebhookParts): Webhook {
  return createWebhook(
    {
      silence: '',
      // A `+` that a proxy did not encode arrives as a space; base64 has no spaces.
      echo(query, envelope) {
        const signed = signedQuery(query, 'msg_signature');
        if (signed === undefined || typeof query.echostr !== 'string') return undefined;
        const opened = envelope.open(query.echostr.replaceAll(' ', '+'), signed);
        return opened.ok && isUtf8(opened.content) ? opened.content.toString('utf8') : undefined;
      },
      encrypted: () => true,
      decode: decodeWecom,
      encode: (head, replies, pressed) =>
        pressed === undefined ? encodeWecom(head, replies) : encodePressed(head, pressed, replies),
    },
    parts,
  );
}
