import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Bubble, Overview } from '#bot/sandbox/protocol.ts';
import { openTown, type Town } from '#tests/support/town.ts';
import { wechatyIsHere } from '#tests/support/wechaty.ts';

const patience = { timeout: 120_000, interval: 50 };

test('without a puppet there is no group on the page, and nothing is said of one', async () => {
  const town = await openTown();
  const { phones } = await read<Overview>(town, '/sandbox/api/phones');
  expect(phones.flatMap(({ places }) => places)).not.toContain('group-chat');
  expect(await read(town, '/readyz')).not.toHaveProperty('groupChat');
});

describe.skipIf(!wechatyIsHere())('社区健康群', () => {
  test('neighbours ask in their group; no word and no name of theirs is logged or kept by the program', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'jiayi-group-town-'));
    afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
    const logged: string[] = [];
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
    onTestFinished(() => {
      stdout.mockRestore();
      stderr.mockRestore();
    });
    const environment = { WECHATY_PUPPET: 'wechaty-puppet-mock', LOG_LEVEL: 'trace', DATA_DIR: dataDir };
    const town = await openTown({ environment });
    await vi.waitFor(
      async () => expect(await read(town, '/readyz')).toMatchObject({ status: 'ready', groupChat: 'online' }),
      patience,
    );

    await writes(town, '阿珍', '拱北几点开门');
    await sees(town, '香洲区拱北社区卫生服务中心：周一');
    await writes(town, '老周', '我妈空腹血糖7.8，胸口痛得厉害');
    await sees(town, '请马上打120');
    await writes(town, '小何', '我有糖尿病，怎么签约');
    await sees(town, '请不要发在群里');

    const metrics = await (await fetch(`${town.url}/metrics`)).text();
    expect(metrics).toContain('jiayi_group_chat_state{state="online"} 1');
    expect(metrics).toContain('jiayi_group_messages_total{outcome="danger"} 1');

    const canaries = ['阿珍', '老周', '小何', 'neighbour-', '空腹血糖', '胸口痛', '糖尿病，怎么'];
    expect(logged.join('')).toContain('group chat changed');
    expect(canaries.filter((canary) => logged.join('').includes(canary))).toEqual([]);
    // The simulated phones' own memory is the phones'.
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(
      (file) => file.isFile() && !file.name.startsWith('sandbox.db'),
    );
    expect(files.map(({ name }) => name)).toContain('app.db');
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      expect([name, canaries.filter((canary) => bytes.includes(canary))]).toEqual([name, []]);
    }
  }, 300_000);
});

async function read<T>(town: Town, path: string): Promise<T> {
  return (await (await fetch(`${town.url}${path}`)).json()) as T; // protocol.ts says what each path answers
}

async function writes(town: Town, member: string, text: string): Promise<void> {
  const answer = await fetch(`${town.url}/sandbox/api/phones/group-chat/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ do: 'write-in-group', member, text }),
  });
  expect(answer.status).toBe(200);
}

/** Waits until the bot has written it in the group. */
async function sees(town: Town, words: string): Promise<void> {
  await vi.waitFor(async () => {
    const bubbles = await read<Bubble[]>(town, '/sandbox/api/phones/group-chat/bubbles');
    const written = bubbles.flatMap(({ mine, content }) => (!mine && content.kind === 'text' ? [content.text] : []));
    expect(written.at(-1)).toContain(words);
  }, patience);
}
