import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Saved } from '#bot/engine/saved.ts';
import type { Dialogue } from '#bot/engine/script.ts';
import { chat, plainReaders, type Said } from './chat.ts';
import { bookNightClinic, town, type TownWorld } from './town.ts';

/** Rows as an earlier release wrote them; the type is what this release reads them as. */
const rows = JSON.parse(readFileSync(new URL('../../releases/engine-2026-11.json', import.meta.url), 'utf8')) as Record<
  'waitingForSlot' | 'waitingForConfirmation',
  Saved<Said>
>;

function resumed(row: Saved<Said>, dialogue: Dialogue<TownWorld, Said> = bookNightClinic) {
  const me = chat(dialogue, town().world, plainReaders);
  me.resumes(row);
  return me;
}

/** The next release: asks the centre first, drops the complaint, asks for the phone at the end. */
const nextRelease: Dialogue<TownWorld, Said> = {
  ...bookNightClinic,
  async script({ choose, ask, confirm, say }, world) {
    await choose('centre', { title: '地点', from: ['拱北', '香湾'], ...named });
    await choose('date', { title: '日期', from: (await world.openDates()).map(({ date }) => date), ...named });
    await choose('who', { title: '就诊人', from: (await world.household()).map(({ id }) => id), ...named });
    await ask('phone', { title: '电话', accept: (t) => (/^\d{3,}$/.test(t) ? t : undefined), hint: '不像电话。' });
    await confirm('confirm', { title: '请核对：' });
    say('好了');
  },
};

const named = { id: (t: string) => t, label: (t: string) => t, none: { say: '没有。' } };

test('a row of an earlier release goes on where it was', async () => {
  const me = resumed(rows.waitingForSlot);
  await me.says('2', '主要不适');
  await me.says('咳嗽', '日期：周三', '时段：19:30');
  await resumed(rows.waitingForConfirmation).says('1', '约好了：王秀英，周三 19:30');
});

test('a message for a question that the release dropped is not taken for an answer to another', async () => {
  const me = resumed(rows.waitingForSlot, nextRelease);
  await me.says('2', '刚才的问题有变动', '请选择地点', '1. 拱北\n2. 香湾');
  await me.says('1', '请告诉我电话');
  expect(me.saved.answers).toMatchObject({
    date: { value: '周三' },
    who: { value: 'wang' },
    centre: { value: '拱北' },
  });
});

test('a confirmation of the old lines does not commit the new ones', async () => {
  const me = resumed(rows.waitingForConfirmation, nextRelease);
  await me.says('确认', '请选择地点');
  await me.says('2', '请告诉我电话');
  await me.says('13800000001', '请核对', '① 地点：香湾', '② 日期：周三', '③ 就诊人：王秀英', '④ 电话：13800000001');
});
