import type { Transaction } from '../transaction.ts';
import { everything, isOff, type Switchable } from './rules.ts';

/** Whether a resident has switched this notice off. Asked when it is about to leave, not when it is written. */
export async function isSwitchedOff(tx: Transaction, residentId: string, notice: Switchable): Promise<boolean> {
  return notice.switchLabel !== undefined && isOff(notice, await switchedOff(tx, residentId));
}

/** The kinds that a resident has switched off; `everything` among them after 退订. */
export async function switchedOff(tx: Transaction, residentId: string): Promise<Set<string>> {
  const rows = await tx.prisma.noticePreference.findMany({ where: { residentId, off: true }, select: { kind: true } });
  return new Set(rows.map(({ kind }) => kind));
}

/** Switches kinds of notices off. */
export function switchOff(tx: Transaction, residentId: string, kinds: readonly string[]): Promise<void> {
  return change(tx, residentId, kinds, 'off');
}

/**
 * Switches kinds of notices on.
 *
 * @param others the kinds that stay off when everything was off before.
 */
export async function switchOn(
  tx: Transaction,
  residentId: string,
  kinds: readonly string[],
  others: readonly string[],
): Promise<void> {
  const off = await switchedOff(tx, residentId);
  if (off.has(everything)) {
    await change(tx, residentId, [everything], 'on');
    await change(
      tx,
      residentId,
      others.filter((kind) => !kinds.includes(kind)),
      'off',
    );
  }
  await change(tx, residentId, kinds, 'on');
}

/** 退订: everything that can be switched off. Codes, safety and answers to what was asked for still come. */
export function unsubscribe(tx: Transaction, residentId: string): Promise<void> {
  return change(tx, residentId, [everything], 'off');
}

/** 恢复: everything is on again. */
export async function resubscribe(tx: Transaction, residentId: string): Promise<void> {
  await change(tx, residentId, [...(await switchedOff(tx, residentId))], 'on');
}

async function change(tx: Transaction, residentId: string, kinds: readonly string[], to: 'on' | 'off'): Promise<void> {
  if (kinds.length === 0) return;
  const off = to === 'off';
  for (const kind of kinds)
    await tx.prisma.noticePreference.upsert({
      where: { residentId_kind: { residentId, kind } },
      create: { residentId, kind, off, changedAt: tx.now },
      update: { off, changedAt: tx.now },
    });
  tx.audit({
    actor: { kind: 'resident', id: residentId },
    action: off ? 'notices.switched-off' : 'notices.switched-on',
    subject: { kind: 'resident', id: residentId },
    detail: { kinds: kinds.join(',') },
  });
}
