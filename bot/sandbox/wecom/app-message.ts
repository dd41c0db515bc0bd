import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SandboxAccount } from '../accounts.ts';
import { type Answer, errcode, type Handler, posted } from '../endpoint.ts';
import { type Ground, randomName } from '../ground.ts';
import type { BubbleContent } from '../protocol.ts';
import { cardContent, templateCard } from './card.ts';
import type { Cards } from './cards.ts';
import { createMemberLimit } from './member-limit.ts';

/** WeCom: a text is cut beyond this many bytes of UTF-8. */
const textBytes = 2048;

/** POST /cgi-bin/message/send: text, markdown, textcard and template_card, to members by userid (platform.md §4.2). */
export function appMessage(ground: Ground, cards: Cards, agentId: number): Handler {
  const { memory, clock, history, directory } = ground;
  const arrives = createMemberLimit(ground);
  const sentBefore = memory.prepare<[string, number]>('SELECT hash FROM sent_content WHERE hash = ? AND until > ?');
  const remember = memory.prepare<[string, number]>('INSERT OR REPLACE INTO sent_content (hash, until) VALUES (?, ?)');
  const forget = memory.prepare<[number]>('DELETE FROM sent_content WHERE until <= ?');

  /** Whether the same content went to the same receivers within the interval; remembers it otherwise. */
  function repeats(body: Request, receivers: SandboxAccount[]): boolean {
    if (body.enable_duplicate_check !== 1) return false;
    const now = clock.now().getTime();
    const hash = createHash('sha256')
      .update(
        JSON.stringify([
          receivers.map(({ id }) => id).sort(),
          body.msgtype,
          body.text,
          body.markdown,
          body.textcard,
          body.template_card,
        ]),
      )
      .digest('hex');
    forget.run(now);
    if (sentBefore.get(hash, now)) return true;
    remember.run(hash, now + body.duplicate_check_interval * 1000);
    return false;
  }

  return posted(request, (body) => {
    if (body.agentid === undefined) return errcode(41011, 'missing agentid');
    if (body.agentid !== agentId) return errcode(301002, 'not allow operate another agent with this accesstoken');
    const { receivers, invalid } = receiversOf(ground, body.touser);
    if (receivers.length === 0) return errcode(body.touser ? 81013 : 82001, 'user & party & tag all invalid');
    const content = contentOf(body);
    if ('errcode' in content) return content.errcode;

    const msgid = randomName(ground.chance, 43);
    const answer = {
      errcode: 0,
      errmsg: 'ok',
      invaliduser: invalid.join('|'),
      invalidparty: '',
      invalidtag: '',
      msgid,
    };
    if (repeats(body, receivers)) return { body: answer };
    const taskId = content.kind === 'card' ? content.taskId : undefined;
    if (taskId !== undefined && !cards.claim(taskId)) return errcode(40058, 'invalid task_id: it was used before');
    const bubbles = receivers.flatMap((account) => {
      const userid = directory.byId(account.id)?.wecom?.userid ?? '';
      if (!arrives(userid)) return [];
      const bubble = history.add({ phone: account.id, place: 'wecom', mine: false, content });
      if (taskId !== undefined) cards.keep(taskId, userid, bubble.id);
      return [bubble.id];
    });
    const code = taskId === undefined ? {} : { response_code: cards.codeFor(taskId) };
    return { body: { ...answer, ...code }, bubbles };
  });
}

const request = z.object({
  touser: z.string().default(''),
  msgtype: z.string(),
  agentid: z.number().optional(),
  text: z.object({ content: z.string() }).optional(),
  markdown: z.object({ content: z.string() }).optional(),
  textcard: z
    .object({ title: z.string(), description: z.string(), url: z.string(), btntxt: z.string().optional() })
    .optional(),
  template_card: z.unknown().optional(),
  enable_duplicate_check: z.number().default(0),
  duplicate_check_interval: z.number().min(1).max(14_400).default(1800),
});
type Request = z.infer<typeof request>;

/** Cuts a text as WeCom does: at most 2,048 bytes, no character halved. */
export function cutText(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > textBytes) break;
    kept += character;
  }
  return kept;
}

function receiversOf({ directory }: Ground, touser: string): { receivers: SandboxAccount[]; invalid: string[] } {
  if (touser === '@all') return { receivers: directory.all.filter((account) => account.wecom), invalid: [] };
  const names = [
    ...new Set(
      touser
        .split('|')
        .filter(Boolean)
        .map((name) => name.toLowerCase()),
    ),
  ];
  const receivers = names.flatMap((name) => directory.byUserid(name) ?? []);
  return { receivers, invalid: names.filter((name) => !directory.byUserid(name)) };
}

function contentOf(body: Request): BubbleContent | { errcode: Answer } {
  switch (body.msgtype) {
    case 'text':
    case 'markdown': {
      const text = body[body.msgtype]?.content;
      return text ? { kind: 'text', text: cutText(text) } : { errcode: errcode(44004, 'content is empty') };
    }
    case 'textcard': {
      const card = body.textcard;
      if (!card?.title || !card.url) return { errcode: errcode(41016, 'missing title or url') };
      const long = Buffer.byteLength(card.title) > 128 || Buffer.byteLength(card.description) > 512;
      if (long || [...(card.btntxt ?? '')].length > 4) return { errcode: errcode(45002, 'content size out of limit') };
      const { title, description, url, btntxt: button } = card;
      return {
        kind: 'article',
        title,
        description: description.replaceAll(/<[^>]*>/g, ''),
        url,
        ...(button && { button }),
      };
    }
    case 'template_card': {
      const card = templateCard.safeParse(body.template_card);
      if (card.success) return cardContent(card.data);
      const issue = card.error.issues[0];
      return { errcode: errcode(40058, `invalid template_card: ${issue?.path.join('.')} ${issue?.message}`) };
    }
    default:
      return { errcode: errcode(40008, 'invalid message type') };
  }
}
