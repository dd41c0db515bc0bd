import type { NoticeContent } from '../notices/delivery-channel.ts';
import { openField } from '../residents/columns.ts';
import type { Transaction } from '../transaction.ts';
import { taskFor } from './staff-task.ts';

/** What somebody needs who calls or visits. */
export interface TaskDetails {
  /** Whose number it is: 本人, 儿子. */
  phones: { whose: string; phone: string }[];
  address: string | undefined;
  /** What is to be told, where a notice says it. */
  toTell: string | undefined;
  triedInVain: number;
}

/**
 * Shows whom to call under which number, and where they live. Each look is audited.
 * @throws Refusal `task-state-changed`, `not-allowed`.
 */
export async function lookAtTask(
  tx: Transaction,
  { taskId, staffId }: { taskId: string; staffId: string },
): Promise<TaskDetails> {
  const { residentId, subjectKind, subjectId } = await taskFor(tx, taskId, staffId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'resident.phone-read',
    subject: { kind: 'resident', id: residentId },
    purpose: 'staff-task',
    detail: { taskId },
  });
  return {
    ...(await whereToReach(tx, residentId)),
    toTell: await toTell(tx, subjectKind, subjectId),
    triedInVain: await tx.prisma.staffTaskAttempt.count({ where: { taskId } }),
  };
}

async function toTell(tx: Transaction, subjectKind: string, subjectId: string): Promise<string | undefined> {
  if (subjectKind === 'delivery') return textOf(tx, subjectId);
  if (subjectKind !== 'broadcast') return undefined;
  const { title, text } = await tx.prisma.broadcast.findUniqueOrThrow({ where: { id: subjectId } });
  return `${title}：${text}`;
}

/** Somebody's numbers, those of who acts for them, and where they live. Whoever shows them audits the look. */
export async function whereToReach(
  tx: Transaction,
  residentId: string,
): Promise<Pick<TaskDetails, 'phones' | 'address'>> {
  const { phoneSealed, addressSealed, actedForBy } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: {
      phoneSealed: true,
      addressSealed: true,
      actedForBy: {
        where: { status: 'active' },
        select: { kind: true, actor: { select: { id: true, phoneSealed: true } } },
        orderBy: { id: 'asc' },
      },
    },
  });
  const own = phoneSealed === null ? [] : [{ whose: '本人', id: residentId, sealed: phoneSealed }];
  const family = actedForBy.flatMap(({ kind, actor: { id, phoneSealed: sealed } }) =>
    sealed === null ? [] : [{ whose: actorWords[kind], id, sealed }],
  );
  return {
    phones: [...own, ...family].map(({ whose, id, sealed }) => ({
      whose,
      phone: openField(tx, id, 'phoneSealed', sealed),
    })),
    address: addressSealed === null ? undefined : openField(tx, residentId, 'addressSealed', addressSealed),
  };
}

const actorWords = { guardian: '监护人', agent: '代办人', helper: '帮办人' } as const;

async function textOf(tx: Transaction, deliveryId: string): Promise<string | undefined> {
  const delivery = await tx.prisma.delivery.findUnique({ where: { id: deliveryId }, select: { contentSealed: true } });
  if (!delivery) return undefined;
  const place = { table: 'Delivery', column: 'contentSealed', row: deliveryId };
  // Written by writeDelivery from a NoticeContent, and sealed since.
  return (JSON.parse(tx.vault.open(place, delivery.contentSealed)) as NoticeContent).text;
}
