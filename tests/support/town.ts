import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { ActionAnswer, Bubble, CardButton, CardContent, Overview } from '#bot/sandbox/protocol.ts';
import { systemClock } from '#kit/clock.ts';
import { readConfig } from '../../config.ts';
import { openDoor } from '#api/door.ts';
import { openWorld } from '../../world.ts';
import { emptyPostgresql, firstEvening } from './database.ts';

/**
 * The whole program with its simulated platforms, as a district of people with phones. Everything goes over HTTP and
 * encrypted callbacks, as with the real platforms; the clock stands still until somebody moves it.
 */
export interface Town {
  url: string;
  phone(id: string): TownPhone;
  /** `PT2H`, or an instant such as `2026-03-02T17:00:00+08:00`. Answers with what it caused. */
  timePasses(until: string): Promise<string[]>;
  /** Everything that was said on all phones, for reading aloud. */
  transcript(): string;
}

/** A page in WeChat's browser. */
export interface OpenedPage {
  url: string;
  /** What the browser keeps for the next request. */
  cookie: string;
  text: string;
}

export interface TownPhone {
  /** Says a text and expects these fragments in what appears on the phone by it, in any order. */
  says(text: string, ...fragments: (string | RegExp)[]): Promise<string>;
  speaks(text: string, ...fragments: (string | RegExp)[]): Promise<string>;
  /** Presses the button with this label on the newest card that has it. */
  presses(label: string, ...fragments: (string | RegExp)[]): Promise<string>;
  scans(scene: string, ...fragments: (string | RegExp)[]): Promise<string>;
  follows(...fragments: (string | RegExp)[]): Promise<string>;
  unfollows(): Promise<string>;
  /** What has appeared since the last look. */
  sees(...fragments: (string | RegExp)[]): Promise<string>;
  /** The newest six-digit code by SMS. */
  code(): Promise<string>;
  /** Opens the newest link that was sent, as WeChat's browser on this phone does. */
  opensLink(): Promise<OpenedPage>;
}

