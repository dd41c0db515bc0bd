import { addMonths } from '../contracts/term.ts';
import { requestJob } from '../jobs/request-job.ts';
import { send } from '../notices/send.ts';
import { loanEnds } from '../notices/support.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { nearestAdministrators } from '../staff/administrators.ts';
import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { type NewSpell, writeSpell } from './spells.ts';

/**
 * 登记借用: somebody of a centre works elsewhere for a time, six months at most (seed 002 §7). The centre's administrators
 * are reminded before the end.
 * @throws Refusal `not-allowed`, `staff-unknown`, `spell-dates`, `loan-too-long` (with `until`), `spell-overlaps`
 */
export async function recordLoan(tx: Transaction, loan: NewSpell & { toDate: string }): Promise<string> {
  const { staffId, organisationId, fromDate, toDate, by } = loan;
  const staff = await tx.prisma.staff.findUnique({
    where: { id: staffId },
    select: { active: true, organisationId: true },
  });
  if (!staff?.active || staff.organisationId === organisationId) throw refuse('staff-unknown');
  await mustReach(tx, by, staff.organisationId, administratorRoles);
  if (toDate < fromDate) throw refuse('spell-dates');
  const { mostMonths, remindDaysBefore } = (await rulesAt(tx, staff.organisationId)).support.loan;
  const until = tx.day.add(addMonths(fromDate, mostMonths), -1);
  if (toDate > until) throw refuse('loan-too-long', { months: String(mostMonths), until });
  const spellId = await writeSpell(tx, { ...loan, kind: 'loan' });
  await requestJob(
    tx,
    'loan.remind',
    { spellId },
    {
      key: `loan.remind/${spellId}`,
      dueAt: tx.day.at(tx.day.add(toDate, -remindDaysBefore), '09:00'),
      expiresAt: tx.day.at(tx.day.add(toDate, 1), '00:00'),
    },
  );
  return spellId;
}

/** Tells the administrators of the lent person's centre. @returns why nobody was told, or undefined. */
export async function remindOfLoan(tx: Transaction, spellId: string): Promise<string | undefined> {
  const spell = await tx.prisma.serviceSpell.findUniqueOrThrow({
    where: { id: spellId },
    include: { staff: true, organisation: { select: { shortName: true } } },
  });
  const { toDate, staff, organisation } = spell;
  if (spell.withdrawnAt) return 'withdrawn';
  if (toDate === null || toDate < tx.day.dateOf(tx.now)) return 'over';
  const data = { name: staff.name, place: organisation.shortName, until: tx.day.sayDate(toDate) };
  for (const staffId of await nearestAdministrators(tx, staff.organisationId))
    await send(tx, loanEnds, { staff: staffId }, data, {
      key: `loan.ends/${spellId}/${staffId}`,
      expiresAt: tx.day.at(tx.day.add(toDate, 1), '00:00'),
    });
  return undefined;
}
