import type { Sex } from '#prisma/generated/sqlite/enums.ts';
import { rulesOn } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { readBirthDate } from './birth-date.ts';
import type { Identity } from './columns.ts';
import { readDocument, type DocumentProblem } from './document.ts';
import { readName } from './name.ts';
import { readPhone } from './phone.ts';
import { isAdultAt } from './rules.ts';

/** What a form holds, as it was typed. */
export interface TypedClaim {
  name: string;
  document: string;
  /** Undefined where no code can be sent to it: it is not asked for, the desk's code proves who somebody is. */
  phone: string | undefined;
  /** Asked for where the document does not hold them. */
  birthDate: string;
  sex: string;
}

/** `birth`: the document does not say it, and the form neither. */
export type ClaimFlaw = 'name' | `document-${DocumentProblem}` | 'birth' | 'sex' | 'too-young' | 'phone';

/** Who somebody says to be, or the first thing to correct. */
export function readClaim(tx: Transaction, typed: TypedClaim): Identity | { flaw: ClaimFlaw } {
  const today = tx.day.dateOf(tx.now);
  const name = readName(typed.name);
  if (name === undefined) return { flaw: 'name' };
  const document = readDocument(typed.document, today);
  if ('problem' in document) return { flaw: `document-${document.problem}` };
  const birthDate = document.birthDate ?? readBirthDate(typed.birthDate);
  if (birthDate === undefined || birthDate > today) return { flaw: 'birth' };
  const sex = document.sex ?? sexOf(typed.sex);
  if (sex === undefined) return { flaw: 'sex' };
  if (!isAdultAt(tx.day.ageOn(birthDate, today), rulesOn(today).identity)) return { flaw: 'too-young' };
  const phone = typed.phone === undefined ? undefined : readPhone(typed.phone)?.number;
  if (typed.phone !== undefined && phone === undefined) return { flaw: 'phone' };
  return { name, documentKind: document.kind, documentNumber: document.number, birthDate, sex, phone };
}

function sexOf(typed: string): Sex | undefined {
  return typed === 'female' || typed === 'male' ? typed : undefined;
}
