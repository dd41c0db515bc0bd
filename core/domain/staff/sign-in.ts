import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { codeNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOn } from '../packs/current.ts';
import { guess, hashOf, type CodeChecked } from '../residents/codes.ts';
import { phoneIndexOf } from '../residents/columns.ts';
import type { Transaction } from '../transaction.ts';
import { staffMember, type StaffMember } from './staff.ts';

/** Who signs in to a hospital's desk page: those whom WeCom may not reach. */
const pageRoles: readonly Role[] = ['hospital_desk', 'centre_administrator'];

/** How long somebody stays signed in, hours: a day at the desk. */
export const sessionHours = 10;

/** The answer is the same whether the phone is a colleague's or nobody's. */
export type SignInAsked = 'sent' | 'wait' | 'too-often';

/**
 * Sends a code to a phone when it is that of a hospital's desk. Asked for too soon or too often today, it sends nothing.
 * @param phone as `readPhone` cleans it.
 */
export async function askSignInCode(tx: Transaction, phone: string): Promise<SignInAsked> {
  const today = tx.day.dateOf(tx.now);
  const rules = rulesOn(today).identity;
  const phoneIndex = phoneIndexOf(tx, phone);
  await oneAtATime(tx, `codes/${phoneIndex}`);
  const asked = await tx.prisma.verificationCode.findMany({
    where: { purpose: 'sign_in', contactId: null, phoneIndex, createdAt: { gte: tx.day.at(today, '00:00') } },
    orderBy: { createdAt: 'desc' },
  });
  const last = asked[0]?.createdAt.getTime() ?? 0;
  if (tx.now.getTime() - last < rules.codePauseSeconds * 1000) return 'wait';
  if (asked.length >= rules.codesPerPhoneADay) return 'too-often';
  const id = tx.id();
  const code = tx.digits(6);
  const expiresAt = new Date(tx.now.getTime() + rules.codeMinutes * 60_000);
  // A row for nobody's phone too: who asks sees no difference, and the limits hold.
  await tx.prisma.verificationCode.create({
    data: { id, purpose: 'sign_in', phoneIndex, codeHash: hashOf(tx, id, code), createdAt: tx.now, expiresAt },
  });
  if (!(await staffByPhone(tx, phone))) return 'sent';
  const data = { code, minutes: rules.codeMinutes, use: 'desk' as const };
  await send(tx, codeNotice, { phone }, data, { key: `code/${id}`, expiresAt });
  return 'sent';
}

export type SignedIn = { outcome: 'in'; token: string } | Exclude<CodeChecked, { outcome: 'right' }>;

/** Checks the newest code of a phone and begins a session; only the hash of its token is kept. */
export async function signIn(tx: Transaction, phone: string, code: string): Promise<SignedIn> {
  const newest = await tx.prisma.verificationCode.findFirst({
    where: { purpose: 'sign_in', contactId: null, phoneIndex: phoneIndexOf(tx, phone) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  const checked: CodeChecked = newest ? await guess(tx, newest.id, code) : { outcome: 'expired' };
  if (checked.outcome !== 'right') return checked;
  const staff = await staffByPhone(tx, phone);
  if (!staff) return { outcome: 'expired' };
  const token = tx.digits(40);
  await tx.prisma.pageLink.create({
    data: {
      id: tx.id(),
      tokenHash: tokenHash(tx, token),
      purpose: 'desk.session',
      subjectId: staff.id,
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + sessionHours * 3_600_000),
    },
  });
  tx.audit({
    actor: { kind: 'staff', id: staff.id },
    action: 'desk.signed-in',
    subject: { kind: 'staff', id: staff.id },
  });
  return { outcome: 'in', token };
}

/** Whose session it is; undefined when it is over, or when they have left. */
export async function signedInStaff(tx: Transaction, token: string): Promise<StaffMember | undefined> {
  if (!/^\d{40}$/.test(token)) return undefined;
  const session = await tx.prisma.pageLink.findUnique({ where: { tokenHash: tokenHash(tx, token) } });
  if (session?.purpose !== 'desk.session' || session.expiresAt <= tx.now) return undefined;
  return staffMember(tx, session.subjectId);
}

export async function signOut(tx: Transaction, token: string): Promise<void> {
  await tx.prisma.pageLink.updateMany({
    where: { tokenHash: tokenHash(tx, token), purpose: 'desk.session' },
    data: { expiresAt: tx.now },
  });
}

/** A few dozen at most: there is no index over colleagues' phones. */
async function staffByPhone(tx: Transaction, phone: string): Promise<{ id: string } | undefined> {
  const desks = await tx.prisma.staff.findMany({
    where: { active: true, phoneSealed: { not: null }, roles: { some: { role: { in: [...pageRoles] } } } },
    select: { id: true, phoneSealed: true },
    orderBy: { id: 'asc' },
  });
  const place = (row: string) => ({ table: 'Staff', column: 'phoneSealed', row });
  return desks.find(({ id, phoneSealed }) => phoneSealed !== null && tx.vault.open(place(id), phoneSealed) === phone);
}

function tokenHash(tx: Pick<Transaction, 'vault'>, token: string): string {
  return tx.vault.hash('desk-session', token);
}
