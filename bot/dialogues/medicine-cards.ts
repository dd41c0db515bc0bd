import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { decideChange } from '#domain/medicines/change-list.ts';
import { answerOnRequest } from '#domain/medicines/hospital.ts';
import { sayMedicine } from '#domain/medicines/medicine.ts';
import { supplyRefusals } from '#domain/medicines/rules.ts';
import { supplyOfCard, supplyOf } from '#domain/medicines/supply.ts';
import { Refusal } from '#domain/refusal.ts';
import { medicineList, medicineWork as words } from '../replies/medicine-work.ts';
import { refusalSentence } from '../replies/refusals.ts';
import { start } from '../router/flow.ts';
import { dialogueNamed, openOf, type Answer, type CardHandler, type Talk } from '../router/talk.ts';
import { manageMedicines } from './medicine-list.ts';
import { type Doing, workOn } from './prepare-medicines.ts';

const doings: readonly Doing[] = ['prepare', 'ready', 'collected', ...supplyRefusals];

/** One press on the card of a supply: 准备, 拒绝的理由, 备好了, 领走了 at once; 缺药 opens 药箱 there. */
export const supplyCards: CardHandler = {
  prefix: 'supply',
  async pressed(talk, { id, key }) {
    const supplyId = supplyOfCard(id);
    if (supplyId === undefined) return { replies: [{ text: words.changed }], pressed: words.pressed.handled };
    if (key === 'short') return openList(talk, supplyId);
    const doing = doings.find((one) => one === key);
    if (!doing) return { replies: [{ text: words.changed }], pressed: words.pressed.handled };
    const staffId = talk.contact.staffId ?? '';
    // Reasons stand on the card of a request alone.
    const done = await refusalOf(workOn(talk.tx, { supplyId, staffId, doing, from: 'requested' }));
    if (done instanceof Refusal) return refused(done, { changed: words.changed, notYours: words.notYours });
    return { replies: [{ text: done }], pressed: words.pressed[doing as 'prepare'] ?? words.pressed.handled };
  },
};

/** The hospital's desk answers a 联系用药. */
export const supplierCards: CardHandler = {
  prefix: 'supplier',
  async pressed({ tx, contact }, { id, key }) {
    const supplyId = supplyOfCard(id) ?? '';
    const sent = key === 'sent';
    const done = await refusalOf(answerOnRequest(tx, { supplyId, staffId: contact.staffId ?? '', sent }));
    if (done instanceof Refusal) return refused(done, { changed: words.changed, notYours: words.notYours });
    return { replies: [{ text: words.answered(done.number, sent) }], pressed: words.pressed.handled };
  },
};

/** An administrator answers a change of a list. */
export const medicineCards: CardHandler = {
  prefix: 'medicine',
  async pressed({ tx, contact }, { id, key }) {
    const medicineId = supplyOfCard(id) ?? '';
    const approve = key === 'approve';
    const done = await refusalOf(decideChange(tx, { medicineId, staffId: contact.staffId ?? '', approve }));
    if (done instanceof Refusal)
      return refused(done, { changed: medicineList.changed, notYours: medicineList.notYours });
    const removal = done.status !== 'proposed';
    const say = approve ? medicineList.approved : medicineList.declined;
    return {
      replies: [{ text: say(sayMedicine(done), removal) }],
      pressed: medicineList.doings[approve ? 'approve' : 'decline'],
    };
  },
};

function refused(refusal: Refusal, { changed, notYours }: { changed: string; notYours: string }): Answer {
  const own: Partial<Record<string, string>> = {
    'not-allowed': notYours,
    'supply-state-changed': changed,
    'medicine-changed': changed,
  };
  return {
    replies: [{ text: own[refusal.code] ?? refusalSentence(refusal, 'staff') }],
    pressed: words.pressed.handled,
  };
}

async function openList(talk: Talk, supplyId: string): Promise<Answer> {
  const dialogue = dialogueNamed(talk, manageMedicines.name);
  if (!dialogue) return { replies: [{ text: words.changed }] };
  const { medicineId } = await supplyOf(talk.tx, supplyId);
  const kept = { chosen: { value: medicineId } };
  return { replies: await start(talk, dialogue, { kept, returnTo: openOf(talk)?.id }), pressed: words.pressed.opened };
}
