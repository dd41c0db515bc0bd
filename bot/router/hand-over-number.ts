import type { Transaction } from '#domain/transaction.ts';
import type { ContactRow } from '../inbox/contact-row.ts';

/** The number by which staff write to somebody, and who of them took it: `1234` or `1234@<staff id>` in `Contact.handedOverTo`. */
export interface HandOver {
  number: string;
  staffId: string | undefined;
}

export function readHandOver(stored: string | undefined): HandOver | undefined {
  const [, number, staffId] = /^(\d{4,6})(?:@(.+))?$/.exec(stored ?? '') ?? [];
  return number === undefined ? undefined : { number, staffId };
}

export function writeHandOver({ number, staffId }: HandOver): string {
  return staffId === undefined ? number : `${number}@${staffId}`;
}

/** The contact's number; a new one when it has none. Nobody else has it. */
export async function numberOf(tx: Transaction, contact: ContactRow): Promise<string> {
  const kept = readHandOver(contact.handedOverTo);
  if (kept) return kept.number;
  for (let tries = 0; ; tries += 1) {
    const number = tx.digits(tries < 10 ? 4 : 6);
    if (!(await contactByNumber(tx, number))) {
      contact.handedOverTo = number;
      return number;
    }
  }
}

/** Whom staff mean by a number. */
export async function contactByNumber(
  tx: Transaction,
  number: string,
): Promise<{ id: string; following: boolean } | undefined> {
  const found = await tx.prisma.contact.findFirst({
    where: { OR: [{ handedOverTo: number }, { handedOverTo: { startsWith: `${number}@` } }] },
    select: { id: true, following: true },
  });
  return found ?? undefined;
}
