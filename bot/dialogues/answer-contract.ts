import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { accept } from '#domain/contracts/accept.ts';
import { applicationsFor, decidableBy } from '#domain/contracts/applications.ts';
import { decline } from '#domain/contracts/decline.ts';
import { meansNumber, shortNumber } from '#domain/contracts/number.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { contractOfCard, reviewCardsOf } from '#domain/contracts/review-card.ts';
import { undo } from '#domain/contracts/undo.ts';
import { closeCards } from '#domain/notices/cards.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Transaction } from '#domain/transaction.ts';
import { review } from '../replies/contract-work.ts';
import { start } from '../router/flow.ts';
import type { Phrase } from '../router/phrases.ts';
import { dialogueNamed, openOf, type Answer, type CardHandler } from '../router/talk.ts';

type Wish = 'accept' | 'decline' | 'undo';

/** What a doctor's answer is told as, and the word on the card from now on. */
export interface ContractAnswer {
  text: string;
  pressed: string;
}

/** One press on the card of an application (domain.md §2), or what was meant by it. Never throws a refusal. */
export async function answerContractCard(
  tx: Transaction,
  press: { taskId: string; key: string; staffId: string },
): Promise<ContractAnswer> {
  const contractId = contractOfCard(press.taskId);
  const wish = press.key === 'accept' || press.key === 'decline' ? press.key : undefined;
  if (contractId === undefined || wish === undefined)
    return { text: review.unknownNumber(''), pressed: review.pressed.answered };
  return answer(tx, { contractId, staffId: press.staffId, wish });
}

/** Cards of applications: 同意 and 婉拒. */
export const contractCards: CardHandler = {
  prefix: 'contract',
  async pressed({ tx, contact }, { taskId, key }) {
    const answered = await answerContractCard(tx, { taskId, key, staffId: contact.staffId ?? '' });
    return { replies: [{ text: answered.text }], pressed: answered.pressed };
  },
};

/** “同意 1234”, “婉拒 1234” (which asks why), “撤销 1234”: for cards that have expired, and for taking an answer back. */
export const answerByNumber: Phrase = {
  audience: 'staff',
  pattern: /^(同意|通过|婉拒|拒绝|退回|撤销|撤回)(?:签约|申请|编号)*[:：#]?((?:qy)?\d{1,10})号?$/iu,
  async said(talk, [, verb = '', number = '']): Promise<Answer | undefined> {
    const { tx, contact } = talk;
    const staffId = contact.staffId ?? '';
    const wish = wishOf(verb);
    const meant = (await decidableBy(tx, staffId)).filter((contract) =>
      meansNumber(number.toUpperCase(), contract.number),
    );
    const [contract, ...others] = meant;
    if (!contract) return { replies: [{ text: review.unknownNumber(number) }] };
    if (others.length > 0)
      return {
        replies: [
          {
            text: review.manyNumbers(
              number,
              meant.map((one) => one.number),
            ),
          },
        ],
      };
    const undecided = contract.status === 'submitted' && contract.undoUntil === null;
    const asking = wish === 'decline' && undecided ? dialogueNamed(talk, 'review-contracts') : undefined;
    if (asking) {
      const kept = { declining: { value: contract.id } };
      return { replies: await start(talk, asking, { kept, returnTo: openOf(talk)?.id }) };
    }
    const { text } = await answer(tx, { contractId: contract.id, staffId, wish });
    return { replies: [{ text }] };
  },
};

/** “全部同意”: one's own applications, all at once; each can be taken back by its number. */
export const acceptAll: Phrase = {
  audience: 'staff',
  pattern: /^(?:签约)?(?:全部|全都|都)(?:同意|通过)(?:签约|申请)*$/u,
  async said({ tx, contact }): Promise<Answer | undefined> {
    const text = await acceptOwn(tx, contact.staffId ?? '');
    return { replies: [{ text: text ?? review.none }] };
  },
};

/** Accepts one's own applications; undefined when there are none. */
export async function acceptOwn(tx: Transaction, staffId: string): Promise<string | undefined> {
  const own = (await applicationsFor(tx, staffId)).filter(({ isOwn }) => isOwn);
  if (own.length === 0) return undefined;
  const [done, left]: [string[], string[]] = [[], []];
  let undoMinutes = 0;
  for (const { contractId, number } of own) {
    const decided = await refusalOf(decide(tx, { contractId, staffId, wish: 'accept' }));
    if (decided instanceof Refusal) left.push(number);
    else {
      done.push(number);
      undoMinutes = decided.undoMinutes;
    }
  }
  return [
    ...(done.length > 0 ? [review.acceptedAll(done, undoMinutes)] : []),
    ...(left.length > 0 ? [review.notAccepted(left)] : []),
  ].join('\n');
}

/** Does what was wished and says it; a refusal is said too. */
async function answer(
  tx: Transaction,
  wished: { contractId: string; staffId: string; wish: Wish },
): Promise<ContractAnswer> {
  if (wished.wish === 'undo') return takenBack(tx, wished);
  const decided = await refusalOf(decide(tx, { ...wished, wish: wished.wish }));
  if (decided instanceof Refusal) return refused(decided);
  return {
    text: review.decided(decided, wished.wish, decided.undoMinutes),
    pressed: review.pressed[wished.wish],
  };
}

/** Accepts or declines, and closes the cards of everybody who holds one. */
async function decide(
  tx: Transaction,
  { contractId, staffId, wish }: { contractId: string; staffId: string; wish: Exclude<Wish, 'undo'> },
) {
  const decision =
    wish === 'accept' ? await accept(tx, { contractId, staffId }) : await decline(tx, { contractId, staffId });
  await closeCards(tx, reviewCardsOf(contractId), review.pressed[wish]);
  return { ...decision, undoMinutes: await undoMinutesOf(tx, contractId) };
}

async function takenBack(
  tx: Transaction,
  { contractId, staffId }: { contractId: string; staffId: string },
): Promise<ContractAnswer> {
  const undone = await refusalOf(undo(tx, { contractId, staffId }));
  if (undone instanceof Refusal) return refused(undone);
  return { text: review.undone(shortNumber(undone.number), undone.decision), pressed: review.pressed.undone };
}

async function undoMinutesOf(tx: Transaction, contractId: string): Promise<number> {
  const contract: Contract = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } });
  return rulesOf(contract.rulePack).contracts.undoMinutes;
}

function refused({ code, details }: Refusal): ContractAnswer {
  const { answered } = review.pressed;
  switch (code) {
    case 'not-allowed':
      return { text: review.notYours, pressed: answered };
    case 'undo-too-late':
      return { text: review.undoTooLate, pressed: answered };
    default:
      return { text: review.answered(details['status']), pressed: answered };
  }
}

function wishOf(verb: string): Wish {
  if (/撤/u.test(verb)) return 'undo';
  return /同意|通过/u.test(verb) ? 'accept' : 'decline';
}
