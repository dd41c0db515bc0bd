import type { Resident } from '#prisma/generated/sqlite/client.ts';
import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';
import { openStatuses } from '../clinics/obstacle.ts';
import type { Transaction } from '../transaction.ts';
import { documentIndexOf, openField } from './columns.ts';
import { residentNames } from './resident.ts';

/** One line of 身份核实. */
export interface WaitingIdentity {
  residentId: string;
  name: string;
  since: Date;
}

/**
 * The registrations that wait at some centres: of who lives there, has a visit there, or has asked to sign there; the
 * earliest first. Others are found by the card that they bring.
 */
export async function identityQueue(
  tx: Transaction,
  centreIds: readonly string[],
  most = 30,
): Promise<WaitingIdentity[]> {
  const here = { in: [...centreIds] };
  const rows = await tx.prisma.resident.findMany({
    where: {
      identityLevel: 'provisional',
      OR: [
        { homeCentreId: here },
        { appointments: { some: { status: { in: [...openStatuses] }, session: { organisationId: here } } } },
        { contracts: { some: { status: { in: ['submitted', 'active'] }, centreId: here } } },
      ],
    },
    orderBy: { createdAt: 'asc' },
    take: most,
  });
  return rows.map((row) => waiting(tx, row));
}

/** What the desk finds with a card in its hands: registrations with this document, and who is on file. */
export async function identitiesByCard(
  tx: Transaction,
  documentNumber: string,
): Promise<{ waiting: WaitingIdentity[]; onFile: { residentId: string; name: string } | undefined }> {
  const rows = await tx.prisma.resident.findMany({
    where: { identityLevel: { in: ['provisional', 'verified'] }, documentIndex: documentIndexOf(tx, documentNumber) },
    orderBy: { createdAt: 'asc' },
  });
  const onFile = rows.find(({ identityLevel }) => identityLevel === 'verified');
  return {
    waiting: rows.filter(({ identityLevel }) => identityLevel === 'provisional').map((row) => waiting(tx, row)),
    onFile: onFile && { residentId: onFile.id, name: waiting(tx, onFile).name },
  };
}

/** Somebody who acts for a resident without the desk having checked it. */
export interface UncheckedFamily {
  delegationId: string;
  actorName: string;
  kind: DelegationKind;
  /** What the actor calls the resident. */
  kinship: string;
}

export async function uncheckedFamily(tx: Transaction, subjectId: string): Promise<UncheckedFamily[]> {
  const held = await tx.prisma.delegation.findMany({
    where: { subjectId, status: 'active', verifiedAt: null },
    orderBy: { createdAt: 'asc' },
  });
  const names = await residentNames(
    tx,
    held.map(({ actorId }) => actorId),
  );
  return held.map(({ id, actorId, kind, kinship }) => ({
    delegationId: id,
    actorName: names.get(actorId) ?? '',
    kind,
    kinship,
  }));
}

function waiting(tx: Transaction, { id, nameSealed, createdAt }: Resident): WaitingIdentity {
  return { residentId: id, name: openField(tx, id, 'nameSealed', nameSealed), since: createdAt };
}
