import type { IdentityLevel, Sex } from '#prisma/generated/sqlite/enums.ts';
import { maskDocument, maskName, maskPhone } from '#kit/mask.ts';
import type { Transaction } from '../transaction.ts';
import { documentIndexOf, nameIndexOf, openField, phoneIndexOf, surnameIndexOf } from './columns.ts';
import { readDocument } from './document.ts';
import { readPhone } from './phone.ts';

/** A resident as lists show them: enough to know who it is, not enough to use elsewhere. */
export interface MaskedResident {
  id: string;
  identityLevel: IdentityLevel;
  name: string;
  document: string;
  phone: string;
  sex: Sex;
  age: number;
  homeCentre: string;
  /** The doctor of the contract that runs. */
  doctor: string;
}

export type SearchBy = 'name' | 'document' | 'phone';

const details = {
  homeCentre: { select: { shortName: true } },
  contracts: { where: { status: 'active' as const }, select: { doctor: { select: { name: true } } } },
};

/**
 * Residents of some centres by full name or surname, document or phone: through the blind indexes, so parts of a number
 * find nothing. Ordered by id.
 *
 * @param after the id that this page begins behind
 * @param most rows at most
 */
export async function searchResidents(
  tx: Transaction,
  {
    by,
    value,
    centreIds,
    after,
    most,
  }: { by: SearchBy; value: string; centreIds: readonly string[]; after?: string | undefined; most: number },
): Promise<MaskedResident[]> {
  const where = indexOf(tx, by, value);
  if (!where) return [];
  const rows = await tx.prisma.resident.findMany({
    where: {
      AND: [where, after === undefined ? {} : { id: { gt: after } }],
      identityLevel: { in: ['verified', 'provisional'] },
      homeCentreId: { in: [...centreIds] },
    },
    include: details,
    orderBy: { id: 'asc' },
    take: most,
  });
  return rows.map((row) => masked(tx, row));
}

/** One of them; undefined for nobody, and for who belongs to none of these centres. */
export async function maskedResident(
  tx: Transaction,
  id: string,
  centreIds: readonly string[],
): Promise<MaskedResident | undefined> {
  const row = await tx.prisma.resident.findFirst({
    where: { id, homeCentreId: { in: [...centreIds] }, identityLevel: { in: ['verified', 'provisional'] } },
    include: details,
  });
  return row ? masked(tx, row) : undefined;
}

function indexOf(tx: Transaction, by: SearchBy, value: string) {
  switch (by) {
    case 'name':
      return { OR: [{ nameIndex: nameIndexOf(tx, value) }, { surnameIndex: surnameIndexOf(tx, value) }] };
    case 'document': {
      const read = readDocument(value, tx.day.dateOf(tx.now));
      return 'problem' in read ? undefined : { documentIndex: documentIndexOf(tx, read.number) };
    }
    case 'phone': {
      const phone = readPhone(value);
      return phone && { phoneIndex: phoneIndexOf(tx, phone.number) };
    }
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;
function rowOf(tx: Transaction) {
  return tx.prisma.resident.findFirst({ include: details });
}

function masked(tx: Transaction, row: Row): MaskedResident {
  const { id, identityLevel, nameSealed, documentSealed, phoneSealed, sex, birthDate, homeCentre, contracts } = row;
  return {
    id,
    identityLevel,
    name: maskName(openField(tx, id, 'nameSealed', nameSealed)),
    document: maskDocument(openField(tx, id, 'documentSealed', documentSealed)),
    phone: phoneSealed === null ? '' : maskPhone(openField(tx, id, 'phoneSealed', phoneSealed)),
    sex,
    age: tx.day.ageOn(birthDate, tx.day.dateOf(tx.now)),
    homeCentre: homeCentre?.shortName ?? '',
    doctor: contracts[0]?.doctor.name ?? '',
  };
}
