import { maskName } from '#kit/mask.ts';
import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { shortNumber } from '../case-number.ts';
import { hasAccount, whoIsTold } from '../contracts/parties.ts';
import { referralNotices, type ReferralTold } from '../notices/referrals.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { isFilingState } from './filing.ts';
import type { ReferralRules } from '../packs/referral-rules.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { answerOf, keptFor, type ReferralAnswer } from './packet.ts';
import { referralKind } from './kind.ts';
import type { ResidentWord } from './rules.ts';

/**
 * Tells the resident's side of a step: themselves, or the guardian or agent of who has no account, and whoever asked for
 * them. Once for each step.
 * @param how `besides`: who did it in chat, and reads it there.
 */
export async function tellResident(
  tx: Transaction,
  referral: Referral,
  word: ResidentWord,
  { why = '', besides }: { why?: string | undefined; besides?: string | undefined } = {},
): Promise<void> {
  for (const residentId of (await hearersOf(tx, referral)).filter((id) => id !== besides)) {
    const data = { ...(await toldOf(tx, referral, why)), inChat: await hasAccount(tx, residentId) };
    const key = `referral.${word}/${referral.id}/${referral.version}/${residentId}`;
    await send(tx, referralNotices[word], { resident: residentId }, data, { key, about: referral.residentId });
  }
}

/** Resident ids; never empty. */
export async function hearersOf(tx: Transaction, { residentId, askedById }: Referral): Promise<string[]> {
  return [...new Set([...(await whoIsTold(tx, residentId)), ...(askedById === null ? [] : [askedById])])];
}

/** Everything that the notices say. */
export async function toldOf(tx: Transaction, referral: Referral, why = ''): Promise<ReferralTold> {
  const { direction, toOrganisationId, dueAt, doctorId } = referral;
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId }, select: { name: true } });
  const from = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: referral.fromOrganisationId } });
  const to = toOrganisationId && (await tx.prisma.organisation.findUnique({ where: { id: toOrganisationId } }));
  const centre = direction === 'down' ? to : from;
  const { referrals } = rulesOf(referral.rulePack);
  return {
    name: maskName(await residentName(tx, referral.residentId)),
    number: shortNumber(referral.number),
    what: referralKind(referral),
    sender: from.kind === 'hospital' ? from.shortName : `${doctor.name}医生`,
    doctor: doctor.name,
    to: to ? to.shortName : '',
    toPhone: to ? to.phone : '',
    centrePhone: centre ? centre.phone : '',
    urgency: referral.urgency,
    by: dueAt === null ? '' : tx.day.say(dueAt),
    why,
    inChat: true,
    appointment: appointmentOf(tx, referral, referrals, answerOf(tx, referral)),
  };
}

function appointmentOf(
  tx: Transaction,
  referral: Referral,
  rules: ReferralRules,
  answer: ReferralAnswer | undefined,
): ReferralTold['appointment'] {
  const { appointmentAt, validUntil, insuranceFiling } = referral;
  if (!answer || appointmentAt === null || validUntil === null) return undefined;
  const state = isFilingState(insuranceFiling) ? insuranceFiling : 'not-needed';
  const { name, whatToDo } = rules.filing[state];
  return {
    when: tx.day.say(appointmentAt),
    place: [answer.campus, answer.floor].filter(Boolean).join(' ') || '请到一楼服务台问',
    department: answer.department,
    doctor: answer.doctor,
    kept: keptFor(rules, referral, answer),
    bring: answer.bring,
    validUntil: tx.day.sayDate(validUntil),
    filing: `${name}，${whatToDo}`,
    visits: answer.visits.map((instant) => tx.day.say(new Date(instant))),
  };
}
