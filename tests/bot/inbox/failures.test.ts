import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NotKept } from '#bot/channels/webhook.ts';
import { house, messageOf, printing, sampleClinic } from './house.ts';

describe('a message that failed', () => {
  const breaking = () => {
    const state = { broken: true };
    const dialogue = {
      ...sampleClinic,
      async script(...parts: Parameters<typeof sampleClinic.script>) {
        if (state.broken) throw new Error('the network is down');
        await sampleClinic.script(...parts);
      },
    };
    return { state, dialogue };
  };

  test('is not played once the person has written again: its words would meet another question', async () => {
    const { state, dialogue } = breaking();
    const home = await house({ dialogues: [dialogue] });
    const me = home.phone('openid-wang');
    await me.says('夜门诊', '系统开小差了');
    state.broken = false;
    await me.says('夜门诊', '请选择日期');
    home.later(2);
    await home.inbox.sweep();
    await me.says('1', '主要不适');
    expect((await home.pushed('reply')).map(({ text }) => text)).toEqual([expect.stringContaining('没能处理成功')]);
  });

  test('again and again is given up, and the person is asked to write again', async () => {
    const { dialogue } = breaking();
    const home = await house({ dialogues: [dialogue] });
    const me = home.phone('openid-wang');
    await me.says('夜门诊', '系统开小差了');
    for (let tries = 0; tries < 6; tries += 1) {
      home.later(180);
      await home.inbox.sweep();
    }
    expect((await home.pushed('reply')).map(({ text }) => text)).toEqual([expect.stringContaining('再发一次')]);
    const [row] = await home.database.read((tx) => tx.prisma.inboundMessage.findMany());
    expect(row).toMatchObject({ status: 'dead', attempts: 4 });
  });

  test('because the database is gone waits in the spool, sealed, and is played when it is back', async () => {
    const state = { gone: false };
    const home = await house({
      database: (real) => ({
        ...real,
        transact: (work) => (state.gone ? Promise.reject(new Error('disk full')) : real.transact(work)),
      }),
    });
    const me = home.phone('openid-wang');
    state.gone = true;
    const told = await me.says('夜门诊', '系统开小差了');
    expect(await me.resends()).toBe(told);
    expect(readdirSync(home.spoolFolder)).toHaveLength(1);
    await expect(home.inbox.sweep()).rejects.toThrow('disk full');
    expect(readdirSync(home.spoolFolder)).toHaveLength(1);

    state.gone = false;
    await home.inbox.sweep();
    expect(readdirSync(home.spoolFolder)).toHaveLength(0);
    expect((await home.pushed('reply')).map(({ text }) => text).join()).toContain('请选择日期');
    expect(await me.resends()).toBe(told);
    await me.says('1', '主要不适');
  });

  test('that cannot be read in the spool is put aside, and the others go on', async () => {
    const home = await house();
    writeFileSync(join(home.spoolFolder, '000000000000001-broken.sealed'), 'not sealed');
    await home.inbox.sweep();
    await home.inbox.sweep();
    expect(home.events.filter((event) => event.kind === 'failed' && event.stage === 'spool')).toHaveLength(1);
  });

  test('that nothing could keep is refused, so that the platform sends it again', async () => {
    const home = await house({
      database: (real) => ({ ...real, transact: () => Promise.reject(new Error('disk full')) }),
    });
    const me = home.phone('openid-wang');
    await expect(
      home.inbox.receive({ ...messageOf('夜门诊'), claimKey: '../../../etc/passwd\0' }, printing),
    ).rejects.toBeInstanceOf(NotKept);
    await me.says('夜门诊', '系统开小差了');
  });

  test('with a sign of danger is told what to do at once', async () => {
    const home = await house({
      database: (real) => ({ ...real, transact: () => Promise.reject(new Error('disk full')) }),
    });
    await home.phone('openid-wang').says('胸口痛得喘不上气', '请马上打120');
  });
});
