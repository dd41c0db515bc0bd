import { openReading } from '../follow-ups/keep-reading.ts';
import { openField } from '../residents/columns.ts';
import type { Transaction } from '../transaction.ts';
import type { AlertKind } from './kinds.ts';

/** What the owner of an alert reads. Names and phones stand in staff's own messages only. */
export interface AlertData {
  name: string;
  age: number;
  phone?: string | undefined;
  kind: AlertKind;
  /** 血压185/112. */
  value: string;
  at: string;
}

export async function alertData(tx: Transaction, alertId: string): Promise<{ data: AlertData; residentId: string }> {
  const { resident, reading, ...alert } = await tx.prisma.alert.findUniqueOrThrow({
    where: { id: alertId },
    include: { resident: true, reading: true },
  });
  const data: AlertData = {
    name: openField(tx, resident.id, 'nameSealed', resident.nameSealed),
    age: tx.day.ageOn(resident.birthDate, tx.day.dateOf(tx.now)),
    ...(resident.phoneSealed ? { phone: openField(tx, resident.id, 'phoneSealed', resident.phoneSealed) } : {}),
    // Written by `raiseAlert` from the closed list.
    kind: alert.kind as AlertKind,
    value: reading ? sayMeasured(openReading(tx, reading)) : '',
    at: tx.day.say(alert.raisedAt),
  };
  return { data, residentId: resident.id };
}

function sayMeasured(measured: ReturnType<typeof openReading>): string {
  switch (measured.kind) {
    case 'pressure':
      return `血压${measured.systolic}/${measured.diastolic}`;
    case 'glucose':
      return `${measured.when === 'fasting' ? '空腹' : '餐后'}血糖${measured.value}`;
    case 'weight':
      return `体重${measured.value}公斤`;
  }
}
