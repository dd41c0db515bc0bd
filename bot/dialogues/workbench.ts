import { workOf } from '#domain/clinics/work.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { clinicWork as words } from '../replies/clinic-work.ts';

/** 工作台：今天的门诊、待答复的签约、待核实的身份，下面按数字去办。 */
export const showWorkbench: Dialogue = {
  name: 'workbench',
  service: '工作台',
  audience: 'staff',
  title: '看工作台',
  midway: 'return',
  async script(script, { tx, staff }) {
    if (!staff) return script.say(words.benchNothing);
    const work = await workOf(tx, staff.id);
    const today = tx.day.sayDate(tx.day.dateOf(tx.now));
    const lines = work.map(({ text }) => text);
    script.say([words.benchHead(staff.name, today), ...(lines.length > 0 ? lines : [words.benchNothing])].join('\n'));
    const services = [...new Set([...work.flatMap(({ service }) => service ?? []), '今日门诊', '代预约', '代签约'])];
    await script.ways(words.ways, services);
  },
};
