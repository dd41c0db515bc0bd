import { z } from 'zod';
import { type Answer, errcode, type Handler, posted } from '../endpoint.ts';
import { type Ground, randomName } from '../ground.ts';
import type { CardContent } from '../protocol.ts';
import { cardContent, templateCard } from './card.ts';

/** WeCom: a response_code is good for 72 hours and one use. */
const codeLifetime = 72 * 3_600_000;

export interface Cards {
  /** Claims a task id, once for ever; false when it was used before. */
  claim(taskId: string): boolean;
  /** Remembers which bubble shows a member's copy. */
  keep(taskId: string, userid: string, bubble: number): void;
  /** A fresh response_code for the card. */
  codeFor(taskId: string): string;
  /** POST /cgi-bin/message/update_template_card */
  update: Handler;
}

export function createCards(ground: Ground, agentId: number): Cards {
  const { memory, clock, chance, history, directory } = ground;
  const claim = memory.prepare<[string, number]>('INSERT INTO card (task_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const keep = memory.prepare<[string, string, number]>(
    'INSERT OR REPLACE INTO card_copy (task_id, userid, bubble) VALUES (?, ?, ?)',
  );
  const copies = memory.prepare<[string], { userid: string; bubble: number }>(
    'SELECT userid, bubble FROM card_copy WHERE task_id = ?',
  );
  const addCode = memory.prepare<[string, string, number]>(
    'INSERT INTO response_code (code, task_id, expires_at) VALUES (?, ?, ?)',
  );
  const findCode = memory.prepare<[string], { task_id: string; expires_at: number; used_at: number | null }>(
    'SELECT task_id, expires_at, used_at FROM response_code WHERE code = ?',
  );
  const useCode = memory.prepare<[number, string]>('UPDATE response_code SET used_at = ? WHERE code = ?');

  const currentCard = (bubble: number): CardContent | undefined => {
    const content = history.find(bubble)?.content;
    return content?.kind === 'card' ? content : undefined;
  };

  function update(body: z.infer<typeof request>): Answer {
    if (body.agentid !== agentId) return errcode(301002, 'not allow operate another agent with this accesstoken');
    const code = findCode.get(body.response_code);
    const now = clock.now().getTime();
    if (!code) return errcode(40058, 'invalid response_code');
    if (code.used_at !== null) return errcode(40058, 'response_code has been used');
    if (code.expires_at <= now) return errcode(40058, 'response_code expired');
    const replaced = body.template_card && templateCard.safeParse({ task_id: code.task_id, ...body.template_card });
    if (replaced?.success === false)
      return errcode(40058, `invalid template_card: ${replaced.error.issues[0]?.message}`);
    if (!replaced && !body.button?.replace_name)
      return errcode(40058, 'button.replace_name or template_card is required');

    const all = copies.all(code.task_id);
    const wanted = new Set(body.userids.map((userid) => userid.toLowerCase()));
    const chosen = body.atall === 1 ? all : all.filter(({ userid }) => wanted.has(userid));
    const unknown = [...wanted].filter((userid) => !directory.byUserid(userid));
    if (body.atall !== 1 && wanted.size === 0)
      return errcode(40058, 'userids, partyids, tagids and atall are all empty');
    useCode.run(now, body.response_code);
    for (const { bubble } of chosen) {
      const card = currentCard(bubble);
      if (!card) continue;
      history.change(
        bubble,
        replaced ? cardContent(replaced.data) : { ...card, answered: body.button?.replace_name ?? '' },
      );
    }
    return { body: { errcode: 0, errmsg: 'ok', invaliduser: unknown }, bubbles: chosen.map(({ bubble }) => bubble) };
  }

  return {
    claim: (taskId) => claim.run(taskId, clock.now().getTime()).changes === 1,
    keep(taskId, userid, bubble) {
      keep.run(taskId, userid.toLowerCase(), bubble);
    },
    codeFor(taskId) {
      const code = randomName(chance, 43);
      addCode.run(code, taskId, clock.now().getTime() + codeLifetime);
      return code;
    },
    update: posted(request, update),
  };
}

const request = z.object({
  userids: z.array(z.string()).default([]),
  atall: z.number().default(0),
  agentid: z.number(),
  response_code: z.string(),
  button: z.object({ replace_name: z.string() }).optional(),
  template_card: z.record(z.string(), z.unknown()).optional(),
});
