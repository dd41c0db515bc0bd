import { daysLeft } from '#domain/medicines/rules.ts';
import { sayMedicine, seesMedicine } from '#domain/medicines/medicine.ts';
import { residentName } from '#domain/residents/resident.ts';
import { actsFor } from '#domain/residents/family.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { medicines as words } from '../replies/medicines.ts';
import { bindFirst } from './bind-first.ts';
import { askAdherence } from './medicines/ask-adherence.ts';
import { askForRefill } from './medicines/ask-refill.ts';

/** 药快用完了：最近用得怎么样，要不要续。 */
export const runningOut: Dialogue = {
  name: 'medicine-running-out',
  service: '快用完',
  audience: 'resident',
  title: '答复用药',
  async script(script, world) {
    const { tx } = world;
    const me = await bindFirst(script, world);
    const [supplyId = '', given] = (await script.keep('chosen', () => '')).split('/');
    const supply = await tx.prisma.medicineSupply.findUnique({
      where: { id: supplyId },
      include: { medicine: true },
    });
    if (!supply || !(await actsFor(tx, me.id, supply.residentId, 'book'))) return script.say(words.runningOutNone);
    const { residentId, medicine, runsOutOn } = supply;
    const isVisible = await seesMedicine(tx, { actorId: me.id, residentId, part: medicine.part });
    const name = isVisible ? sayMedicine(medicine) : words.thisOne;
    const left = runsOutOn === null ? 0 : daysLeft(runsOutOn, tx.day.dateOf(tx.now), tx.day);
    const asked = { supplyId, actorId: me.id, name, daysLeft: left, given };
    const adherence = await askAdherence(script, world, asked);
    if (adherence === 'stopped') return;
    if (!isVisible) return script.say(words.notYours);
    const wants = await script.decide('more', {
      title: words.moreTitle,
      prompt: words.askMore(name),
      shown: 'hidden',
    });
    if (!wants) return script.say(words.noMore);
    const wanted = { actorId: me.id, residentId, medicineId: medicine.id };
    await askForRefill(script, world, { ...wanted, name: await residentName(tx, residentId) });
  },
};
