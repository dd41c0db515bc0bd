import type { DocumentKind } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';
import { documentIndexOf, nameIndexOf, openField, surnameIndexOf } from './columns.ts';

/** The one on file with this document; registrations that nobody has checked are not found. */
export async function findByDocument(
  tx: Transaction,
  documentKind: DocumentKind,
  documentNumber: string,
): Promise<{ id: string } | undefined> {
  const documentIndex = documentIndexOf(tx, documentNumber);
  const found = await tx.prisma.resident.findFirst({
    where: { identityLevel: 'verified', documentKind, documentIndex },
    select: { id: true },
  });
  return found ?? undefined;
}

/** One line of a search. */
export interface FoundResident {
  id: string;
  name: string;
  birthDate: string;
  identityLevel: 'verified' | 'provisional';
}

/**
 * The residents of some centres by full name, or by surname when the word is no longer than a surname, by name. The
 * name is nowhere in the clear, so parts of it find nothing.
 *
 * @param centreIds whose homes are searched: what the searching staff member reaches.
 */
export async function searchByName(
  tx: Transaction,
  word: string,
  centreIds: readonly string[],
  most = 50,
): Promise<FoundResident[]> {
  const rows = await tx.prisma.resident.findMany({
    where: {
      identityLevel: { in: ['verified', 'provisional'] },
      homeCentreId: { in: [...centreIds] },
      OR: [{ nameIndex: nameIndexOf(tx, word) }, { surnameIndex: surnameIndexOf(tx, word) }],
    },
    orderBy: { id: 'asc' },
    take: most,
  });
  return rows
    .map(({ id, nameSealed, birthDate, identityLevel }) => ({
      id,
      name: openField(tx, id, 'nameSealed', nameSealed),
      birthDate,
      identityLevel: identityLevel === 'verified' ? ('verified' as const) : ('provisional' as const),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}
