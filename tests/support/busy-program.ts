import { readConfig } from '../../config.ts';
import { openFoundations } from '../../foundations.ts';

/**
 * Writes one contact and one audit entry after another until its input ends; says `begun` after the first, and at the end
 * how many.
 */
const { database } = await openFoundations(readConfig(process.env));
const ending = new AbortController();
process.stdin.resume().once('end', () => ending.abort());
let written = 0;
while (!ending.signal.aborted) {
  await database.transact(async (tx) => {
    const id = tx.id();
    const place = { table: 'Contact', column: 'accountSealed', row: id };
    await tx.prisma.contact.create({
      data: {
        id,
        channel: 'wechat',
        accountIndex: tx.vault.index('contact.account', id),
        accountSealed: tx.vault.seal(place, `busy-${id}`),
        createdAt: tx.now,
      },
    });
    tx.audit({ actor: { kind: 'contact', id }, action: 'contact.met', subject: { kind: 'contact', id } });
  });
  written += 1;
  if (written === 1) process.stdout.write('begun\n');
  await new Promise((resolve) => setTimeout(resolve, 2));
}
await database.close();
process.stdout.write(`${written}\n`);
