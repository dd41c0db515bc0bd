import { addWorkingDays } from '#domain/calendar/working-day.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { answerOf, bedName, type ReferralAnswer } from '#domain/referrals/packet.ts';
import type { ReferralView } from '#domain/referrals/look.ts';
import type { Transaction } from '#domain/transaction.ts';
import { findDates } from '#kit/chinese-input/dates.ts';
import { findTimes } from '#kit/chinese-input/times.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { Script } from '../../dialogue-world.ts';
import { referralWork as words } from '../../replies/referral-work.ts';

/** What a desk accepts with. */
export interface Appointed {
  appointmentAt: Date;
  answer: ReferralAnswer;
}

/** 时间 → 科室 → 院区楼层 → 医生；上次写过的直接选。转回社区的再问床位或门诊号，做康复的还问疗程。 */
export async function askAppointment(script: Script, tx: Transaction, view: ReferralView): Promise<Appointed> {
  const { referral } = view;
  const usual = await usualAnswers(tx, referral.toOrganisationId ?? '');
  const today = tx.day.dateOf(tx.now);
  const days = [1, 2, 3].map((count) => addWorkingDays(tx.day, today, count));
  const when = await script.ask('when', {
    title: words.timeTitle,
    prompt: words.askTime,
    suggest: days.map((date) => tx.day.say(tx.day.at(date, '09:00'))),
    accept(text) {
      const instant = readInstant(tx, text);
      return instant && { value: instant.toISOString(), label: tx.day.say(instant) };
    },
    hint: words.timeHint,
  });
  const department = await text(script, 'department', {
    title: words.departmentTitle,
    prompt: words.askDepartment,
    suggest: unique([referral.department, ...usual.map((answer) => answer.department)]),
  });
  const place = await text(script, 'place', {
    title: words.placeTitle,
    prompt: words.askPlace,
    suggest: unique(usual.map(({ campus, floor }) => [campus, floor].filter(Boolean).join(' '))),
  });
  const doctor = await text(script, 'doctor', {
    title: words.doctorTitle,
    prompt: words.askDoctor,
    suggest: unique(usual.map((answer) => answer.doctor)),
    skip: words.anyDoctor,
  });
  const bed = referral.direction === 'down' ? await askBed(script, view) : undefined;
  const appointmentAt = new Date(when);
  const visits =
    referral.direction === 'down' && referral.category !== 'general' ? await askCourse(script, tx, appointmentAt) : [];
  const [campus = '', floor = ''] = place.includes(' ') ? place.split(/\s+(.*)/su) : ['', place];
  const { whatToBring } = rulesOf(referral.rulePack).referrals;
  return {
    appointmentAt,
    answer: { campus, floor, department, doctor, bring: whatToBring, visits, ...(bed ? { bed } : {}) },
  };
}

/** 床位或门诊号：转回社区的一定要有。 */
function askBed(script: Script, { referral }: ReferralView): Promise<string> {
  const title = bedName(rulesOf(referral.rulePack).referrals.downCategories, referral.category);
  return text(script, 'bed', { title, prompt: words.askBed[title], suggest: [] });
}

/** How a course of visits goes on from its first day, days apart. */
const courses = { once: [], six: [3, 7, 10, 14, 17], twelve: [2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25] } as const;

async function askCourse(script: Script, tx: Transaction, first: Date): Promise<string[]> {
  const course = await script.choose('course', {
    title: words.courseTitle,
    prompt: words.askCourse,
    from: ['once', 'six', 'twelve'] as const,
    id: (one) => one,
    label: (one) => words.courses[one],
    none: { say: words.none },
  });
  const time = tx.day.timeOf(first);
  return courses[course].map((days) => tx.day.at(tx.day.add(tx.day.dateOf(first), days), time).toISOString());
}

/** An instant that was stored, or what somebody says of a day and a time; not in the past. */
function readInstant(tx: Transaction, said: string): Date | undefined {
  const stored = /^\d{4}-\d{2}-\d{2}T/.test(said) ? new Date(said) : undefined;
  const [date] = stored ? [] : findDates(said, tx.day.dateOf(tx.now));
  const [time] = stored ? [] : findTimes(said, { between: { from: '07:00', to: '20:00' } }).times;
  const instant = stored ?? (date && time ? tx.day.at(date, time) : undefined);
  return instant && instant > tx.now ? instant : undefined;
}

function text(
  script: Script,
  key: string,
  question: { title: string; prompt: string; suggest: readonly string[]; skip?: string },
): Promise<string> {
  return script.ask(key, {
    ...question,
    accept: (said) => readSentence(said, 60),
    hint: words.textHint,
  });
}

/** What the desk wrote lately, so that a number says it. */
async function usualAnswers(tx: Transaction, toOrganisationId: string): Promise<ReferralAnswer[]> {
  const recent = await tx.prisma.referral.findMany({
    where: { toOrganisationId, answerSealed: { not: null } },
    orderBy: { answeredAt: 'desc' },
    take: 5,
  });
  return recent.flatMap((referral) => answerOf(tx, referral) ?? []);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((one) => one !== ''))].slice(0, 4);
}
