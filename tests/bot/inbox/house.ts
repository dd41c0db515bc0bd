import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { Encode } from '#bot/channels/webhook.ts';
import type { Dialogue } from '#bot/dialogue-world.ts';
import { changeService } from '#bot/dialogues/change-service.ts';
import { talkToPerson } from '#bot/dialogues/talk-to-person.ts';
import { matching } from '#bot/engine/script.ts';
import { ears } from '#bot/ear.ts';
import { createInbox, type Inbox, type InboxEvent, type InboxParts } from '#bot/inbox.ts';
import { createSpool } from '#bot/inbox/spool.ts';
import type { ChannelName, InboundEvent, InboundMessage, Reply } from '#bot/message.ts';
import type { Program } from '#bot/router/talk.ts';
import { bindTo } from '#domain/residents/binding.ts';
import { systemRandomness } from '#kit/id.ts';
import { createVault } from '#kit/vault.ts';
import type { Database } from '#prisma/database.ts';
import { contactOf } from '#bot/inbox/contact-row.ts';
import { settled, type People } from '../../support/people.ts';

/** 夜门诊 and 签约 as samples: what they write is a setting, so that the test sees what was committed. */
export const sampleClinic: Dialogue = {
  name: 'sample-clinic',
  service: '夜门诊',
  audience: 'resident',
  title: '预约夜门诊',
  async script({ choose, ask, confirm, act, receipt }, { tx }) {
    const today = tx.day.dateOf(tx.now);
    const days = [1, 2, 3, 4].map((ahead) => tx.day.add(today, ahead));
    const day = await choose('day', {
      title: '日期',
      from: days,
      id: (date) => date,
      label: (date) => tx.day.sayDate(date),
      none: { say: '没有。' },
      fact: (facts) => matching(days, facts.days, (date) => date),
    });
    const complaint = await ask('complaint', {
      title: '主要不适',
      accept: (text) => (text.length <= 20 ? text : undefined),
      hint: '请写短一点。',
    });
    await confirm('confirm', { title: '请核对：' });
    await act('book', (key) =>
      tx.prisma.setting.create({ data: { name: `booking.${key}`, value: `${day} ${complaint}` } }),
    );
    receipt({ done: `约好了：${tx.day.sayDate(day)}。`, undo: '不去了请回复“取消预约”。' });
  },
};

const doctors = [
  { id: 'chen', name: '陈志远' },
  { id: 'lin', name: '林晓梅' },
];

export const sampleSigning: Dialogue = {
  name: 'sample-signing',
  service: '签约',
  audience: 'resident',
  title: '签约家庭医生',
  async script({ choose, say }) {
    const doctor = await choose('doctor', {
      title: '医生',
      from: doctors,
      id: ({ id }) => id,
      label: ({ name }) => name,
      none: { say: '没有。' },
      fact: (facts) => matching(doctors, facts.doctorId === undefined ? undefined : [facts.doctorId], ({ id }) => id),
    });
    say(`已向${doctor.name}医生提出签约。`);
  },
};

export const sampleMine: Dialogue = {
  name: 'sample-mine',
  service: '我的',
  audience: 'resident',
  title: '看我的',
  midway: 'return',
  script: async ({ say }, { resident }) => say(resident ? `${resident.name}，您还没有预约。` : '您还没有绑定。'),
};

const sampleBench: Dialogue = {
  name: 'sample-bench',
  service: '工作台',
  audience: 'staff',
  title: '看工作台',
  script: async ({ say }, { staff }) => say(`${staff?.name}，今天没有要做的事。`),
};

export interface House {
  database: Database;
  people: People;
  inbox: Inbox;
  /** The inbox of another process on the same database. */
  another(): Inbox;
  events: InboxEvent[];
  spoolFolder: string;
  phone(account: string, channel?: ChannelName): Phone;
  /** Time passes. */
  later(minutes: number): void;
  /** What went out as deliveries to a contact's account or a staff member, oldest first. */
  pushed(kind?: string): Promise<{ kind: string; to: string | null; text: string; status: string }[]>;
}

