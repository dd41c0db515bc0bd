import * as absences from './absences.ts';
import * as alerts from './alerts.ts';
import * as appointments from './appointments.ts';
import * as broadcastWork from './broadcast-work.ts';
import * as broadcasts from './broadcasts.ts';
import * as calendar from './calendar.ts';
import * as clinicWork from './clinic-work.ts';
import * as complaints from './complaints.ts';
import * as consultations from './consultations.ts';
import * as contractWork from './contract-work.ts';
import * as contracts from './contracts.ts';
import * as followUps from './follow-ups.ts';
import * as gatherings from './gatherings.ts';
import * as homeVisits from './home-visits.ts';
import * as identity from './identity.ts';
import * as medicines from './medicines.ts';
import * as medicineWork from './medicine-work.ts';
import type { NoticeDefinition } from './notice.ts';
import * as records from './records.ts';
import * as referralWork from './referral-work.ts';
import * as referrals from './referrals.ts';
import * as ratings from './ratings.ts';
import * as staffTasks from './staff-tasks.ts';
import * as support from './support.ts';
import * as talking from './talking.ts';
import * as waitlist from './waitlist.ts';

/** A notice with its data's type put away: its own sample fits it. */
export interface AnyNotice extends Pick<NoticeDefinition<unknown>, 'name' | 'title' | 'purpose' | 'switchLabel'> {
  /** What it says of its sample. */
  preview: { text: string; fields: Record<string, string> | undefined };
}

/** Every notice that the house sends. A file of notices is listed here once. */
export const allNotices: readonly AnyNotice[] = [
  absences,
  alerts,
  appointments,
  broadcasts,
  broadcastWork,
  calendar,
  clinicWork,
  complaints,
  consultations,
  contractWork,
  contracts,
  followUps,
  gatherings,
  homeVisits,
  identity,
  medicines,
  medicineWork,
  records,
  referralWork,
  referrals,
  ratings,
  staffTasks,
  support,
  talking,
  waitlist,
].flatMap((file) => Object.values(file).filter(isNotice).map(anyNotice));

function isNotice(value: unknown): value is NoticeDefinition<unknown> {
  return typeof value === 'object' && value !== null && 'sample' in value && 'text' in value && 'purpose' in value;
}

function anyNotice(notice: NoticeDefinition<unknown>): AnyNotice {
  const { name, title, purpose, switchLabel, sample } = notice;
  return {
    name,
    purpose,
    ...(title === undefined ? {} : { title }),
    ...(switchLabel === undefined ? {} : { switchLabel }),
    preview: { text: notice.text(sample), fields: notice.template?.(sample) },
  };
}
