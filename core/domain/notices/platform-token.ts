import { giveLeaseBack, takeLease } from '../jobs/lease.ts';
import type { Transaction } from '../transaction.ts';

/** A platform's access token as all processes share it. */
export interface SharedToken {
  value: string;
  refreshAt: Date;
  expiresAt: Date;
}

/** Where the token is kept for all processes: a row, sealed. */
export interface PlatformTokens {
  read(): Promise<SharedToken | undefined>;
  write(token: SharedToken): Promise<void>;
  /** Runs alone among all processes, under a lease; whoever waited for it looks into the row again. */
  refreshing<T>(run: () => Promise<T>): Promise<T>;
}

interface Rows {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

const leaseMs = 15_000;
const askAgainMs = 150;
/** A refresher that died is waited for no longer than its lease. */
const mostAsks = Math.ceil(leaseMs / askAgainMs) + 10;

/** @param holder this process. @param wait a pause, milliseconds. */
export function platformTokens(
  database: Rows,
  platform: string,
  holder: string,
  wait: (ms: number) => Promise<void>,
): PlatformTokens {
  const place = { table: 'PlatformToken', column: 'tokenSealed', row: platform };
  const lease = `token/${platform}`;
  return {
    read: () =>
      database.read(async (tx) => {
        const row = await tx.prisma.platformToken.findUnique({ where: { platform } });
        if (!row) return undefined;
        return { value: tx.vault.open(place, row.tokenSealed), refreshAt: row.refreshAt, expiresAt: row.expiresAt };
      }),
    async write({ value, refreshAt, expiresAt }) {
      await database.transact(async (tx) => {
        const data = { tokenSealed: tx.vault.seal(place, value), refreshAt, expiresAt };
        await tx.prisma.platformToken.upsert({ where: { platform }, create: { platform, ...data }, update: data });
      });
    },
    async refreshing(run) {
      for (let asks = 0; asks < mostAsks; asks++) {
        if (await database.transact((tx) => takeLease(tx, lease, holder, leaseMs))) break;
        await wait(askAgainMs);
      }
      try {
        return await run();
      } finally {
        await database.transact((tx) => giveLeaseBack(tx, lease, holder));
      }
    },
  };
}
