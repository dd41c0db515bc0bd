import { moveCare } from '../follow-ups/move-care.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';
import { endBinding } from './binding.ts';
import { openField, sealField } from './columns.ts';
import { moveContracts } from './merge-contracts.ts';
import { moveRecords } from './merge-records.ts';
import { moveVisits } from './merge-visits.ts';

/**
 * Joins a registration to the resident on file that it turned out to be, all in this transaction: visits, places in
 * line, contracts, care, records, account, family, consents and settings move; nothing is left behind that anybody could still use.
 * The phone that the registration proved becomes the phone on file. Called by `confirmIdentity` alone.
 */
export async function mergeInto(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await moveBindings(tx, fromId, toId);
  await moveVisits(tx, fromId, toId);
  await moveContracts(tx, fromId, toId);
  await moveCare(tx, fromId, toId);
  await moveRecords(tx, fromId, toId);
  await moveFamily(tx, fromId, toId);
  await moveConsents(tx, fromId, toId);
  await moveSettings(tx, fromId, toId);
  await tx.prisma.delivery.updateMany({ where: { residentId: fromId, status: 'pending' }, data: { residentId: toId } });
  await takePhone(tx, fromId, toId);
}

/** The account that came with the card counts; another of the same channel is told nothing but that it ended. */
async function moveBindings(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const moving = await tx.prisma.binding.findMany({ where: { residentId: fromId, status: 'active' } });
  for (const { channel } of moving) {
    await oneAtATime(tx, `bind/${toId}/${channel}`);
    const before = await tx.prisma.binding.findFirst({ where: { residentId: toId, channel, status: 'active' } });
    if (before) await endBinding(tx, before.id, 'moved-at-desk');
  }
  await tx.prisma.binding.updateMany({ where: { residentId: fromId }, data: { residentId: toId } });
}

async function moveFamily(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const open = { status: { in: ['pending' as const, 'active' as const] } };
  const mine = await tx.prisma.delegation.findMany({
    where: { ...open, OR: [{ actorId: fromId }, { subjectId: fromId }] },
  });
  for (const { id, actorId, subjectId } of mine) {
    const [actor, subject] = [actorId, subjectId].map((side) => (side === fromId ? toId : side)) as [string, string]; // two in, two out
    const doubled = await tx.prisma.delegation.count({
      where: { ...open, id: { not: id }, actorId: actor, subjectId: subject },
    });
    if (actor === subject || doubled > 0)
      await tx.prisma.delegation.update({
        where: { id },
        data: { status: 'ended', endedAt: tx.now, endReason: 'identity-merged' },
      });
    else await tx.prisma.delegation.update({ where: { id }, data: { actorId: actor, subjectId: subject } });
  }
}

async function moveConsents(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const given = await tx.prisma.consent.findMany({ where: { residentId: fromId } });
  for (const { id, subject, version, withdrawnAt } of given) {
    const again = { residentId: toId, subject, version, withdrawnAt: null };
    const isKnown = withdrawnAt === null && (await tx.prisma.consent.count({ where: again })) > 0;
    if (!isKnown) await tx.prisma.consent.update({ where: { id }, data: { residentId: toId } });
  }
}

async function moveSettings(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const settings = await tx.prisma.noticePreference.findMany({ where: { residentId: fromId } });
  for (const { kind, off, changedAt } of settings)
    await tx.prisma.noticePreference.upsert({
      where: { residentId_kind: { residentId: toId, kind } },
      create: { residentId: toId, kind, off, changedAt },
      update: { off, changedAt },
    });
  await tx.prisma.noticePreference.deleteMany({ where: { residentId: fromId } });
}

async function takePhone(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const { phoneSealed, phoneIndex } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: fromId } });
  if (phoneSealed === null) return;
  const phone = openField(tx, fromId, 'phoneSealed', phoneSealed);
  await tx.prisma.resident.update({
    where: { id: toId },
    data: { phoneSealed: sealField(tx, toId, 'phoneSealed', phone), phoneIndex },
  });
}