export async function openTown(
  options: { start?: string; engine?: 'sqlite' | 'postgresql'; environment?: Record<string, string> } = {},
): Promise<Town> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiayi-town-'));
  const port = await freePort();
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
    ...(options.engine === 'postgresql' ? { DATABASE_URL: await emptyPostgresql() } : {}),
    ...options.environment,
  });
  const start = new Date(options.start ?? firstEvening);
  // The wall clock stands still; what paces calls to platforms goes on.
  const clock = { now: () => start, monotonic: systemClock.monotonic };
  const world = await openWorld(config, await openDoor(config.host, port), clock, () => {});
  await world.start();
  afterAll(async () => {
    await world.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const said: string[] = [];
  const phones = new Map<string, TownPhone>();
  const { phones: people } = await ask<Overview>('/sandbox/api/phones');

  async function ask<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${world.url}${path}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    // The sandbox's protocol says what it answers with.
    return JSON.parse(text) as T;
  }

  async function timePasses(until: string): Promise<string[]> {
    const wish = until.startsWith('P') ? { advance: until } : { now: until };
    const { now, caused } = await ask<{ now: string; caused: { what: string }[] }>('/sandbox/clock', wish);
    if (until !== 'PT0S') said.push(`—— ${now} ——`);
    return caused.map(({ what }) => what);
  }

  function openPhone(id: string): TownPhone {
    const person = people.find((one) => one.id === id);
    if (!person) throw new Error(`nobody in the town is called ${id}`);
    const place = person.group === 'staff' ? 'wecom' : 'wechat';
    let seen = 0;

    const bubbles = () => ask<Bubble[]>(`/sandbox/api/phones/${id}/bubbles?limit=500`);
    async function sees(...fragments: (string | RegExp)[]): Promise<string> {
      await timePasses('PT0S');
      const all = await bubbles();
      const fresh = all.filter((bubble) => bubble.id > seen && !bubble.mine);
      seen = Math.max(seen, ...all.map((bubble) => bubble.id));
      const text = fresh.map(wordsOf).join('\n');
      if (text) said.push(...text.split('\n').map((line) => `${person?.name} ⟵ ${line}`));
      for (const fragment of fragments) {
        if (typeof fragment === 'string') expect(text).toContain(fragment);
        else expect(text).toMatch(fragment);
      }
      return text;
    }
    const act = async (action: object, mine: string, fragments: (string | RegExp)[]) => {
      await sees();
      said.push(`${person.name} ⟶ ${mine}`);
      await ask<ActionAnswer>(`/sandbox/api/phones/${id}/actions`, action);
      return sees(...fragments);
    };

    return {
      sees,
      says: (text, ...fragments) => act({ do: 'say', place, text }, text, fragments),
      speaks: (text, ...fragments) => act({ do: 'speak', place, text }, `（语音）${text}`, fragments),
      scans: (scene, ...fragments) => act({ do: 'scan', scene }, `（扫码）`, fragments),
      follows: (...fragments) => act({ do: 'follow' }, '（关注）', fragments),
      unfollows: () => act({ do: 'unfollow' }, '（取消关注）', []),
      async presses(label, ...fragments) {
        await sees();
        const cards = (await bubbles()).filter((bubble) => bubble.content.kind === 'card').reverse();
        for (const bubble of cards) {
          const button = buttonsOf(bubble).find((one) => one.text === label);
          if (button) return act({ do: 'press-card', bubble: bubble.id, key: button.key }, `【${label}】`, fragments);
        }
        throw new Error(`${person.name} sees no button ${label}`);
      },
      async code() {
        await timePasses('PT0S');
        const sms = (await bubbles()).filter((bubble) => bubble.content.kind === 'sms').reverse();
        const code = /(?<!\d)\d{6}(?!\d)/.exec(sms.map(wordsOf).join('\n'))?.[0];
        if (!code) throw new Error(`${person.name} got no code`);
        return code;
      },
      async opensLink() {
        await timePasses('PT0S');
        const text = (await bubbles())
          .reverse()
          .map((bubble) => JSON.stringify(bubble.content))
          .join('\n');
        const link = /https?:\/\/[^"'\\<\s]+/.exec(text)?.[0];
        if (!link) throw new Error(`${person.name} got no link`);
        const { page } = await ask<ActionAnswer>(`/sandbox/api/phones/${id}/actions`, { do: 'open-link', url: link });
        return followAs(id, page ?? link);
      },
    };
  }

  return {
    url: world.url,
    phone(id) {
      const phone = phones.get(id) ?? openPhone(id);
      phones.set(id, phone);
      return phone;
    },
    timePasses,
    transcript: () => said.join('\n'),
  };
}

/** Goes where WeChat's browser is sent: to the authorisation, which knows whose phone it is, and back. */
async function followAs(phone: string, link: string): Promise<OpenedPage> {
  let [url, cookie] = [link, ''];
  const kept = new Map<string, string>();
  for (;;) {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const one of response.headers.getSetCookie()) kept.set(one.split('=')[0] ?? '', one.split(';')[0] ?? '');
    cookie = [...kept.values()].join('; ');
    const next = response.headers.get('location');
    if (next === null) return { url, cookie, text: await response.text() };
    const target = new URL(next, url);
    if (target.pathname.endsWith('/connect/oauth2/authorize')) target.searchParams.set('phone', phone);
    url = target.href;
  }
}

/** Links sent to people name the port: it is known before the start. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function buttonsOf({ content }: Bubble): CardButton[] {
  return content.kind === 'card' && content.answered === undefined ? content.buttons : [];
}

/** What a person reads on a bubble. */
function wordsOf({ content }: Bubble): string {
  switch (content.kind) {
    case 'text':
    case 'voice':
    case 'fact':
    case 'sms':
      return content.text.replace(/<[^>]+>/g, '');
    case 'template':
      return `〔${content.title}〕${content.fields.map(({ label, value }) => `${label}：${value}`).join(' ')}`;
    case 'choices':
      return [content.head, ...content.items.map((item) => item.text), content.tail].join('\n');
    case 'article':
      return `${content.title}\n${content.description}`;
    case 'card':
      return cardWords(content);
    case 'shared':
      return `（${content.what}）`;
  }
}

function cardWords(card: CardContent): string {
  const { title, description = '', lines, subtitle = '', buttons, answered } = card;
  const below = answered ? [`【${answered}】`] : buttons.map(({ text }) => `【${text}】`);
  return [title, description, subtitle, ...lines.map(({ name, value }) => `${name}：${value}`), below.join('')]
    .filter(Boolean)
    .join('\n');
}
