import type { Middleware } from 'koa';
import { z } from 'zod';
import { jsonOf, keepCall, readCall } from './endpoint.ts';
import type { Ground } from './ground.ts';

/**
 * POST `{"phone","text","kind"}`: 202 is accepted, also when nobody here has the number, as a real gateway cannot tell;
 * 400 for what is no message.
 */
export function smsGateway(ground: Ground): Middleware {
  return async (context) => {
    const call = await readCall(context);
    const parsed = message.safeParse(jsonOf(call.body));
    context.status = parsed.success ? 202 : 400;
    context.body = { accepted: parsed.success };
    if (!parsed.success) return;
    const { phone, text, kind } = parsed.data;
    const bubbles = ground.directory
      .byPhoneNumber(phone)
      .map(({ id }) =>
        ground.history.add({ phone: id, place: 'sms', mine: false, content: { kind: 'sms', text, purpose: kind } }),
      );
    keepCall(ground, call, { bubbles: bubbles.map(({ id }) => id), status: 202, text: '{"accepted":true}' });
  };
}

/** Mainland mobile numbers; 500 characters, as long messages go. */
const message = z.object({
  phone: z.string().regex(/^1\d{10}$/),
  text: z.string().min(1).max(500),
  kind: z.string().min(1),
});
