import { actsFor } from '#domain/residents/family.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { medicines as words } from '../replies/medicines.ts';
import { bindFirst } from './bind-first.ts';
import { settleShortage } from './medicines/settle-shortage.ts';

/** 药缺货的答复：通知里的数字。 */
export const medicineShort: Dialogue = {
  name: 'medicine-short',
  service: '缺货',
  audience: 'resident',
  title: '答复缺货',
  async script(script, world) {
    const me = await bindFirst(script, world);
    const [medicineId = '', residentId = '', wish = ''] = (await script.keep('chosen', () => '')).split('/');
    const isTheirs = residentId !== '' && (await actsFor(world.tx, me.id, residentId, 'book'));
    if (!isTheirs) return script.say(words.runningOutNone);
    await settleShortage(script, world, { actorId: me.id, residentId, medicineId, wish });
  },
};
