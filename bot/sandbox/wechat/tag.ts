import { z } from 'zod';
import { errcode, type Handler, posted } from '../endpoint.ts';
import type { Ground } from '../ground.ts';
import type { Followers } from './followers.ts';

/** WeChat: 100 tags an account, 20 a follower, 50 openids a call; a name has at most 30 characters. */
const tagsAnAccount = 100;
const tagsAFollower = 20;
const openidsACall = 50;
const longestName = 30;
/** 0, 1 and 2 are the platform's own. */
const firstId = 100;

/** The account's tags on its followers (用户标签), by which a 群发 can be addressed. */
export interface Tags {
  /** POST /cgi-bin/tags/create */
  create: Handler;
  /** GET /cgi-bin/tags/get */
  get: Handler;
  /** POST /cgi-bin/tags/members/batchtagging */
  put: Handler;
  /** POST /cgi-bin/tags/members/batchuntagging */
  take: Handler;
  exists(tag: number): boolean;
  /** Who has it, followers and former ones. */
  members(tag: number): string[];
  of(openid: string): number[];
}

export function createTags({ memory, next }: Ground, followers: Followers): Tags {
  const all = memory.prepare<[], { id: number; name: string; count: number }>(
    `SELECT id, name, (SELECT count(*) FROM tag_member WHERE tag = id) AS count FROM tag ORDER BY id`,
  );
  const insert = memory.prepare<[number, string]>('INSERT INTO tag (id, name) VALUES (?, ?)');
  const exists = memory.prepare<[number], { id: number }>('SELECT id FROM tag WHERE id = ?');
  const put = memory.prepare<[number, string]>('INSERT OR IGNORE INTO tag_member (tag, openid) VALUES (?, ?)');
  const take = memory.prepare<[number, string]>('DELETE FROM tag_member WHERE tag = ? AND openid = ?');
  const members = memory.prepare<[number], { openid: string }>('SELECT openid FROM tag_member WHERE tag = ?');
  const of = memory.prepare<[string], { tag: number }>('SELECT tag FROM tag_member WHERE openid = ? ORDER BY tag');
  const tagsOf = (openid: string) => of.all(openid).map(({ tag }) => tag);

  /** What both calls on members have in common. */
  function onMembers(change: (tag: number, openid: string) => void, room: (openid: string, tag: number) => boolean) {
    return posted(memberRequest, ({ tagid, openid_list }) => {
      if (openid_list.length > openidsACall) return errcode(40032, 'invalid openid list size');
      if (!exists.get(tagid)) return errcode(45159, 'invalid tag id');
      if (openid_list.some((openid) => !followers.find(openid)?.following)) return errcode(40003, 'invalid openid');
      if (openid_list.some((openid) => !room(openid, tagid))) return errcode(45059, 'fans tag reach limit');
      for (const openid of openid_list) change(tagid, openid);
      return errcode(0, 'ok');
    });
  }

  return {
    create: posted(createRequest, ({ tag: { name } }) => {
      if ([...name].length > longestName) return errcode(45158, 'tag name too long');
      const known = all.all();
      if (known.some((tag) => tag.name === name)) return errcode(45157, 'invalid tag name');
      if (known.length >= tagsAnAccount) return errcode(45056, 'tag count reach limit');
      const id = firstId - 1 + next('tag');
      insert.run(id, name);
      return { body: { tag: { id, name } } };
    }),
    get: () => ({ body: { tags: all.all() } }),
    put: onMembers(
      (tag, openid) => put.run(tag, openid),
      (openid, tag) => tagsOf(openid).length < tagsAFollower || tagsOf(openid).includes(tag),
    ),
    take: onMembers(
      (tag, openid) => take.run(tag, openid),
      () => true,
    ),
    exists: (tag) => exists.get(tag) !== undefined,
    members: (tag) => members.all(tag).map(({ openid }) => openid),
    of: tagsOf,
  };
}

const createRequest = z.object({ tag: z.object({ name: z.string().trim().min(1) }) });
const memberRequest = z.object({ tagid: z.int(), openid_list: z.array(z.string()).min(1) });
