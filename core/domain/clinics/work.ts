import { alertsFor } from '../alerts/list.ts';
import { applicationsFor } from '../contracts/applications.ts';
import { complaintsFor } from '../complaints/list.ts';
import { consultationsFor } from '../consultations/list.ts';
import { coversToday } from '../absences/record.ts';
import { followUpsFor } from '../follow-ups/worklist.ts';
import { homeVisitsFor } from '../home-visits/list.ts';
import { changesFor } from '../medicines/change-list.ts';
import { suppliesFor } from '../medicines/waiting.ts';
import { correctionsFor } from '../records/corrections.ts';
import { waitingReferrals } from '../referrals/lists.ts';
import { identityQueue } from '../residents/identity-queue.ts';
import { staffTasksFor } from '../staff-tasks/list.ts';
import { deskCentres } from '../staff/desk.ts';
import type { Transaction } from '../transaction.ts';
import { serviceNames } from './hearers.ts';
import { shortOfSitIns } from './sit-ins.ts';
import { staffSessions } from './staff-sessions.ts';
import {
  changeLines,
  complaintLines,
  correctionLines,
  followUpLines,
  homeVisitLines,
  questionLines,
  referralLines,
  sitInLines,
  supplyLines,
  taskLines,
  type WorkLine,
} from './work-lines.ts';

/**
 * What waits for somebody today: the sessions that they sit in or work at the desk of, referrals and applications to
 * answer, identities to check, questions, complaints and corrections of records to answer, visits at home, calls and
 * visits to make; for administrators the centres that fall short of expert sit-ins. Counts, times and case numbers only.
 */
export async function workOf(tx: Transaction, staffId: string): Promise<WorkLine[]> {
  const today = tx.day.dateOf(tx.now);
  const sessions = (await staffSessions(tx, staffId, { from: today, to: today })).filter(
    ({ status, endsAt }) => status === 'open' && endsAt > tx.now,
  );
  const applications = await applicationsFor(tx, staffId);
  const own = applications.filter(({ isOwn }) => isOwn).length;
  const centres = await deskCentres(tx, staffId);
  const identities = centres.length === 0 ? [] : await identityQueue(tx, centres);
  const alerts = await alertsFor(tx, staffId);
  return [
    ...(await coversToday(tx, staffId)).map(
      ({ name, toDate }): WorkLine => ({ text: `代班：替${name}，到${tx.day.sayDate(toDate)}` }),
    ),
    ...(alerts.length > 0 ? [{ text: `预警：${alerts.length}条未处理`, service: '预警' as const }] : []),
    ...sessions.map(({ startsAt, shortName, kind, booked, waiting }): WorkLine => {
      const time = tx.day.sayTime(tx.day.timeOf(startsAt));
      const line = waiting === 0 ? '' : `，候补${waiting}人`;
      return { text: `${time}${shortName}${serviceNames[kind]}：已约${booked}人${line}`, service: '今日门诊' };
    }),
    ...referralLines(await waitingReferrals(tx, staffId)),
    ...(own > 0 ? [{ text: `签约申请：${own}份等您答复`, service: '签约审核' as const }] : []),
    ...(applications.length > own
      ? [{ text: `同事的签约申请：${applications.length - own}份未答复`, service: '签约审核' as const }]
      : []),
    ...complaintLines(await complaintsFor(tx, staffId)),
    ...questionLines(await consultationsFor(tx, staffId)),
    ...correctionLines(await correctionsFor(tx, staffId)),
    ...homeVisitLines(await homeVisitsFor(tx, staffId)),
    ...supplyLines(await suppliesFor(tx, staffId)),
    ...followUpLines(await followUpsFor(tx, staffId)),
    ...taskLines(await staffTasksFor(tx, staffId)),
    ...(identities.length > 0
      ? [{ text: `身份核实：${identities.length}人待核实`, service: '身份核实' as const }]
      : []),
    ...changeLines(await changesFor(tx, staffId)),
    ...sitInLines(await shortOfSitIns(tx, staffId, today)),
  ];
}
