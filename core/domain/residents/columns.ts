import { fold } from '#kit/chinese-input/normalise.ts';
import type { DocumentKind, Sex } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';
import { surnameOf } from './rules.ts';

/** Who somebody is, by the document. */
export interface Identity {
  /** As it is written on the document. */
  name: string;
  documentKind: DocumentKind;
  /** As `readDocument` cleans it. */
  documentNumber: string;
  /** As `readPhone` cleans it; undefined for who has none of their own. */
  phone?: string | undefined;
  /** YYYY-MM-DD, of the document. */
  birthDate: string;
  sex: Sex;
}

type SealedColumn = 'nameSealed' | 'documentSealed' | 'phoneSealed' | 'addressSealed';

/** Seals one field of a resident's row. */
export function sealField(tx: Transaction, residentId: string, column: SealedColumn, plain: string): string {
  return tx.vault.seal({ table: 'Resident', column, row: residentId }, plain);
}

/** @throws SealBroken when the value was changed, moved or sealed with a key that is not here. */
export function openField(tx: Transaction, residentId: string, column: SealedColumn, sealed: string): string {
  return tx.vault.open({ table: 'Resident', column, row: residentId }, sealed);
}

/** One blind index for all spellings of a name: 陳 and 陈, with or without spaces and ·. */
export function nameIndexOf(tx: Transaction, name: string): string {
  return tx.vault.index('resident.name', spelling(name));
}

export function surnameIndexOf(tx: Transaction, surname: string): string {
  return tx.vault.index('resident.surname', spelling(surname));
}

export function documentIndexOf(tx: Transaction, documentNumber: string): string {
  return tx.vault.index('resident.document', documentNumber);
}

/** @param phone as `readPhone` cleans it. */
export function phoneIndexOf(tx: Transaction, phone: string): string {
  return tx.vault.index('resident.phone', phone);
}

/** The columns of a resident's row that hold who it is. */
export function identityColumns(tx: Transaction, residentId: string, identity: Identity) {
  const { name, documentKind, documentNumber, phone, birthDate, sex } = identity;
  return {
    nameSealed: sealField(tx, residentId, 'nameSealed', name),
    nameIndex: nameIndexOf(tx, name),
    surnameIndex: surnameIndexOf(tx, surnameOf(name)),
    documentKind,
    documentSealed: sealField(tx, residentId, 'documentSealed', documentNumber),
    documentIndex: documentIndexOf(tx, documentNumber),
    phoneSealed: phone === undefined ? null : sealField(tx, residentId, 'phoneSealed', phone),
    phoneIndex: phone === undefined ? null : phoneIndexOf(tx, phone),
    birthDate,
    sex,
  };
}

function spelling(name: string): string {
  return fold(name).replace(/[\s·]/gu, '');
}