export interface Phone {
  says(text: string, ...fragments: string[]): Promise<string>;
  does(event: InboundEvent, ...fragments: string[]): Promise<string>;
  /** The platform sends the last message again. */
  resends(): Promise<string>;
  /** Makes the account somebody's. */
  bind(residentId: string): Promise<void>;
  readonly last: InboundMessage;
}

export async function house(
  options: {
    engine?: 'sqlite' | 'postgresql';
    dialogues?: readonly Dialogue[];
    database?: (real: Database) => Database;
    program?: Partial<Program>;
  } = {},
): Promise<House> {
  const { database: real, clock, people } = await settled(options.engine ? { engine: options.engine } : {});
  const database = options.database?.(real) ?? real;
  const spoolFolder = mkdtempSync(join(tmpdir(), 'jiayi-spool-'));
  afterAll(() => rmSync(spoolFolder, { recursive: true, force: true }));
  const events: InboxEvent[] = [];
  const parts: InboxParts = {
    database,
    program: {
      dialogues: [
        talkToPerson,
        changeService,
        ...(options.dialogues ?? [sampleClinic, sampleSigning, sampleMine, sampleBench]),
      ],
      cards: [],
      phrases: [],
      publicUrl: 'https://jiayi.example',
      hasSms: true,
      ...options.program,
    },
    spool: createSpool(spoolFolder, createVault(Buffer.alloc(32, 7), systemRandomness)),
    ear: ears(),
    report: (event) => events.push(event),
    soon: () => {},
  };
  const another = () => createInbox(parts);
  const inbox = another();
  let count = 0;

  function phone(account: string, channel: ChannelName = 'wechat'): Phone {
    let last: InboundMessage | undefined;
    const send = async (message: InboundMessage) => {
      const { body, left } = await inbox.receive(message, printing);
      left?.();
      return body;
    };
    const does = async (event: InboundEvent, ...fragments: string[]) => {
      count += 1;
      const claimKey = createHash('sha256').update(`${account}/${count}`).digest('hex');
      last = { channel, account, claimKey, sentAt: clock.now(), event };
      const answer = await send(last);
      for (const fragment of fragments) expect(answer).toContain(fragment);
      return answer;
    };
    return {
      does,
      says: (text, ...fragments) => does({ kind: 'text', text, spoken: false }, ...fragments),
      resends: () => send(lastOf()),
      async bind(residentId) {
        await real.transact(async (tx) => {
          const contact = await contactOf(tx, { channel, account });
          await bindTo(tx, { contactId: contact.id, channel, residentId, by: 'sms' });
        });
      },
      get last() {
        return lastOf();
      },
    };
    function lastOf(): InboundMessage {
      if (!last) throw new Error('nothing was said yet');
      return last;
    }
  }

  return {
    database: real,
    people,
    inbox,
    another,
    events,
    spoolFolder,
    phone,
    later: (minutes) => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000)),
    pushed: (kind) =>
      real.read(async (tx) => {
        const rows = await tx.prisma.delivery.findMany({ where: kind ? { kind } : {}, orderBy: { id: 'asc' } });
        return rows.map((row) => {
          const place = { table: 'Delivery', column: 'contentSealed', row: row.id };
          const content = JSON.parse(tx.vault.open(place, row.contentSealed)) as { text: string };
          return { kind: row.kind, to: row.recipientId, text: content.text, status: row.status };
        });
      }),
  };
}

/** As a channel prints it, with a number that no two answers share: so a repeat shows its first bytes. */
let answers = 0;
export const printing: Encode = (replies: Reply[]) => {
  answers += 1;
  const body = replies
    .map(({ text, choices = [] }) => [text, ...choices.map(({ label }, i) => `${i + 1}. ${label}`)].join('\n'))
    .join('\n\n');
  return { body: body === '' ? 'success' : `${body}\n#${answers}`, rest: [] };
};

let sent = 0;
/** A message from somebody who has no phone in the test. */
export function messageOf(text: string): InboundMessage {
  sent += 1;
  return {
    channel: 'wechat',
    account: 'openid-direct',
    claimKey: `direct-${sent}`,
    sentAt: new Date('2026-03-01T10:00:00Z'),
    event: { kind: 'text', text, spoken: false },
  };
}
