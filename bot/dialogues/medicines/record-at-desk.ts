import { recordHandedOut } from '#domain/medicines/hand-out.ts';
import { listOf, sayMedicine } from '#domain/medicines/medicine.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { readNumber } from '#kit/chinese-input/numbers.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import type { DialogueWorld, Script, TalkingStaff } from '../../dialogue-world.ts';
import { medicineWork as words } from '../../replies/medicine-work.ts';
import { findResident } from '../signing/find-resident.ts';

/** 登记当面发的药：给谁、哪种、多少天，核对一次；从此知道还够几天。 */
export async function recordAtDesk(script: Script, world: DialogueWorld, staff: TalkingStaff): Promise<void> {
  const { tx } = world;
  const places = await deskCentres(tx, staff.id);
  const lists = await Promise.all(places.map((place) => listOf(tx, place)));
  const list = [...new Map(lists.flat().map((medicine) => [medicine.id, medicine])).values()];
  if (list.length === 0) return script.say(words.noList);
  const found = await findResident(script, world, words.recordWho);
  if (!found) return script.say(words.later);
  const medicine = await script.choose('medicine', {
    title: words.whichTitle,
    prompt: words.askWhich,
    from: list,
    id: ({ id }) => id,
    label: (one) => `${sayMedicine(one)}（${one.organisation.shortName}）`,
    names: (one) => [one.name, sayMedicine(one)],
    none: { say: words.noList },
  });
  const { chronicDays, usualDays, longTermDays } = (await rulesAt(tx, medicine.organisationId)).medicines;
  const days = await script.ask('days', {
    title: words.daysTitle,
    prompt: words.askDays,
    suggest: [medicine.longTerm ? chronicDays : usualDays, ...(medicine.longTerm ? [longTermDays] : [])].map(
      (count) => `${count}天`,
    ),
    accept(text) {
      const count = readNumber(normalise(text).replace(/天$/u, ''));
      const fits = count !== undefined && Number.isInteger(count) && count >= 1 && count <= longTermDays;
      return fits ? { value: String(count), label: `${count}天` } : undefined;
    },
    hint: words.daysHint(longTermDays),
  });
  await script.confirm('confirm-record', {
    title: words.check,
    of: ['medicine', 'days'],
    also: [{ title: words.whoTitle, label: found.name }],
  });
  const { runsOutOn } = await script.act('record', () =>
    recordHandedOut(tx, { residentId: found.id, medicineId: medicine.id, days: Number(days), staffId: staff.id }),
  );
  script.receipt({ done: words.recorded(found.name, tx.day.sayDate(runsOutOn)), undo: words.recordedUndo });
}
