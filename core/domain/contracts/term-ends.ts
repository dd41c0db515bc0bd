import { requestJob } from '../jobs/request-job.ts';
import { contractRenewalOffer, contractUnusedItems } from '../notices/contracts.ts';
import { allPacks } from '../packs/all.ts';
import { rulesOf } from '../packs/current.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import type { Transaction } from '../transaction.ts';
import { dueByEndStatement } from './term-ends.sql.ts';
import { packagesOf } from './packages.ts';
import { texts } from './parties.ts';
import { contractToChange } from './step.ts';
import { tellResident } from './tell.ts';
import { usageOf } from './usage.ts';
import { sayDay } from './words.ts';

/** A transaction asks for so many at most; whoever sweeps goes on until one asks for fewer. */
export const contractsASweep = 200;

/**
 * Asks for what the ends of terms make due today: renewal offers 30 and 7 days before, the invitation to use what is left
 * 60 days before, the end itself. By rows, however late the sweep comes; one job each, for ever.
 * @returns how many jobs were asked for; call again while it is `contractsASweep` or more.
 */
export async function requestTermEnds(tx: Transaction): Promise<number> {
  const today = tx.day.dateOf(tx.now);
  const dueAt = tx.now;
  const over = await dueBetween(tx, 'contract.expire/', '', ['0000-01-01', tx.day.add(today, -1)]);
  for (const contractId of over)
    await requestJob(tx, 'contract.expire', { contractId }, { key: `contract.expire/${contractId}`, dueAt });

  let asked = over.length;
  for (const pack of allPacks) {
    await discardOldDrafts(tx, pack);
    asked += await requestUnder(tx, pack);
  }
  return asked;
}

/** What was opened under a version goes by its days. */
async function requestUnder(
  tx: Transaction,
  { version, contracts: { renewalOfferDays, unusedInvitationDays } }: RulePack,
): Promise<number> {
  const [today, dueAt] = [tx.day.dateOf(tx.now), tx.now];
  let asked = 0;
  // A late sweep offers once, with the days that are left now, not for each date that was missed.
  const ascending = [...renewalOfferDays].sort((one, other) => one - other);
  for (const [index, days] of ascending.entries()) {
    const from = tx.day.add(today, index === 0 ? 0 : (ascending[index - 1] ?? 0) + 1);
    const offered = await dueBetween(
      tx,
      'contract.offer-renewal/',
      `/${days}`,
      [from, tx.day.add(today, days)],
      version,
    );
    for (const contractId of offered) {
      const key = `contract.offer-renewal/${contractId}/${days}`;
      await requestJob(tx, 'contract.offer-renewal', { contractId, days }, { key, dueAt, priority: 1 });
    }
    asked += offered.length;
  }
  const longest = (ascending.at(-1) ?? 0) + 1;
  const unused = await dueBetween(
    tx,
    'contract.invite-unused/',
    '',
    [tx.day.add(today, longest), tx.day.add(today, unusedInvitationDays)],
    version,
  );
  for (const contractId of unused) {
    const key = `contract.invite-unused/${contractId}`;
    await requestJob(tx, 'contract.invite-unused', { contractId }, { key, dueAt, priority: 1 });
  }
  return asked + unused.length;
}

/** Drafts that nobody signed in their time: they never were a contract. */
async function discardOldDrafts(tx: Transaction, { version, contracts: { draftDays } }: RulePack): Promise<void> {
  const before = new Date(tx.now.getTime() - draftDays * 86_400_000);
  await tx.prisma.contract.deleteMany({ where: { status: 'draft', rulePack: version, createdAt: { lt: before } } });
}

async function dueBetween(
  tx: Transaction,
  prefix: string,
  suffix: string,
  [from, to]: readonly [string, string],
  version = '%',
) {
  const rows = await tx.sql.all<{ id: string }>(dueByEndStatement, [
    from,
    to,
    version,
    prefix,
    suffix,
    contractsASweep,
  ]);
  return rows.map(({ id }) => id);
}

/**
 * Offers the renewal of a contract that is about to end; nothing renews by itself.
 * @returns false when there is nothing to offer: it ended, or its renewal waits for the doctor.
 */
export async function offerRenewal(tx: Transaction, contractId: string, days: number): Promise<boolean> {
  const contract = await contractToChange(tx, contractId);
  const { status, endsOn } = contract;
  if (status !== 'active' || endsOn === null) return false;
  const left = tx.day.daysBetween(tx.day.dateOf(tx.now), endsOn);
  const asked = await tx.prisma.contract.count({ where: { replacesId: contract.id, status: 'submitted' } });
  if (left < 0 || left > days || asked > 0) return false;
  await tellResident(
    tx,
    contractRenewalOffer,
    contract,
    ({ name, doctor }) => ({ name, doctor, endsOn: tx.day.sayDate(endsOn), date: sayDay(endsOn), days: left }),
    { key: String(days), expiresAt: tx.day.at(tx.day.add(endsOn, 1), '00:00') },
  );
  return true;
}

/**
 * What is left unused 60 days before the end becomes an invitation to book (签而不约 is the complaint to answer).
 * @returns the number of items with something left; 0 when nothing was said.
 */
export async function inviteUnused(tx: Transaction, contractId: string): Promise<number> {
  const contract = await contractToChange(tx, contractId);
  const { status, endsOn } = contract;
  if (status !== 'active' || endsOn === null) return 0;
  const uses = await tx.prisma.contractUse.findMany({ where: { contractId }, select: { item: true } });
  const packages = packagesOf(rulesOf(contract.rulePack).contracts, texts(contract.packages));
  const items = usageOf(
    packages,
    uses.map(({ item }) => item),
  ).filter(({ left }) => left > 0).length;
  if (items === 0) return 0;
  await tellResident(
    tx,
    contractUnusedItems,
    contract,
    ({ name }) => ({ name, items, endsOn: tx.day.sayDate(endsOn), date: sayDay(endsOn) }),
    { key: 'once', expiresAt: tx.day.at(tx.day.add(endsOn, 1), '00:00') },
  );
  return items;
}
