import type { Medicine } from '#prisma/generated/sqlite/client.ts';
import { closeCards } from '../notices/cards.ts';
import { medicineDecided, medicineProposed } from '../notices/medicine-work.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import { nearestAdministrators } from '../staff/administrators.ts';
import { mustReach, reachOf } from '../staff/reach.ts';
import { administratorRoles, deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { sayMedicine } from './medicine.ts';
import { requestTelling } from './shortage.ts';

/** A medicine that somebody wants on a list. */
export interface NewMedicine {
  organisationId: string;
  name: string;
  strength: string;
  /** 盒, 瓶 */
  unit: string;
  essential: boolean;
  longTerm: boolean;
  /** 联系用药: the hospital that supplies it; null is held here. */
  supplierId: string | null;
  /** What it tells of who takes it: mental-health, tuberculosis, pregnancy, or empty. */
  part: string;
}

/**
 * Proposes a medicine for the list of a centre or station (便民药箱: 严格审核、动态调整, seed 000 四(二)): one proposes, an
 * administrator approves who is somebody else.
 * @throws Refusal `not-allowed`, `medicine-listed` when it stands there already, or is proposed.
 */
export async function proposeMedicine(tx: Transaction, medicine: NewMedicine, staffId: string): Promise<string> {
  const { organisationId, name, strength } = medicine;
  await mustReach(tx, staffId, organisationId, deskRoles);
  await oneAtATime(tx, `medicines/${organisationId}`);
  const where = { organisationId, name, strength, status: { not: 'withdrawn' as const } };
  if ((await tx.prisma.medicine.count({ where })) > 0) throw refuse('medicine-listed');
  const id = tx.id();
  await tx.prisma.medicine.create({
    data: { id, ...medicine, status: 'proposed', proposedById: staffId, changedAt: tx.now },
  });
  note(tx, staffId, 'medicine.proposed', id);
  await askAdministrators(tx, id, staffId);
  return id;
}

/**
 * Proposes to take a medicine off the list.
 * @throws Refusal `not-allowed`, `medicine-changed` when it is off, or that is proposed already.
 */
export async function proposeRemoval(tx: Transaction, medicineId: string, staffId: string): Promise<void> {
  const { organisationId } = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  await mustReach(tx, staffId, organisationId, deskRoles);
  const { count } = await tx.prisma.medicine.updateMany({
    where: { id: medicineId, status: { in: ['stocked', 'out_of_stock'] }, removalById: null },
    data: { removalById: staffId, changedAt: tx.now },
  });
  if (count === 0) throw refuse('medicine-changed');
  note(tx, staffId, 'medicine.removal-proposed', medicineId);
  await askAdministrators(tx, medicineId, staffId);
}

/**
 * An administrator answers what was proposed, once. Who takes a medicine that is taken off is told.
 * @throws Refusal `not-allowed` for who proposed it or administers elsewhere, `medicine-changed` when it is answered.
 */
export async function decideChange(
  tx: Transaction,
  { medicineId, staffId, approve }: { medicineId: string; staffId: string; approve: boolean },
): Promise<Medicine> {
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  await mustReach(tx, staffId, medicine.organisationId, administratorRoles);
  const { status, removalById, proposedById } = medicine;
  const proposerId = status === 'proposed' ? proposedById : removalById;
  if (proposerId === null) throw refuse('medicine-changed');
  if (proposerId === staffId) throw refuse('not-allowed');
  const removal = status !== 'proposed';
  const data = removal
    ? { removalById: null, ...(approve ? { status: 'withdrawn' as const } : {}) }
    : approve
      ? { status: 'stocked' as const, approvedById: staffId }
      : { status: 'withdrawn' as const };
  const { count } = await tx.prisma.medicine.updateMany({
    where: { id: medicineId, status, removalById },
    data: { ...data, changedAt: tx.now },
  });
  if (count === 0) throw refuse('medicine-changed');
  note(tx, staffId, `medicine.${removal ? 'removal-' : ''}${approve ? 'approved' : 'declined'}`, medicineId);
  await closeCards(tx, changeCardsOf(medicineId), approve ? '已同意' : '不同意');
  const { name: by } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId }, select: { name: true } });
  const said = { medicine: sayMedicine(medicine), by, removal, approved: approve };
  const key = `medicine.decided/${medicineId}/${tx.now.toISOString()}`;
  await send(tx, medicineDecided, { staff: proposerId }, said, { key });
  if (removal && approve) await requestTelling(tx, medicineId);
  return medicine;
}

/** What waits for an administrator's answer; not what they have proposed themselves. */
export async function changesFor(tx: Transaction, staffId: string): Promise<Medicine[]> {
  const places = await reachOf(tx, staffId, administratorRoles);
  const waiting = await tx.prisma.medicine.findMany({
    where: {
      organisationId: { in: places },
      OR: [
        { status: 'proposed', proposedById: { not: staffId } },
        { status: { in: ['stocked', 'out_of_stock'] }, removalById: { not: null } },
      ],
    },
    orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
  });
  return waiting.filter(({ status, removalById }) => status === 'proposed' || removalById !== staffId);
}

/** 基本药物，慢性病常用药 */
export function sayKind({ essential, longTerm }: Pick<Medicine, 'essential' | 'longTerm'>): string {
  return [essential ? '基本药物' : '非基本药物', ...(longTerm ? ['慢性病常用药'] : [])].join('，');
}

/** What the task ids of the cards about a change of a medicine begin with. */
function changeCardsOf(medicineId: string): string {
  return `medicine-${medicineId}-`;
}

/** Of the place itself, or of the nearest above it where somebody else than the proposer is. */
async function askAdministrators(tx: Transaction, medicineId: string, proposerId: string): Promise<void> {
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({
    where: { id: medicineId },
    include: { organisation: { select: { shortName: true, parentId: true } } },
  });
  const near = await nearestAdministrators(tx, medicine.organisationId);
  const { shortName: place, parentId } = medicine.organisation;
  const others = near.filter((id) => id !== proposerId);
  const asked = others.length > 0 || parentId === null ? others : await nearestAdministrators(tx, parentId);
  const { name: by } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: proposerId }, select: { name: true } });
  const removal = medicine.status !== 'proposed';
  const said = { medicine: sayMedicine(medicine), place, about: sayKind(medicine), by, removal };
  const at = tx.now.getTime();
  for (const staffId of asked)
    await send(tx, medicineProposed, { staff: staffId }, said, {
      key: `medicine.proposed/${medicineId}/${at}/${staffId}`,
      cardTaskId: `${changeCardsOf(medicineId)}${at}-${staffId.slice(-12)}`,
    });
}

function note(tx: Transaction, staffId: string, action: string, medicineId: string): void {
  tx.audit({ actor: { kind: 'staff', id: staffId }, action, subject: { kind: 'medicine', id: medicineId } });
}
