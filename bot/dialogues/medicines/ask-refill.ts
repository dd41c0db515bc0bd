import { shortNumber } from '#domain/case-number.ts';
import { askRefill } from '#domain/medicines/ask.ts';
import { sayMedicine } from '#domain/medicines/medicine.ts';
import { refillOf, refusalFor } from '#domain/medicines/refill.ts';
import type { RefillObstacle } from '#domain/medicines/rules.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { medicines as words } from '../../replies/medicines.ts';
import { refusalSentence } from '../../replies/refusals.ts';
import { settleShortage } from './settle-shortage.ts';

/** A medicine that somebody wants more of. */
export interface Wanted {
  actorId: string;
  residentId: string;
  /** 王秀英 */
  name: string;
  medicineId: string;
}

/** 续药：不能续的说清楚为什么、接着怎么办；能续的选天数、核对一次、交给医生。 */
export async function askForRefill(script: Script, world: DialogueWorld, wanted: Wanted): Promise<void> {
  const { tx } = world;
  const { residentId, medicineId } = wanted;
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({
    where: { id: medicineId },
    include: { organisation: true, supplier: true },
  });
  const pack = await rulesAt(tx, medicine.organisationId);
  const { obstacle, amounts } = await script.keep('refill', () => refillOf(tx, { residentId, medicine, pack }), {
    per: medicineId,
  });
  if (obstacle?.why === 'out-of-stock' || (obstacle?.why === 'not-on-list' && medicine.status === 'withdrawn'))
    return settleShortage(script, world, wanted);
  if (obstacle) {
    script.say(refusalSentence(refusalFor(obstacle), 'resident'));
    return script.ways(words.ways, waysOn(obstacle));
  }
  const chosen = await script.choose('amount', {
    title: words.amountTitle,
    prompt: words.askAmount,
    from: amounts,
    id: ({ days }) => String(days),
    label: ({ days, longTerm }) => words.amount(days, longTerm),
    only: 'take',
    none: { say: words.bye },
  });
  const { answerWithinWorkingDays, prepareWithinWorkingDays, onRequestWithinWorkingDays } = pack.medicines;
  await script.confirm('confirm', {
    title: words.check,
    of: ['amount'],
    also: [
      { title: words.whoTitle, label: wanted.name },
      { title: words.medicineTitle, label: sayMedicine(medicine) },
      { title: words.placeTitle, label: medicine.organisation.name },
      {
        title: words.timeTitle,
        label: medicine.supplier
          ? words.timeOnRequest(medicine.supplier.shortName, answerWithinWorkingDays, onRequestWithinWorkingDays)
          : words.time(answerWithinWorkingDays, prepareWithinWorkingDays),
      },
    ],
  });
  const asked = await script.act('ask', () =>
    askRefill(tx, {
      ...{ residentId, medicineId, actorId: wanted.actorId },
      contactId: world.contact.id,
      longTerm: chosen.longTerm,
    }),
  );
  script.receipt({
    done: words.done(asked.ownerName),
    number: words.number(shortNumber(asked.number)),
    undo: words.undo,
  });
}

function waysOn({ why }: RefillObstacle): readonly string[] {
  switch (why) {
    case 'needs-visit':
      return ['夜门诊', '咨询'];
    case 'needs-contract':
      return ['签约', '咨询'];
    case 'enough-left':
    case 'not-on-list':
    case 'out-of-stock':
      return ['咨询'];
  }
}
