import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The platforms' own memory: `sandbox.db`, apart from the program's database. Instants are milliseconds since 1970. */
export type Memory = Database.Database;

/** Opens `sandbox.db` under `dataDir`, and brings an older one up to date. */
export function openMemory(dataDir: string): Memory {
  mkdirSync(dataDir, { recursive: true });
  const memory = new Database(join(dataDir, 'sandbox.db'));
  memory.pragma('journal_mode = WAL');
  memory.pragma('synchronous = NORMAL');
  memory.pragma('busy_timeout = 1000');
  upgrade(memory);
  return memory;
}

/** The next number of a series that goes on after a restart. */
export function counter(memory: Memory): (series: string) => number {
  const next = memory.prepare<[string], { value: number }>(
    `INSERT INTO counter (series, value) VALUES (?, 1)
     ON CONFLICT (series) DO UPDATE SET value = value + 1 RETURNING value`,
  );
  return (series) => next.get(series)?.value ?? 0;
}

function upgrade(memory: Memory): void {
  const known = Number(memory.pragma('user_version', { simple: true }));
  memory
    .transaction(() => {
      for (const step of steps.slice(known)) memory.exec(step);
      memory.pragma(`user_version = ${steps.length}`);
    })
    .immediate();
}

/** Append only: the position is the version. */
const steps = [
  `
  CREATE TABLE counter (series TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

  CREATE TABLE bubble (
    id INTEGER PRIMARY KEY AUTOINCREMENT, phone TEXT NOT NULL, place TEXT NOT NULL,
    mine INTEGER NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX bubble_of_phone ON bubble (phone, id);
  CREATE TABLE seen (phone TEXT NOT NULL, place TEXT NOT NULL, bubble INTEGER NOT NULL, PRIMARY KEY (phone, place)) STRICT;
  CREATE TABLE envelope (id INTEGER PRIMARY KEY, bubble INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX envelope_of_bubble ON envelope (bubble);

  CREATE TABLE token (
    value TEXT PRIMARY KEY, platform TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
    forced INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE menu (platform TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE oauth_code (
    code TEXT PRIMARY KEY, app TEXT NOT NULL, account TEXT NOT NULL, scope TEXT NOT NULL,
    expires_at INTEGER NOT NULL, used_at INTEGER
  ) STRICT;

  CREATE TABLE follower (
    openid TEXT PRIMARY KEY, following INTEGER NOT NULL, since INTEGER NOT NULL, scene TEXT NOT NULL DEFAULT '',
    receiving INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE TABLE reply_window (
    openid TEXT NOT NULL, action TEXT NOT NULL, remaining INTEGER NOT NULL, expires_at INTEGER NOT NULL,
    PRIMARY KEY (openid, action)
  ) STRICT;
  CREATE TABLE template_sent (
    openid TEXT NOT NULL, client_msg_id TEXT NOT NULL, msgid TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (openid, client_msg_id)
  ) STRICT;
  CREATE TABLE qr_code (ticket TEXT PRIMARY KEY, scene TEXT NOT NULL, url TEXT NOT NULL, expires_at INTEGER) STRICT;
  CREATE INDEX qr_code_of_scene ON qr_code (scene);

  CREATE TABLE card (task_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
  CREATE TABLE card_copy (task_id TEXT NOT NULL, userid TEXT NOT NULL, bubble INTEGER NOT NULL, PRIMARY KEY (task_id, userid)) STRICT;
  CREATE TABLE response_code (
    code TEXT PRIMARY KEY, task_id TEXT NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER
  ) STRICT;
  CREATE TABLE member_message (userid TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE INDEX member_message_by_time ON member_message (userid, at);
  CREATE TABLE sent_content (hash TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;
  `,
  `
  CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE tag_member (tag INTEGER NOT NULL, openid TEXT NOT NULL, PRIMARY KEY (tag, openid)) STRICT;
  CREATE INDEX tag_of_member ON tag_member (openid);
  CREATE TABLE mass_send (msg_id INTEGER PRIMARY KEY, client_msg_id TEXT, at INTEGER NOT NULL) STRICT;
  CREATE INDEX mass_send_by_time ON mass_send (at);
  CREATE TABLE mass_received (openid TEXT NOT NULL, month TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (openid, month)) STRICT;
  `,
];
