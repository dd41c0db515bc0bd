import { z } from 'zod';
import { errcode, type Handler, posted } from '../endpoint.ts';
import { type Ground, longId } from '../ground.ts';
import type { Followers } from './followers.ts';
import { fieldTakes } from './template-field.ts';

/** A template that the account has been granted (模板库). Every field is required. */
export interface SandboxTemplate {
  id: string;
  title: string;
  /** `name` is the platform's, such as `thing1`; `label` is what stands before the value. */
  fields: { name: string; label: string }[];
}

/** What became of a template message; the platform tells it later, by TEMPLATESENDJOBFINISH. */
export interface TemplateJob {
  openid: string;
  msgid: bigint;
  status: 'success' | 'failed:user block';
  /** Absent when the person does not take messages. */
  bubble?: number;
}

/** WeChat: the same client_msg_id to the same person within this time is sent once. */
const onceWithin = 600_000;

/** POST /cgi-bin/message/template/send. `finish` is called for each message that was taken, once. */
export function templateMessage(
  ground: Ground,
  followers: Followers,
  templates: readonly SandboxTemplate[],
  finish: (job: TemplateJob) => void,
): Handler {
  const { memory, clock, history } = ground;
  const before = memory.prepare<[string, string, number], { msgid: string }>(
    'SELECT msgid FROM template_sent WHERE openid = ? AND client_msg_id = ? AND at > ?',
  );
  const remember = memory.prepare<[string, string, string, number]>(
    'INSERT OR REPLACE INTO template_sent (openid, client_msg_id, msgid, at) VALUES (?, ?, ?, ?)',
  );
  const forget = memory.prepare<[number]>('DELETE FROM template_sent WHERE at <= ?');

  return posted(request, (body) => {
    const account = ground.directory.byOpenid(body.touser);
    const follower = followers.find(body.touser);
    if (!account || !follower) return errcode(40003, 'invalid openid');
    const template = templates.find(({ id }) => id === body.template_id);
    if (!template) return errcode(40037, 'invalid template_id');
    for (const { name } of template.fields)
      if (!fieldTakes(name, body.data[name]?.value ?? ''))
        return errcode(47003, `argument invalid! data.${name}.value invalid`);
    if (!follower.following) return errcode(43004, 'require subscribe');

    const now = clock.now().getTime();
    forget.run(now - onceWithin);
    const key = body.client_msg_id;
    const known = key === undefined ? undefined : before.get(body.touser, key, now - onceWithin);
    if (known) return accepted(BigInt(known.msgid));
    const msgid = longId(3_717_005_636_572_528_642n, ground.next('template-message'));
    if (key !== undefined) remember.run(body.touser, key, String(msgid), now);
    if (!follower.receiving) {
      finish({ openid: body.touser, msgid, status: 'failed:user block' });
      return accepted(msgid);
    }
    const bubble = history.add({
      phone: account.id,
      place: 'wechat',
      mine: false,
      content: {
        kind: 'template',
        title: template.title,
        fields: template.fields.map(({ name, label }) => ({ label, value: body.data[name]?.value ?? '' })),
        ...(body.url && { url: body.url }),
      },
    });
    finish({ openid: body.touser, msgid, status: 'success', bubble: bubble.id });
    return { ...accepted(msgid), bubbles: [bubble.id] };
  });
}

const request = z.object({
  touser: z.string(),
  template_id: z.string(),
  url: z.string().optional(),
  client_msg_id: z.string().min(1).optional(),
  data: z.record(z.string(), z.object({ value: z.string() })),
});

/** `msgid` is a JSON number beyond 2^53, so the answer is written by hand. */
function accepted(msgid: bigint): { body: string } {
  return { body: `{"errcode":0,"errmsg":"ok","msgid":${msgid}}` };
}
