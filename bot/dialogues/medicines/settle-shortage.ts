import { shortNumber } from '#domain/case-number.ts';
import { answerShortage } from '#domain/medicines/answer-shortage.ts';
import { sayMedicine, seesMedicine } from '#domain/medicines/medicine.ts';
import { wishesFor } from '#domain/medicines/shortage.ts';
import type { ShortageWish } from '#domain/notices/medicines.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { medicines as words } from '../../replies/medicines.ts';

/** 缺货：等到货、请医生定替代的药、请医生打电话。 */
export async function settleShortage(
  script: Script,
  { tx, contact }: DialogueWorld,
  { actorId, residentId, medicineId, wish }: { actorId: string; residentId: string; medicineId: string; wish?: string },
): Promise<void> {
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  const wishes = await script.keep('wishes', () => (medicine.status === 'stocked' ? [] : wishesFor(medicine)));
  const isVisible = await seesMedicine(tx, { actorId, residentId, part: medicine.part });
  const name = isVisible ? sayMedicine(medicine) : words.thisOne;
  const wanted =
    wishes.find((one) => one === wish) ??
    (await script.choose('wish', {
      title: words.shortTitle,
      prompt: words.askShort(name, medicine.status === 'withdrawn'),
      from: wishes,
      id: (one) => one,
      label: (one: ShortageWish) => words.wishes[one],
      none: { say: words.shortGone },
    }));
  const asked = await script.act('settle', () =>
    answerShortage(tx, { medicineId, residentId, actorId, contactId: contact.id, wish: wanted }),
  );
  if (asked)
    return script.receipt({
      done: words.done(asked.ownerName),
      number: words.number(shortNumber(asked.number)),
      undo: words.undo,
    });
  script.say(wanted === 'wait' ? words.waits : words.willCall);
}
