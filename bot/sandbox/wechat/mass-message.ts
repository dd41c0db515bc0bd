import { z } from 'zod';
import { type Answer, errcode, type Handler, posted } from '../endpoint.ts';
import type { Ground } from '../ground.ts';
import { textBytes } from './custom-message.ts';
import type { Followers } from './followers.ts';
import type { Tags } from './tag.ts';

/** WeChat, 服务号: a follower receives at most four in a calendar month; the account sends 100 a day, 60 a minute. */
const aFollowerAMonth = 4;
const aDay = 100;
const aMinute = 60;
const minute = 60_000;
const day = 86_400_000;
/** A clientmsgid is known for a day, and of at most 64 bytes. */
const clientIdBytes = 64;
const fewestOpenids = 2;
const mostOpenids = 10_000;

/** A 群发 that went out; the platform tells it later, by MASSSENDJOBFINISH. */
export interface MassJob {
  msgid: number;
  /** The followers addressed, and those of them who could take it. */
  total: number;
  sent: number;
  bubbles: readonly number[];
}

export interface MassMessages {
  /** POST /cgi-bin/message/mass/sendall */
  toTag: Handler;
  /** POST /cgi-bin/message/mass/send */
  toOpenids: Handler;
  /** POST /cgi-bin/message/mass/get */
  status: Handler;
}

/**
 * 群发 of text within its budget (platform.md §2.5). Who has had four this month is left out; 45028 when nobody of
 * those addressed is left, or when the day's calls are used up. `finish` is called once for each that went out.
 */
export function createMassMessages(
  ground: Ground,
  followers: Followers,
  tags: Tags,
  finish: (job: MassJob) => void,
): MassMessages {
  const { memory, clock, directory, history } = ground;
  const before = memory.prepare<[string, number], { msg_id: number; at: number }>(
    'SELECT msg_id, at FROM mass_send WHERE client_msg_id = ? AND at > ?',
  );
  const since = memory.prepare<[number], { count: number }>('SELECT count(*) AS count FROM mass_send WHERE at >= ?');
  const known = memory.prepare<[number], { msg_id: number }>('SELECT msg_id FROM mass_send WHERE msg_id = ?');
  const insert = memory.prepare<[number, string | null, number]>(
    'INSERT INTO mass_send (msg_id, client_msg_id, at) VALUES (?, ?, ?)',
  );
  const received = memory.prepare<[string, string], { count: number }>(
    'SELECT count FROM mass_received WHERE openid = ? AND month = ?',
  );
  const receive = memory.prepare<[string, string]>(
    `INSERT INTO mass_received (openid, month, count) VALUES (?, ?, 1)
     ON CONFLICT (openid, month) DO UPDATE SET count = count + 1`,
  );

  function send({ msgtype, text, clientmsgid }: Message, addressed: readonly string[]): Answer {
    const now = clock.now().getTime();
    if (Buffer.byteLength(clientmsgid ?? '') > clientIdBytes) return errcode(45067, 'clientmsgid size out of limit');
    const repeated = clientmsgid === undefined ? undefined : before.get(clientmsgid, now - day);
    if (repeated && now - repeated.at < minute) return errcode(45066, 'same clientmsgid retry too fast');
    if (repeated) return numbered(repeated.msg_id, { errcode: 45065, errmsg: 'clientmsgid exist' });
    if (msgtype !== 'text' || !text) return errcode(40008, 'invalid message type');
    if (text.content.trim() === '') return errcode(44004, 'empty content');
    if (Buffer.byteLength(text.content) > textBytes) return errcode(45002, 'content size out of limit');
    if (countSince(now - minute + 1) >= aMinute) return errcode(45011, 'api minute-quota reach limit');
    const month = monthOf(now);
    const fans = [...new Set(addressed)].filter((openid) => followers.find(openid)?.following);
    const left = fans.filter((openid) => (received.get(openid, month)?.count ?? 0) < aFollowerAMonth);
    if (countSince(dayStart(now)) >= aDay || (fans.length > 0 && left.length === 0))
      return errcode(45028, 'has no masssend quota');

    const msgid = 3_147_483_650 + ground.next('mass-message');
    insert.run(msgid, clientmsgid ?? null, now);
    const reached = left.filter((openid) => followers.find(openid)?.receiving);
    const bubbles = reached.flatMap((openid) => {
      receive.run(openid, month);
      const account = directory.byOpenid(openid);
      const content = { kind: 'text', text: text.content } as const;
      return account ? [history.add({ phone: account.id, place: 'wechat', mine: false, content }).id] : [];
    });
    finish({ msgid, total: fans.length, sent: reached.length, bubbles });
    return { ...numbered(msgid, { errcode: 0, errmsg: 'send job submission success' }), bubbles };
  }

  const countSince = (instant: number) => since.get(instant)?.count ?? 0;
  const everybody = () => directory.all.flatMap(({ wechat }) => wechat?.openid ?? []);

  return {
    toTag: posted(tagRequest, ({ filter, ...message }) => {
      if (filter.is_to_all) return send(message, everybody());
      if (filter.tag_id === undefined || !tags.exists(filter.tag_id)) return errcode(45159, 'invalid tag id');
      return send(message, tags.members(filter.tag_id));
    }),
    toOpenids: posted(openidsRequest, ({ touser, ...message }) => {
      if (touser.length < fewestOpenids || touser.length > mostOpenids)
        return errcode(40130, 'invalid openid list size, at least two openid');
      if (touser.some((openid) => !followers.find(openid))) return errcode(40003, 'invalid openid');
      return send(message, touser);
    }),
    status: posted(statusRequest, ({ msg_id }) =>
      known.get(Number(msg_id))
        ? { body: { msg_id: Number(msg_id), msg_status: 'SEND_SUCCESS' } }
        : errcode(40059, 'invalid msg id'),
    ),
  };
}

/** WeChat's calendar is China's, eight hours ahead of UTC all year. */
const ahead = 8 * 3_600_000;

function monthOf(instant: number): string {
  return new Date(instant + ahead).toISOString().slice(0, 7);
}

function dayStart(instant: number): number {
  return instant - ((instant + ahead) % day);
}

/** `msg_data_id` runs along with `msg_id`. */
function numbered(msgid: number, said: { errcode: number; errmsg: string }): Answer {
  return { body: { ...said, msg_id: msgid, msg_data_id: msgid - 900_000_000 } };
}

const messageRequest = z.object({
  msgtype: z.string(),
  text: z.object({ content: z.string() }).optional(),
  clientmsgid: z.string().min(1).optional(),
});
type Message = z.infer<typeof messageRequest>;
const tagRequest = messageRequest.extend({
  filter: z.object({ is_to_all: z.boolean().default(false), tag_id: z.int().optional() }),
});
const openidsRequest = messageRequest.extend({ touser: z.array(z.string()) });
const statusRequest = z.object({ msg_id: z.union([z.int(), z.string()]) });
