import { meansNumber, shortNumber } from '#domain/case-number.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { agreeToRecipient } from '#domain/referrals/agree.ts';
import { referralOfCard } from '#domain/referrals/cards.ts';
import { closeReferral } from '#domain/referrals/close.ts';
import { noteAttendance } from '#domain/referrals/desk.ts';
import { openReferrals, referralsFor } from '#domain/referrals/lists.ts';
import { adviseInstead, agreeToRequest } from '#domain/referrals/review.ts';
import { toldOf } from '#domain/referrals/tell.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import { Refusal } from '#domain/refusal.ts';
import { household } from '#domain/residents/family.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { refusalSentence } from '../replies/refusals.ts';
import { referralWork as words } from '../replies/referral-work.ts';
import { referring } from '../replies/referrals.ts';
import { start } from '../router/flow.ts';
import type { Phrase } from '../router/phrases.ts';
import { dialogueNamed, openOf, type Answer, type CardHandler, type Talk } from '../router/talk.ts';
import { handleReferrals } from './handle-referrals.ts';

type Press = 'send' | 'centre-first' | 'attend' | 'close';

/** One press on the card of a referral: 同意, 先到中心, 已到诊, 办结 at once; what needs more opens 转诊处理 there. */
export const referralCards: CardHandler = {
  prefix: 'referral',
  async pressed(talk, { taskId, key }) {
    const referralId = referralOfCard(taskId);
    if (referralId === undefined) return { replies: [{ text: words.unknownNumber('') }] };
    if (!isPress(key)) return openHere(talk, referralId, key === 'open' ? '' : key);
    return { ...(await pressed(talk.tx, { referralId, staffId: talk.contact.staffId ?? '', press: key })) };
  },
};

function isPress(key: string): key is Press {
  return ['send', 'centre-first', 'attend', 'close'].includes(key);
}

async function openHere(talk: Talk, referralId: string, wish: string): Promise<Answer> {
  const dialogue = dialogueNamed(talk, handleReferrals.name);
  if (!dialogue) return { replies: [{ text: words.none }] };
  const kept = { chosen: { value: `${referralId}/${wish}` } };
  const replies = await start(talk, dialogue, { kept, returnTo: openOf(talk)?.id });
  return { replies, pressed: words.pressed.opened };
}

async function pressed(
  tx: Transaction,
  { referralId, staffId, press }: { referralId: string; staffId: string; press: Press },
): Promise<Answer> {
  const by = { referralId, staffId };
  const done = await refusalOf(doPress(tx, by, press));
  if (!(done instanceof Refusal)) return { replies: [{ text: done }], pressed: words.pressed.done };
  const text = { 'not-allowed': words.notYours, 'referral-state-changed': words.changed }[done.code as string];
  return { replies: [{ text: text ?? refusalSentence(done, 'staff') }], pressed: words.pressed.done };
}

async function doPress(tx: Transaction, by: { referralId: string; staffId: string }, press: Press): Promise<string> {
  switch (press) {
    case 'send': {
      const now = await agreeToRequest(tx, by);
      const { to, number } = await toldOf(tx, now);
      return now.status === 'sent' ? words.sent(number, to) : words.waits(number, to);
    }
    case 'centre-first':
      return words.advised(shortNumber((await adviseInstead(tx, { ...by, reason: 'centre-first' })).number));
    case 'attend':
      return words.attended(shortNumber((await noteAttendance(tx, by)).number));
    case 'close':
      return words.closed(shortNumber((await closeReferral(tx, by)).number));
  }
}

/** “同意转诊0003”, “先到中心0003”, “办结转诊0003”, “撤回转诊0003”: for cards that have expired, and for taking back. */
export const answerReferralByNumber: Phrase = {
  audience: 'staff',
  pattern: /^(?<verb>同意转诊|先到中心|办结转诊|撤回转诊)[:：#]?(?<number>(?:zz)?\d{1,10})号?$/iu,
  async said({ tx, contact }, { groups = {} }) {
    const { verb = '', number = '' } = groups;
    const staffId = contact.staffId ?? '';
    const [referral] = (await referralsFor(tx, staffId)).filter((one) => meansNumber(number, one.number));
    if (!referral) return { replies: [{ text: words.unknownNumber(number) }] };
    if (verb !== '撤回转诊') {
      const press = { 同意转诊: 'send', 先到中心: 'centre-first', 办结转诊: 'close' }[verb] as Press;
      return { replies: (await pressed(tx, { referralId: referral.id, staffId, press })).replies };
    }
    const done = await refusalOf(withdrawReferral(tx, { referralId: referral.id, by: { staffId } }));
    return {
      replies: [
        {
          text:
            done instanceof Refusal ? refusalSentence(done, 'staff') : words.withdrawn(shortNumber(referral.number)),
        },
      ],
    };
  },
};

/** “同意转诊”, “撤回转诊”, with or without its number: a resident, or who acts for them. */
export const residentAnswersReferral: Phrase = {
  audience: 'resident',
  pattern: /^(?<verb>同意转诊|撤回转诊|不同意转诊|取消转诊)[:：#]?(?<number>(?:zz)?\d{1,10})?号?(?:了|吧)?$/iu,
  async said(talk, { groups = {} }) {
    const { tx } = talk;
    const { resident } = await talk.world();
    if (!resident) return undefined;
    const { verb = '', number } = groups;
    const agrees = verb === '同意转诊';
    const meant = await ownMeant(tx, resident.id, { number, agrees });
    const [referral, ...others] = meant;
    if (!referral) return { replies: [{ text: agrees ? referring.nothingToAgree : referring.none }] };
    if (others.length > 0)
      return {
        replies: [
          {
            text: referring.several(
              agrees ? verb : '撤回转诊',
              meant.map((one) => shortNumber(one.number)),
            ),
          },
        ],
      };
    const done = await refusalOf(
      agrees
        ? agreeToRecipient(tx, { referralId: referral.id, actorId: resident.id })
        : withdrawReferral(tx, { referralId: referral.id, by: { residentId: resident.id } }),
    );
    if (done instanceof Refusal) return { replies: [{ text: refusalSentence(done, 'resident') }] };
    return { replies: [{ text: referring.state(await toldOf(tx, done), done.status) }] };
  },
};

async function ownMeant(
  tx: Transaction,
  residentId: string,
  { number, agrees }: { number: string | undefined; agrees: boolean },
): Promise<Referral[]> {
  const members = (await household(tx, residentId)).filter(({ powers }) => powers.includes('book'));
  const open = await openReferrals(
    tx,
    members.map((member) => member.residentId),
  );
  const fitting = open.filter(({ status }) =>
    agrees ? status === 'reviewing' : ['requested', 'reviewing', 'sent', 'accepted'].includes(status),
  );
  return number === undefined ? fitting : fitting.filter((one) => meansNumber(number, one.number));
}
