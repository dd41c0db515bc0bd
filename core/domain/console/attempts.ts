import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';

/** Whose attempts are counted together, and how many of them are free. */
export interface Counted {
  /** `account/admin`, `address/10.0.0.1`, `browser/…`: only a hash of it is kept. */
  key: string;
  free: number;
}

const longestWaitMinutes = 15;
const forgottenAfterMs = 86_400_000;

/**
 * Counts an attempt before it is looked at, so that those that come at once count as many. After the free ones each next
 * may be made a minute later than the last, then two, four, at most fifteen: nine at most in a quarter of an hour with
 * five free ones, and never a lock for good by strangers (GB/T 22239-2019 8.1.4.1 b; threat model T-30).
 *
 * @returns when the next may be made, for whoever comes too early: then nothing is counted.
 */
export async function countAttempt(tx: Transaction, all: readonly Counted[]): Promise<Date | undefined> {
  const forgotten = new Date(tx.now.getTime() - forgottenAfterMs);
  await tx.prisma.signInAttempts.deleteMany({ where: { lastAt: { lt: forgotten } } });
  const rows = [];
  for (const { key, free } of all) {
    const keyHash = hashOf(tx, key);
    await oneAtATime(tx, `sign-in/${keyHash}`);
    const kept = await tx.prisma.signInAttempts.findUnique({ where: { keyHash } });
    if (kept && kept.nextAt > tx.now) return kept.nextAt;
    rows.push({ keyHash, free, attempts: (kept?.attempts ?? 0) + 1 });
  }
  for (const { keyHash, free, attempts } of rows) {
    const minutes = attempts < free ? 0 : Math.min(longestWaitMinutes, 2 ** (attempts - free));
    const data = { attempts, lastAt: tx.now, nextAt: new Date(tx.now.getTime() + minutes * 60_000) };
    await tx.prisma.signInAttempts.upsert({ where: { keyHash }, create: { keyHash, ...data }, update: data });
  }
  return undefined;
}

/** Whoever got in begins anew. */
export async function forgetAttempts(tx: Transaction, keys: readonly string[]): Promise<void> {
  await tx.prisma.signInAttempts.deleteMany({ where: { keyHash: { in: keys.map((key) => hashOf(tx, key)) } } });
}

function hashOf(tx: Pick<Transaction, 'vault'>, key: string): string {
  return tx.vault.hash('console-attempts', key);
}
