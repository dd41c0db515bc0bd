import { openField, phoneIndexOf } from '../residents/columns.ts';
import { readDocument } from '../residents/document.ts';
import { findByDocument, searchByName } from '../residents/find.ts';
import { readName } from '../residents/name.ts';
import { readPhone } from '../residents/phone.ts';
import type { Transaction } from '../transaction.ts';

/** Somebody who calls or stands at the desk. */
export interface Caller {
  id: string;
  name: string;
  /** YYYY-MM-DD */
  birthDate: string;
}

/** What was typed to find somebody; undefined when it is neither a phone nor a card nor a name. */
export function readCaller(
  tx: Transaction,
  said: string,
): { kind: 'phone' | 'document' | 'name'; value: string } | undefined {
  const document = readDocument(said, tx.day.dateOf(tx.now));
  if (!('problem' in document)) return { kind: 'document', value: said };
  const phone = readPhone(said);
  if (phone) return { kind: 'phone', value: phone.number };
  const name = readName(said);
  return name === undefined ? undefined : { kind: 'name', value: name };
}

/**
 * Who that may be: by phone or card anybody in the district, for they call where the clinic is; by name the residents of
 * one's own centres.
 */
export async function whoCalls(tx: Transaction, said: string, centreIds: readonly string[]): Promise<Caller[]> {
  const read = readCaller(tx, said);
  switch (read?.kind) {
    case 'phone':
      return withPhone(tx, read.value);
    case 'document':
      return withDocument(tx, said);
    case 'name':
      return searchByName(tx, read.value, centreIds, 8);
    case undefined:
      return [];
  }
}

async function withPhone(tx: Transaction, phone: string): Promise<Caller[]> {
  const rows = await tx.prisma.resident.findMany({
    where: { phoneIndex: phoneIndexOf(tx, phone), identityLevel: { in: ['verified', 'provisional'] }, diedOn: null },
    orderBy: [{ identityLevel: 'asc' }, { id: 'asc' }],
    take: 8,
  });
  return rows.map(({ id, nameSealed, birthDate }) => ({
    id,
    name: openField(tx, id, 'nameSealed', nameSealed),
    birthDate,
  }));
}

async function withDocument(tx: Transaction, said: string): Promise<Caller[]> {
  const document = readDocument(said, tx.day.dateOf(tx.now));
  if ('problem' in document) return [];
  const found = await findByDocument(tx, document.kind, document.number);
  if (!found) return [];
  const { nameSealed, birthDate } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: found.id } });
  return [{ id: found.id, name: openField(tx, found.id, 'nameSealed', nameSealed), birthDate }];
}
