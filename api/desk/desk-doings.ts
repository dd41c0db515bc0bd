import { rulesOf } from '#domain/packs/current.ts';
import {
  acceptReferral,
  declineReferral,
  declineWords,
  forwardReferral,
  noteAttendance,
  returnReferral,
} from '#domain/referrals/desk.ts';
import type { DeclineReason } from '#domain/referrals/rules.ts';
import type { Transaction } from '#domain/transaction.ts';
import { deskWords } from './desk-words.ts';

export const deskDoings = ['accept', 'decline', 'forward', 'attend', 'return'] as const;
export type DeskDoing = (typeof deskDoings)[number];

export function isDeskDoing(word: string): word is DeskDoing {
  return deskDoings.some((doing) => doing === word);
}

/**
 * Does what a form of the desk's page asks for.
 * @returns what is wrong with what was typed, or undefined when it is done.
 * @throws Refusal as the desk's services do.
 */
export async function makeDoing(
  tx: Transaction,
  {
    referralId,
    staffId,
    doing,
    form,
  }: { referralId: string; staffId: string; doing: DeskDoing; form: URLSearchParams },
): Promise<string | undefined> {
  const by = { referralId, staffId };
  const field = (name: string, most = 60) => (form.get(name) ?? '').trim().slice(0, most);
  switch (doing) {
    case 'accept': {
      const [date, time] = [field('date'), field('time')];
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return deskWords.timeWrong;
      const appointmentAt = tx.day.at(date, time);
      if (Number.isNaN(appointmentAt.getTime()) || appointmentAt <= tx.now) return deskWords.timeWrong;
      if (field('department') === '') return deskWords.departmentMissing;
      const { rulePack } = await tx.prisma.referral.findUniqueOrThrow({ where: { id: referralId } });
      const answer = {
        campus: field('campus'),
        floor: field('floor'),
        department: field('department'),
        doctor: field('doctor'),
        bring: rulesOf(rulePack).referrals.whatToBring,
        visits: [],
      };
      await acceptReferral(tx, { ...by, appointmentAt, answer });
      return undefined;
    }
    case 'decline': {
      const reason = field('reason');
      if (!isDeclineReason(reason)) return deskWords.reasonMissing;
      await declineReferral(tx, { ...by, reason, advice: field('advice') });
      return undefined;
    }
    case 'forward': {
      const name = field('hospital');
      const why = field('why');
      const hospital = await tx.prisma.organisation.findFirst({
        where: { kind: 'hospital', active: true, OR: [{ name }, { shortName: name }] },
      });
      if (!hospital || why === '') return deskWords.hospitalMissing;
      await forwardReferral(tx, { ...by, toOrganisationId: hospital.id, why });
      return undefined;
    }
    case 'attend':
      await noteAttendance(tx, by);
      return undefined;
    case 'return': {
      const summary = field('summary', 500);
      if (summary === '') return deskWords.summaryMissing;
      await returnReferral(tx, { ...by, outcome: { summary, advice: field('advice', 200) } });
      return undefined;
    }
  }
}

function isDeclineReason(word: string): word is DeclineReason {
  return Object.hasOwn(declineWords, word);
}
