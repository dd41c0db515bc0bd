import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pauseBroadcast, resumeBroadcast } from '#domain/broadcasts/control.ts';
import { progressOf } from '#domain/broadcasts/progress.ts';
import { requestRun } from '#domain/broadcasts/request-run.ts';
import { writeBroadcast } from '#domain/broadcasts/write.ts';
import type { Database } from '#prisma/database.ts';
import { broadcastTown, type Kind, peopleOf } from '#tests/support/broadcast-town.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { bundled, spoken } from '#tests/support/processes.ts';

const people = 10_000;

/** Of twenty people. */
const kinds: readonly Kind[] = [
  { account: 'open', died: true },
  {},
  { phone: true },
  { account: 'unfollowed', phone: true },
  ...Array.from({ length: 4 }, (): Kind => ({ account: 'open' })),
  ...Array.from({ length: 12 }, (): Kind => ({ account: 'closed' })),
];

/** Shows every message once for each id, as a platform does that knows an id; SMS and replies in a chat have none. */
async function platform() {
  const shown = new Map<string, number>();
  const seen = new Set<string>();
  let whenMore = { calls: Number.POSITIVE_INFINITY, tell: () => {} };
  let calls = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const form = request.url?.slice(1) ?? '';
      // Written by the process of this test.
      const { accounts, id } = JSON.parse(body) as { accounts: string[]; id: string };
      const isKnown = form === 'mass' && seen.has(id);
      seen.add(id);
      // Whoever is written to about the broadcast itself is no recipient.
      if (!isKnown && form !== 'text' && form !== 'card')
        for (const account of accounts) shown.set(account, (shown.get(account) ?? 0) + 1);
      calls += 1;
      if (calls >= whenMore.calls) whenMore.tell();
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a port, so the address is one.
  const { port } = server.address() as AddressInfo;
  return {
    shown,
    url: `http://127.0.0.1:${port}`,
    close: () => server.close(),
    /** Resolves at the call that is so many after now. */
    after: (more: number) => new Promise<void>((tell) => (whenMore = { calls: calls + more, tell })),
  };
}

let program = '';
beforeAll(async () => {
  program = await bundled('tests/faults/broadcast-in-a-process.ts');
}, 60_000);

describe.each(engines)('ten thousand people, three kills and two pauses, on %s', async (engine) => {
  const { database, url } = await testDatabase({ engine, start: new Date().toISOString() });
  const phones = await platform();
  afterAll(phones.close);

  test('each gets it at most once, and everybody is accounted for', { timeout: 240_000 }, async () => {
    const { id, writer, ids } = await begun(database);
    const starts = () => spoken([program, url, phones.url, id]);
    const steer = (change: typeof pauseBroadcast) => database.transact((tx) => change(tx, { id, by: writer }));
    for (const calls of [1, 400, 900]) {
      const process = starts();
      await phones.after(calls);
      await process.kill();
    }
    const last = starts();
    for (let pauses = 0; pauses < 2; pauses += 1) {
      await phones.after(300);
      await steer(pauseBroadcast);
      expect(await last.line()).toBe('paused');
      const before = total(phones.shown);
      await steer(resumeBroadcast);
      expect(total(phones.shown)).toBe(before);
      last.say({});
    }
    expect(await last.line()).toBe('done');
    await last.ended;

    const progress = await database.read((tx) => progressOf(tx, id));
    const { sent, mass, failed } = progress;
    const unknown = failed['outcome-unknown'] ?? 0;
    expect(progress).toMatchObject({ people, waiting: 0, pending: 0, excluded: { deceased: people / 20 } });
    expect(mass).toEqual({ sent: (people / 20) * 12, reserved: 0, failed: 0 });
    // What was under way at a kill and has no id on the platform is not sent a second time.
    expect(failed).toEqual(unknown === 0 ? {} : { 'outcome-unknown': unknown });
    expect(sent.wechat + sent.sms + unknown).toBe((people / 20) * 6);
    expect(progress.toCall).toBe(people / 20 + unknown);
    expect(Math.max(...phones.shown.values())).toBe(1);
    const reached = phones.shown.size;
    expect(reached).toBeLessThanOrEqual(sent.wechat + sent.sms + mass.sent + unknown);
    expect(reached).toBeGreaterThanOrEqual(sent.wechat + sent.sms + mass.sent);
    // Nobody who has died, or has no way.
    for (const [at, person] of ids.entries()) if (at % 20 < 2) expect(phones.shown.has(`openid-${person}`)).toBe(false);
  });
});

function total(shown: ReadonlyMap<string, number>): number {
  return [...shown.values()].reduce((sum, count) => sum + count, 0);
}

/** An emergency, so that nothing is spread over hours: counted, sent off and due. */
async function begun(database: Database): Promise<{ id: string; writer: string; ids: string[] }> {
  const { centre, writer } = await broadcastTown(database);
  const ids = await peopleOf(
    database,
    centre,
    Array.from({ length: people }, (_, at) => kinds[at % kinds.length] ?? {}),
  );
  return database.transact(async (tx) => {
    const id = await writeBroadcast(tx, {
      ...{ organisationId: centre, kind: 'emergency', title: '停水', text: '今晚停水。', by: writer },
      audience: { of: 'residents', places: [centre] },
    });
    const row = await tx.prisma.broadcast.update({
      where: { id },
      data: { status: 'scheduled', countedAt: tx.now, submittedAt: tx.now, version: 1 },
    });
    await requestRun(tx, row);
    return { id, writer, ids };
  });
}
