import { allNotices } from '#domain/notices/all.ts';
import { rulesForResident } from '#domain/packs/of-organisation.ts';
import { isSwitchedOff, resubscribe, switchOff, switchOn, unsubscribe } from '#domain/preferences/preferences.ts';
import { switchesOf, type NoticeSwitch } from '#domain/preferences/rules.ts';
import type { Dialogue, DialogueWorld } from '../dialogue-world.ts';
import { noticeSettings as words } from '../replies/notice-settings.ts';

/** 通知设置：一项一项开或关，全部开关，说“好了”结束。 */
export const changeNotices: Dialogue = {
  name: 'notice-settings',
  service: '通知设置',
  audience: 'resident',
  title: '通知设置',
  midway: 'return',
  async script({ choose, act, say }, world) {
    const { resident, tx } = world;
    if (!resident) return say(words.notBound);
    const { quietFrom, quietTo } = (await rulesForResident(tx, resident.id)).notices;
    const kept = words.kept(tx.day.sayTime(quietFrom), tx.day.sayTime(quietTo));
    for (let round = 0; round < mostChanges; round += 1) {
      const lines = await linesOf(world, resident.id);
      const line = await choose(`switch.${round}`, {
        title: words.title,
        prompt: words.choose,
        shown: 'hidden',
        from: lines,
        id: ({ id }) => id,
        label: ({ label }) => label,
        names: ({ names }) => names,
        none: { say: kept },
      });
      if (line.change === undefined) return say(kept);
      const { change } = line;
      say(await act(`change.${round}`, () => change(tx, resident.id)));
    }
    say(kept);
  },
};

const mostChanges = 30;

interface Line {
  id: string;
  label: string;
  names: readonly string[];
  /** Returns what to say. */
  change?: ((tx: DialogueWorld['tx'], residentId: string) => Promise<string>) | undefined;
}

async function linesOf({ tx }: DialogueWorld, residentId: string): Promise<Line[]> {
  const switches = switchesOf(allNotices);
  const lines: Line[] = [];
  let offs = 0;
  for (const one of switches) {
    const off = await isSwitchedOff(tx, residentId, { name: one.kinds[0] ?? '', switchLabel: one.label });
    if (off) offs += 1;
    lines.push({
      id: one.label,
      label: words.line(one.label, !off),
      names: [one.label],
      change: toggle(one, switches),
    });
  }
  return [
    ...lines,
    // One line for both, so that all of it fits on a page; “退订” and “恢复” are understood besides.
    offs === 0
      ? { id: 'all', label: words.allOff, names: ['全关', '都关', '全部关闭'], change: allOff }
      : { id: 'all', label: words.allOn, names: ['全开', '都开'], change: allOn },
    { id: 'done', label: words.done, names: ['好了', '好的', '不改了', '没有了', '完成', '不用了'] },
  ];
}

/** Turns round what holds at the moment of the change. */
function toggle({ label, kinds }: NoticeSwitch, switches: readonly NoticeSwitch[]): NonNullable<Line['change']> {
  return async (tx, residentId) => {
    const isOn = await isSwitchedOff(tx, residentId, { name: kinds[0] ?? '', switchLabel: label });
    if (isOn)
      await switchOn(
        tx,
        residentId,
        kinds,
        switches.flatMap((one) => one.kinds),
      );
    else await switchOff(tx, residentId, kinds);
    return words.switched(label, isOn);
  };
}

async function allOff(tx: DialogueWorld['tx'], residentId: string): Promise<string> {
  await unsubscribe(tx, residentId);
  return words.switchedAll(false);
}

async function allOn(tx: DialogueWorld['tx'], residentId: string): Promise<string> {
  await resubscribe(tx, residentId);
  return words.switchedAll(true);
}
