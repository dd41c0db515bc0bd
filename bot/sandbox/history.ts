import type { Clock } from '#kit/clock.ts';
import type { Feed } from './feed.ts';
import type { Memory } from './memory.ts';
import type { Bubble, BubbleContent, Envelope, Place } from './protocol.ts';

/** What every phone shows, and the envelopes behind it. */
export interface History {
  add(bubble: { phone: string; place: Place; mine: boolean; content: BubbleContent }): Bubble;
  find(id: number): Bubble | undefined;
  /** Replaces what an existing bubble shows. */
  change(id: number, content: BubbleContent): void;
  /** The newest `limit` older than `before`, oldest first. */
  list(phone: string, page: { before?: number | undefined; limit: number }): Bubble[];
  attach(bubble: number, envelope: Envelope): void;
  envelopes(bubble: number): Envelope[];
  unread(phone: string): Record<Place, number>;
  markRead(phone: string, place: Place): void;
}

interface Row {
  id: number;
  phone: string;
  place: string;
  mine: number;
  at: number;
  content: string;
}

const columns = 'id, phone, place, mine, at, content';

export function createHistory({ memory, clock, feed }: { memory: Memory; clock: Clock; feed: Feed }): History {
  const insert = memory.prepare<[string, string, number, number, string], Row>(
    `INSERT INTO bubble (phone, place, mine, at, content) VALUES (?, ?, ?, ?, ?) RETURNING ${columns}`,
  );
  const find = memory.prepare<[number], Row>(`SELECT ${columns} FROM bubble WHERE id = ?`);
  const change = memory.prepare<[string, number], Row>(
    `UPDATE bubble SET content = ? WHERE id = ? RETURNING ${columns}`,
  );
  const list = memory.prepare<[string, number, number], Row>(
    `SELECT ${columns} FROM bubble WHERE phone = ? AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const attach = memory.prepare<[number, string]>('INSERT INTO envelope (bubble, body) VALUES (?, ?)');
  const envelopes = memory.prepare<[number], { body: string }>(
    'SELECT body FROM envelope WHERE bubble = ? ORDER BY id',
  );
  const unread = memory.prepare<[string], { place: string; count: number }>(
    `SELECT b.place AS place, count(*) AS count FROM bubble b
     LEFT JOIN seen s ON s.phone = b.phone AND s.place = b.place
     WHERE b.phone = ? AND b.mine = 0 AND b.id > coalesce(s.bubble, 0) GROUP BY b.place`,
  );
  const markRead = memory.prepare<[string, string, string, string]>(
    `INSERT INTO seen (phone, place, bubble)
     SELECT ?, ?, coalesce(max(id), 0) FROM bubble WHERE phone = ? AND place = ?
     ON CONFLICT (phone, place) DO UPDATE SET bubble = excluded.bubble`,
  );

  function shown(row: Row | undefined, what: string): Bubble {
    if (!row) throw new Error(`the sandbox has no such bubble: ${what}`);
    const bubble = bubbleOf(row);
    feed.publish({ kind: 'bubble', bubble });
    return bubble;
  }

  return {
    add: ({ phone, place, mine, content }) =>
      shown(insert.get(phone, place, Number(mine), clock.now().getTime(), JSON.stringify(content)), 'new'),
    find(id) {
      const row = find.get(id);
      return row && bubbleOf(row);
    },
    change(id, content) {
      shown(change.get(JSON.stringify(content), id), String(id));
    },
    list: (phone, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      list.all(phone, before, limit).map(bubbleOf).reverse(),
    attach(bubble, envelope) {
      attach.run(bubble, JSON.stringify(envelope));
    },
    // Written by attach() above, in this shape.
    envelopes: (bubble) => envelopes.all(bubble).map((row) => JSON.parse(row.body) as Envelope),
    unread(phone) {
      const counts: Record<Place, number> = { wechat: 0, wecom: 0, sms: 0, 'group-chat': 0 };
      for (const row of unread.all(phone)) counts[row.place as Place] = row.count; // only add() writes places
      return counts;
    },
    markRead(phone, place) {
      markRead.run(phone, place, phone, place);
    },
  };
}

function bubbleOf(row: Row): Bubble {
  return {
    id: row.id,
    phone: row.phone,
    // Only add() writes this table.
    place: row.place as Place,
    mine: row.mine === 1,
    at: new Date(row.at).toISOString(),
    content: JSON.parse(row.content) as BubbleContent,
  };
}
