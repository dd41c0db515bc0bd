import { maskPhone } from '#kit/mask.ts';
import { codeNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOn } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { countTryStatement, useCodeStatement } from './codes.sql.ts';
import { phoneIndexOf } from './columns.ts';

/** A code that somebody's chat asked for, sent to a phone. */
export interface CodeRequest {
  purpose: 'bind' | 'family' | 'sign' | 'sign_in';
  /** The account that must write it back. */
  contactId: string;
  /** As `readPhone` cleans it. */
  phone: string;
  /** Whom the phone's owner would allow to act, masked, and what for (`预约、接收提醒`). */
  asker?: { name: string; powers: string } | undefined;
}

export type CodeSent =
  /** `phone` is masked. */
  | { outcome: 'sent'; codeId: string; phone: string; minutes: number }
  /** The last one to this phone is too fresh. */
  | { outcome: 'wait'; seconds: number }
  /** Of today: for this phone, or for this account. */
  | { outcome: 'phone-limit' }
  | { outcome: 'contact-limit' };

/**
 * Sends a six-digit code by SMS, unless one went to this phone a moment ago or the day's number is used up. Only a
 * keyed hash is kept, bound to purpose, account and phone. The answer does not depend on who is on file.
 */
export async function sendCode(tx: Transaction, request: CodeRequest): Promise<CodeSent> {
  const { purpose, contactId, phone, asker } = request;
  const rules = rulesOn(tx.day.dateOf(tx.now)).identity;
  const phoneIndex = phoneIndexOf(tx, phone);
  await oneAtATime(tx, `codes/${contactId}`);
  await oneAtATime(tx, `codes/${phoneIndex}`);
  const hindrance = await hindered(tx, contactId, phoneIndex);
  if (hindrance) return hindrance;
  const id = tx.id();
  const code = tx.digits(6);
  const expiresAt = new Date(tx.now.getTime() + rules.codeMinutes * 60_000);
  await tx.prisma.verificationCode.create({
    data: { id, purpose, contactId, phoneIndex, codeHash: hashOf(tx, id, code), createdAt: tx.now, expiresAt },
  });
  const data = { code, minutes: rules.codeMinutes, use: purpose, asker: asker?.name, powers: asker?.powers };
  await send(tx, codeNotice, { phone }, data, { key: `code/${id}`, expiresAt });
  return { outcome: 'sent', codeId: id, phone: maskPhone(phone), minutes: rules.codeMinutes };
}

async function hindered(tx: Transaction, contactId: string, phoneIndex: string): Promise<CodeSent | undefined> {
  const today = tx.day.dateOf(tx.now);
  const rules = rulesOn(today).identity;
  const createdAt = { gte: tx.day.at(today, '00:00') };
  const last = await tx.prisma.verificationCode.findFirst({ where: { phoneIndex }, orderBy: { createdAt: 'desc' } });
  const waited = last ? (tx.now.getTime() - last.createdAt.getTime()) / 1000 : Number.POSITIVE_INFINITY;
  if (waited < rules.codePauseSeconds) return { outcome: 'wait', seconds: Math.ceil(rules.codePauseSeconds - waited) };
  const byPhone = await tx.prisma.verificationCode.count({ where: { phoneIndex, createdAt } });
  if (byPhone >= rules.codesPerPhoneADay) return { outcome: 'phone-limit' };
  const byContact = await tx.prisma.verificationCode.count({ where: { contactId, createdAt } });
  return byContact >= rules.codesPerContactADay ? { outcome: 'contact-limit' } : undefined;
}

export type CodeChecked =
  | { outcome: 'right' }
  | { outcome: 'wrong'; left: number }
  /** Too old, used, or none was sent. */
  | { outcome: 'expired' }
  | { outcome: 'tries-used' };

/**
 * Counts one guess at the newest code and says whether it was right; a right one is used up. Never throws a refusal:
 * the caller must commit, or the guess would not count.
 */
export async function checkCode(
  tx: Transaction,
  { purpose, contactId, phone }: Pick<CodeRequest, 'purpose' | 'contactId' | 'phone'>,
  code: string,
): Promise<CodeChecked> {
  const newest = await tx.prisma.verificationCode.findFirst({
    where: { purpose, contactId, phoneIndex: phoneIndexOf(tx, phone) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  return newest ? guess(tx, newest.id, code) : { outcome: 'expired' };
}

/** The check as a refusal, for callers whose transaction commits all the same (a dialogue's `act`). */
export function mustBeRight(checked: CodeChecked): void {
  switch (checked.outcome) {
    case 'right':
      return;
    case 'wrong':
      throw refuse('code-wrong', { left: String(checked.left) });
    case 'expired':
      throw refuse('code-expired');
    case 'tries-used':
      throw refuse('code-tries-used');
  }
}

/** One guess at one code: counted first, in one statement, so that guesses at once count as many. */
export async function guess(tx: Transaction, codeId: string, code: string): Promise<CodeChecked> {
  const { codeTries } = rulesOn(tx.day.dateOf(tx.now)).identity;
  const counted = await tx.sql.run(countTryStatement, [codeId, codeTries, tx.now]);
  const row = await tx.prisma.verificationCode.findUniqueOrThrow({ where: { id: codeId } });
  if (counted === 0) return { outcome: row.attempts >= codeTries && row.usedAt === null ? 'tries-used' : 'expired' };
  if (hashOf(tx, codeId, code) !== row.codeHash) return { outcome: 'wrong', left: codeTries - row.attempts };
  const used = await tx.sql.run(useCodeStatement, [tx.now, codeId]);
  return used === 1 ? { outcome: 'right' } : { outcome: 'expired' };
}

/** The row's id is part of it: the same figures of another request have another hash. */
export function hashOf(tx: Transaction, codeId: string, code: string): string {
  return tx.vault.hash('verification-code', `${codeId}/${code}`);
}
