import { authenticator, authenticatorKey, stepAt, type Authenticator } from '#kit/totp.ts';
import type { ConsoleUser } from '#prisma/generated/sqlite/client.ts';
import { staffMember } from '../staff/staff.ts';
import type { Transaction } from '../transaction.ts';
import { countAttempt, forgetAttempts, type Counted } from './attempts.ts';
import { knowsAccount, knownBrowser } from './known-browser.ts';
import { beginSession } from './session.ts';

/** What somebody signs in with; the code and the new password in the second step. */
export interface SignIn {
  username: string;
  address: string;
  /** What the browser was given when it was last used for this account. */
  browser: string | undefined;
}

/** Asked too soon, or the kept hash of the password to compare with; none for an unknown name: what follows is the same. */
export type Begun = { outcome: 'wait'; until: Date } | { outcome: 'compare'; passwordHash: string | undefined };

/** Counts the attempt. The password is compared outside the transaction: it takes a processor for a while. */
export async function beginSignIn(tx: Transaction, asked: SignIn): Promise<Begun> {
  const until = await countAttempt(tx, countedOf(tx, asked));
  if (until) return { outcome: 'wait', until };
  return { outcome: 'compare', passwordHash: (await userOf(tx, asked.username))?.passwordHash };
}

/**
 * A known browser has a count of its own: whoever tries names and passwords from elsewhere delays strangers, never the
 * owner.
 */
function countedOf(tx: Transaction, { username, address, browser }: SignIn): Counted[] {
  if (browser !== undefined && knowsAccount(tx, browser, username)) return [{ key: `browser/${browser}`, free: 5 }];
  return [
    { key: `account/${username}`, free: 5 },
    { key: `address/${address}`, free: 20 },
  ];
}

export type SignedIn =
  | { outcome: 'wrong' }
  | { outcome: 'code' }
  /** `isTemporary`: another password is chosen with the first code. */
  | { outcome: 'enrol'; key: string; uri: string; isTemporary: boolean }
  | { outcome: 'in'; token: string; browser: string };

/**
 * The second half: says what is missing, or begins a session. Every refusal is one answer, and audited.
 * @param isRight whether the password was.
 * @param newPasswordHash of the password that was chosen instead of a temporary one.
 */
export async function finishSignIn(
  tx: Transaction,
  asked: SignIn,
  {
    isRight,
    code,
    newPasswordHash,
  }: { isRight: boolean; code: string | undefined; newPasswordHash: string | undefined },
): Promise<SignedIn> {
  const user = await userOf(tx, asked.username);
  if (!user || !isRight) return refused(tx, user);
  if (code === undefined) return missing(tx, user);
  const step = authenticatorOf(tx, user)?.stepOf(code, tx.now);
  if (step === undefined) return refused(tx, user);
  if (user.passwordIsTemporary && newPasswordHash === undefined) return missing(tx, user);
  const taken = await tx.prisma.consoleUser.updateMany({
    where: { id: user.id, totpLastStep: { lt: step } },
    data: {
      totpLastStep: step,
      totpConfirmedAt: user.totpConfirmedAt ?? tx.now,
      ...(newPasswordHash !== undefined && user.passwordIsTemporary
        ? { passwordHash: newPasswordHash, passwordIsTemporary: false }
        : {}),
    },
  });
  if (taken.count === 0) return refused(tx, user);
  await forgetAttempts(
    tx,
    countedOf(tx, asked)
      .map(({ key }) => key)
      .filter((key) => !key.startsWith('address/')),
  );
  tx.audit({
    actor: user.staffId === null ? { kind: 'console-user', id: user.id } : { kind: 'staff', id: user.staffId },
    action: 'console.signed-in',
    subject: { kind: 'console-user', id: user.id },
  });
  return { outcome: 'in', token: await beginSession(tx, user.id), browser: knownBrowser(tx, asked.username) };
}

/** Who it was is not known: whose account it was is. */
function refused(tx: Transaction, user: ConsoleUser | undefined): SignedIn {
  const subject = { kind: 'console-user', id: user?.id };
  tx.audit({ actor: { kind: 'system' }, action: 'console.sign-in-refused', subject });
  return { outcome: 'wrong' };
}

async function missing(tx: Transaction, user: ConsoleUser): Promise<SignedIn> {
  if (user.totpConfirmedAt !== null) return { outcome: 'code' };
  const key = openKey(tx, user) ?? authenticatorKey(tx.bytes(20));
  if (user.totpSecretSealed === null)
    await tx.prisma.consoleUser.update({
      where: { id: user.id },
      data: { totpSecretSealed: tx.vault.seal(keyPlace(user.id), key) },
    });
  const { uri } = authenticator(key, labelOf(user));
  return { outcome: 'enrol', key, uri, isTemporary: user.passwordIsTemporary };
}

/**
 * The next code that would be taken, for the sandbox, where nobody has an app and the clock is moved. Undefined when the
 * codes of this half minute and the next were used.
 */
export async function nextCode(tx: Transaction, username: string): Promise<string | undefined> {
  const user = await userOf(tx, username);
  const step = Math.max(stepAt(tx.now), (user?.totpLastStep ?? 0) + 1);
  return user && step <= stepAt(tx.now) + 1 ? authenticatorOf(tx, user)?.codeAt(step) : undefined;
}

async function userOf(tx: Transaction, username: string): Promise<ConsoleUser | undefined> {
  const user = await tx.prisma.consoleUser.findUnique({ where: { username } });
  if (!user?.active) return undefined;
  return user.staffId === null || (await staffMember(tx, user.staffId)) ? user : undefined;
}

function authenticatorOf(tx: Transaction, user: ConsoleUser): Authenticator | undefined {
  const key = openKey(tx, user);
  return key === undefined ? undefined : authenticator(key, labelOf(user));
}

function openKey(tx: Transaction, { id, totpSecretSealed }: ConsoleUser): string | undefined {
  return totpSecretSealed === null ? undefined : tx.vault.open(keyPlace(id), totpSecretSealed);
}

function keyPlace(row: string) {
  return { table: 'ConsoleUser', column: 'totpSecretSealed', row };
}

function labelOf({ username }: ConsoleUser) {
  return { account: username, issuer: '家医' };
}
