import { openField } from '../residents/columns.ts';
import { checkCode, type CodeChecked, type CodeSent, sendCode } from '../residents/codes.ts';
import type { Transaction } from '../transaction.ts';
import { findLink, type HealthPurpose } from './link.ts';
import { keepVisit } from './visit.ts';

/** The page's link and the phone on file of who is bound to its account; undefined where a code cannot be sent. */
async function phoneFor(
  tx: Transaction,
  { purpose, token }: { purpose: HealthPurpose; token: string },
): Promise<{ contactId: string; phone: string } | undefined> {
  const link = await findLink(tx, purpose, token);
  if (!link?.contactId || link.expiresAt <= tx.now) return undefined;
  const binding = await tx.prisma.binding.findFirst({
    where: { contactId: link.contactId, status: 'active' },
    select: { resident: { select: { id: true, phoneSealed: true } } },
  });
  const resident = binding?.resident;
  if (!resident?.phoneSealed) return undefined;
  return { contactId: link.contactId, phone: openField(tx, resident.id, 'phoneSealed', resident.phoneSealed) };
}

/** Whether a page can be opened by the phone's code: outside WeChat, where nothing says whose browser it is. */
export async function opensByCode(tx: Transaction, page: { purpose: HealthPurpose; token: string }): Promise<boolean> {
  return (await phoneFor(tx, page)) !== undefined;
}

/** Sends the code to the phone on file, never to one that is typed (threat model T-09). Undefined for a page that is gone. */
export async function sendVisitCode(
  tx: Transaction,
  page: { purpose: HealthPurpose; token: string },
): Promise<CodeSent | undefined> {
  const found = await phoneFor(tx, page);
  return found && sendCode(tx, { purpose: 'sign_in', ...found });
}

/**
 * Begins a visit by the phone's code. The guess counts, so the caller must commit.
 * @returns the random text that the browser keeps, or why there is none; undefined for a page that is gone.
 */
export async function beginVisitByCode(
  tx: Transaction,
  { code, ...page }: { purpose: HealthPurpose; token: string; code: string },
): Promise<{ visit: string } | Exclude<CodeChecked, { outcome: 'right' }> | undefined> {
  const found = await phoneFor(tx, page);
  if (!found) return undefined;
  const checked = await checkCode(tx, { purpose: 'sign_in', ...found }, code);
  if (checked.outcome !== 'right') return checked;
  tx.audit({
    actor: { kind: 'contact', id: found.contactId },
    action: 'page.opened-by-code',
    subject: { kind: 'contact', id: found.contactId },
  });
  return { visit: await keepVisit(tx, found.contactId) };
}
