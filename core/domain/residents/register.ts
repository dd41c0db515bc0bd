import { openPlansByAge } from '../follow-ups/by-age.ts';
import type { Transaction } from '../transaction.ts';
import { identityColumns, sealField, type Identity } from './columns.ts';
import { placeByAddress } from './home.ts';
import { storedTags, type ResidentTag } from './rules.ts';

/**
 * 待核实: a row of its own for who registers by chat, whether or not somebody with this document is on file. It may
 * book and ask to sign, and sees no record until the desk or the countersigning doctor has checked the card.
 *
 * @param homeCentreId whose desk will check the card, where that is known: the centre of who registers a family member.
 * @returns its id.
 */
export async function registerProvisional(
  tx: Transaction,
  identity: Identity,
  homeCentreId?: string | undefined,
): Promise<string> {
  const id = tx.id();
  const columns = identityColumns(tx, id, identity);
  await tx.prisma.resident.create({
    data: { id, identityLevel: 'provisional', ...columns, homeCentreId: homeCentreId ?? null, createdAt: tx.now },
  });
  tx.audit({ actor: { kind: 'system' }, action: 'resident.registered', subject: { kind: 'resident', id } });
  return id;
}

/** Somebody taken over from the district's files: the demo, an import. */
export interface ResidentOnFile extends Identity {
  address?: string | undefined;
  /** Where the address decides it, it need not be given. */
  homeCentreId?: string | undefined;
  tags?: readonly ResidentTag[] | undefined;
  /** The staff member who has seen the card. */
  verifiedById?: string | undefined;
}

/**
 * Puts somebody on file, verified. The document must not be on file yet (partial unique index): ask `findByDocument`
 * first.
 *
 * @returns the id.
 */
export async function putOnFile(tx: Transaction, resident: ResidentOnFile): Promise<string> {
  const id = tx.id();
  const { address, tags = [] } = resident;
  const home = address === undefined ? undefined : await placeByAddress(tx, address);
  await tx.prisma.resident.create({
    data: {
      id,
      identityLevel: 'verified',
      ...identityColumns(tx, id, resident),
      addressSealed: address === undefined ? null : sealField(tx, id, 'addressSealed', address),
      homeCentreId: resident.homeCentreId ?? home?.centreId ?? null,
      gridId: home?.gridId ?? null,
      tags: storedTags([...tags]),
      verifiedAt: tx.now,
      verifiedById: resident.verifiedById ?? null,
      createdAt: tx.now,
    },
  });
  await openPlansByAge(tx, id);
  tx.audit({ actor: { kind: 'system' }, action: 'resident.put-on-file', subject: { kind: 'resident', id } });
  return id;
}
