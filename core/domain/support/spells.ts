import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { serviceTime, type ServiceTime } from './service-time.ts';

/** A spell as it is recorded; dates are YYYY-MM-DD, both included. */
export interface NewSpell {
  staffId: string;
  /** The centre where somebody serves. */
  organisationId: string;
  fromDate: string;
  /** null while it goes on. */
  toDate: string | null;
  /** An administrator of the centre. */
  by: string;
}

/**
 * 登记支援: a hospital's doctor serves at a centre.
 * @throws Refusal `not-allowed`; `staff-unknown` for who is no hospital's; `spell-dates`; `spell-overlaps`
 */
export async function recordSpell(tx: Transaction, spell: NewSpell): Promise<string> {
  const { staffId, organisationId, fromDate, toDate, by } = spell;
  await mustReach(tx, by, organisationId, administratorRoles);
  const staff = await tx.prisma.staff.findUnique({
    where: { id: staffId },
    select: { active: true, organisation: { select: { kind: true } } },
  });
  if (!staff?.active || staff.organisation.kind !== 'hospital') throw refuse('staff-unknown');
  const today = tx.day.dateOf(tx.now);
  if (fromDate > today || (toDate !== null && toDate < fromDate)) throw refuse('spell-dates');
  return writeSpell(tx, { ...spell, kind: 'support' });
}

/** @throws Refusal `spell-overlaps` with another of the same person. */
export async function writeSpell(
  tx: Transaction,
  { kind, staffId, organisationId, fromDate, toDate, by }: NewSpell & { kind: 'support' | 'loan' },
): Promise<string> {
  await oneAtATime(tx, `spells/${staffId}`);
  const overlapping = await tx.prisma.serviceSpell.count({
    where: {
      staffId,
      withdrawnAt: null,
      ...(toDate === null ? {} : { fromDate: { lte: toDate } }),
      OR: [{ toDate: null }, { toDate: { gte: fromDate } }],
    },
  });
  if (overlapping > 0) throw refuse('spell-overlaps');
  const id = tx.id();
  await tx.prisma.serviceSpell.create({
    data: { id, kind, staffId, organisationId, fromDate, toDate, recordedById: by, recordedAt: tx.now },
  });
  audit(tx, by, 'spell.recorded', id, { kind, staffId, fromDate, toDate });
  return id;
}

/**
 * The last day of a spell that goes on.
 * @throws Refusal `not-allowed`, `spell-dates` before its first day or in the future, `spell-over`
 */
export async function endSpell(
  tx: Transaction,
  { spellId, toDate, by }: { spellId: string; toDate: string; by: string },
): Promise<void> {
  const spell = await mayChange(tx, spellId, by);
  if (toDate < spell.fromDate || toDate > tx.day.dateOf(tx.now)) throw refuse('spell-dates');
  const { count } = await tx.prisma.serviceSpell.updateMany({
    where: { id: spellId, toDate: null, withdrawnAt: null },
    data: { toDate },
  });
  if (count === 0) throw refuse('spell-over');
  audit(tx, by, 'spell.ended', spellId, { toDate });
}

/** It was recorded by mistake: it never counts. @throws Refusal `not-allowed`, `spell-over` when it was withdrawn before. */
export async function withdrawSpell(tx: Transaction, { spellId, by }: { spellId: string; by: string }): Promise<void> {
  await mayChange(tx, spellId, by);
  const { count } = await tx.prisma.serviceSpell.updateMany({
    where: { id: spellId, withdrawnAt: null },
    data: { withdrawnAt: tx.now },
  });
  if (count === 0) throw refuse('spell-over');
  audit(tx, by, 'spell.withdrawn', spellId, {});
}

/** One spell, for lists. */
export interface SpellView {
  id: string;
  kind: 'support' | 'loan';
  staffId: string;
  name: string;
  place: string;
  fromDate: string;
  toDate: string | null;
}

/** The spells that an administrator looks after: support at their centres, and loans of their staff. */
export async function spellsAt(tx: Transaction, centres: readonly string[]): Promise<SpellView[]> {
  const spells = await tx.prisma.serviceSpell.findMany({
    where: {
      withdrawnAt: null,
      OR: [
        { kind: 'support', organisationId: { in: [...centres] } },
        { kind: 'loan', staff: { organisationId: { in: [...centres] } } },
      ],
    },
    include: { staff: { select: { name: true } }, organisation: { select: { shortName: true } } },
    orderBy: [{ fromDate: 'desc' }, { id: 'asc' }],
  });
  return spells.map(({ staff, organisation, ...spell }) => ({
    id: spell.id,
    kind: spell.kind,
    staffId: spell.staffId,
    name: staff.name,
    place: organisation.shortName,
    fromDate: spell.fromDate,
    toDate: spell.toDate,
  }));
}

/** What a supporting doctor's spells come to today; undefined for who never served. By the rules of where they serve. */
export async function serviceTimeOf(tx: Transaction, staffId: string): Promise<ServiceTime | undefined> {
  const spells = await tx.prisma.serviceSpell.findMany({
    where: { staffId, kind: 'support', withdrawnAt: null },
    orderBy: { fromDate: 'asc' },
  });
  const last = spells.at(-1);
  if (!last) return undefined;
  const { support } = await rulesAt(tx, last.organisationId);
  return serviceTime(spells, support.serviceTime, { day: tx.day, today: tx.day.dateOf(tx.now) });
}

/** Support is the centre's to change; a loan is of the lent person's own centre. */
async function mayChange(tx: Transaction, spellId: string, by: string) {
  const spell = await tx.prisma.serviceSpell.findUniqueOrThrow({
    where: { id: spellId },
    include: { staff: { select: { organisationId: true } } },
  });
  const place = spell.kind === 'loan' ? spell.staff.organisationId : spell.organisationId;
  await mustReach(tx, by, place, administratorRoles);
  return spell;
}

function audit(
  tx: Transaction,
  by: string,
  action: string,
  id: string,
  detail: Readonly<Record<string, string | null>>,
): void {
  tx.audit({ actor: { kind: 'staff', id: by }, action, subject: { kind: 'spell', id }, detail });
}
