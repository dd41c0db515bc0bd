import type { NoticeCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannelName, NoticeContent, Parcel } from '#domain/notices/delivery-channel.ts';
import type { Plan } from '#domain/notices/plan.ts';
import { plan } from '#domain/notices/plan.ts';
import { quietUntil } from '#domain/notices/quiet-hours.ts';
import type { Tried } from '#domain/notices/tried.ts';
import { countedTries } from '#domain/notices/tried.ts';
import { rulesOfPlaces } from '#domain/packs/of-organisation.ts';
import { instant, instantOrNull } from '#domain/row-set.ts';
import { requestCallInstead } from '#domain/staff-tasks/request-call.ts';
import type { Transaction } from '#domain/transaction.ts';
import { SealBroken } from '#kit/vault.ts';
import { type BroadcastsOfBatch, readBroadcasts } from './broadcast-rows.ts';
import type { BulkRoom } from './bulk-room.ts';
import { batchSeconds, bulkRoom } from './bulk-room.ts';
import type { Claimed } from './claim.sql.ts';
import type { DeliveryRow, Held, Leaving } from './delivery-rows.sql.ts';
import {
  readAttempts,
  readDeliveries,
  readPauses,
  readSwitches,
  writeAttempts,
  writeHeld,
} from './delivery-rows.sql.ts';
import type { MemberLimit } from './member-limit.ts';
import { accountOn, hasPhone, recipientOf } from './recipient.ts';

/** A delivery whose attempt is on record and that may be called now. */
export interface Ready extends Leaving {
  parcel: Parcel;
  kind: string;
  priority: number;
  broadcastId: string | null;
  /** Where its recipient lives or works. */
  placeId: string | null;
  contactId: string | null;
  recipientId: string | null;
  expiresAt: Date | null;
  countedBefore: number;
  seeksFurther: boolean;
}

export interface Prepared {
  ready: Ready[];
  /** What waits or has ended, by whom it was planned to. */
  held: (Held & { kind: string })[];
}

export interface PrepareParts {
  catalogue: NoticeCatalogue;
  channels: ReadonlySet<DeliveryChannelName>;
  memberLimit: MemberLimit;
  /** Calls a second towards each platform. */
  rates: ReadonlyMap<DeliveryChannelName, number>;
}

/**
 * Re-reads claimed deliveries with their recipients, plans each, ends or postpones those that do not leave now, and puts
 * an attempt on record for each that does. All in the transaction that claimed them.
 */
export async function prepareDeliveries(
  tx: Transaction,
  claimed: readonly Claimed[],
  parts: PrepareParts,
): Promise<Prepared> {
  const rows = await readDeliveries(tx, claimed);
  const switches = await readSwitches(
    tx,
    rows.flatMap(({ residentId, ownerId, broadcastId }) =>
      [residentId ?? [], broadcastId ? (ownerId ?? []) : []].flat(),
    ),
  );
  const broadcasts = await readBroadcasts(tx, rows);
  const tried = await triedBefore(tx, rows);
  const pauses = new Map((await readPauses(tx)).map(({ channel, until }) => [channel, instant(until)]));
  const rulesFor = await rulesOfPlaces(tx);
  const today = tx.day.dateOf(tx.now);
  const prepared: Prepared = { ready: [], held: [] };
  const bulk = bulkRoom(parts.rates);
  for (const row of rows) {
    const attempts = tried.get(row.id) ?? [];
    const off = switchesFor(row, switches);
    const content = row.broadcastId === null ? openContent(tx, row) : broadcasts.contentOf(row);
    const quiet = quietUntil(tx.day, rulesFor(row.placeId, today).notices, tx.now);
    const decided = content
      ? planned(tx, row, content, { attempts, off, pauses, quiet, bulk, broadcasts, ...parts })
      : ({ do: 'end', status: 'dead', why: 'unreadable' } as const);
    place(tx, row, content, decided, attempts, prepared);
  }
  await writeHeld(tx, prepared.held);
  for (const ended of prepared.held.filter(({ status }) => status !== 'pending')) await requestCallInstead(tx, ended);
  await writeAttempts(tx, prepared.ready);
  return prepared;
}

async function triedBefore(tx: Transaction, rows: readonly DeliveryRow[]): Promise<Map<string, Tried[]>> {
  const tried = new Map<string, Tried[]>();
  const ids = rows.filter(({ attempts }) => attempts > 0).map(({ id }) => id);
  for (const { deliveryId, startedAt, ...attempt } of await readAttempts(tx, ids))
    tried.set(deliveryId, [...(tried.get(deliveryId) ?? []), { ...attempt, startedAt: instant(startedAt) }]);
  return tried;
}

/** Of one of many also what the account's holder has switched off: it may be about a child, or somebody whom they care for. */
function switchesFor(
  { residentId, ownerId, broadcastId }: DeliveryRow,
  switches: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const own = switches.get(residentId ?? '') ?? noSwitches;
  return broadcastId === null ? own : new Set([...own, ...(switches.get(ownerId ?? '') ?? noSwitches)]);
}

const noSwitches: ReadonlySet<string> = new Set();

interface Surrounding extends PrepareParts {
  attempts: readonly Tried[];
  off: ReadonlySet<string>;
  pauses: ReadonlyMap<DeliveryChannelName, Date>;
  quiet: Date | undefined;
  bulk: BulkRoom;
  broadcasts: BroadcastsOfBatch;
}

function planned(tx: Transaction, row: DeliveryRow, content: NoticeContent, around: Surrounding): Plan {
  if (row.aheadDueAt !== null) return inLine(tx, instant(row.aheadDueAt));
  const guarded = around.broadcasts.isGuarded(row);
  const decided = plan({
    purpose: around.catalogue.purposeOf(row.kind),
    priority: row.priority,
    now: tx.now,
    expiresAt: instantOrNull(row.expiresAt),
    recipient: recipientOf(row),
    content: { card: content.card !== undefined, template: content.template !== undefined && !guarded },
    hasPhone: hasPhone(row) && !guarded,
    switchedOff: around.catalogue.isOff(row.kind, around.off),
    halted: around.broadcasts.haltOf(row),
    quietUntil: around.quiet,
    channels: around.channels,
    pauses: around.pauses,
    tried: around.attempts,
  });
  if (decided.do !== 'send') return decided;
  if (row.priority > 0 && !around.bulk.takes(decided.channel, decided.form))
    return { do: 'wait', until: new Date(tx.now.getTime() + batchSeconds * 1_000), why: 'in-line' };
  if (decided.channel !== 'wecom') return decided;
  const until = around.memberLimit.fullUntil(row.staffId ?? row.id, tx.now);
  return until ? { do: 'wait', until, why: 'member-limit' } : decided;
}

/** Behind an answer that has not left: looked at again when that one has, at the latest when it is tried again. */
function inLine(tx: Transaction, aheadDueAt: Date): Plan {
  const soon = new Date(tx.now.getTime() + 1_000);
  return { do: 'wait', until: aheadDueAt > soon ? aheadDueAt : soon, why: 'in-line' };
}

function place(
  tx: Transaction,
  row: DeliveryRow,
  content: NoticeContent | undefined,
  decided: Plan,
  attempts: readonly Tried[],
  { ready, held }: Prepared,
): void {
  const { id, epoch, kind } = row;
  switch (decided.do) {
    case 'end':
      held.push({ id, epoch, kind, status: decided.status, reason: decided.why, dueAt: null });
      return;
    case 'wait':
      held.push({ id, epoch, kind, status: 'pending', reason: decided.why, dueAt: decided.until });
      return;
    case 'send': {
      const { channel, form, why } = decided;
      const account = content && unsealed(() => accountOn(channel, row, tx));
      if (!content || account === undefined) {
        held.push({ id, epoch, kind, status: 'dead', reason: 'unreadable', dueAt: null });
        return;
      }
      ready.push({
        id,
        epoch,
        kind,
        channel,
        form,
        reason: why,
        number: row.attempts + 1,
        priority: row.priority,
        broadcastId: row.broadcastId,
        placeId: row.placeId,
        contactId: row.contactId,
        recipientId: row.recipientId,
        expiresAt: instantOrNull(row.expiresAt),
        countedBefore: countedTries(attempts),
        seeksFurther: row.recipientKind === 'staff' && hasPhone(row),
        parcel: { deliveryId: id, kind, account, form, content },
      });
    }
  }
}

function openContent(tx: Transaction, row: DeliveryRow): NoticeContent | undefined {
  // Written by writeDelivery from a NoticeContent, and sealed since.
  return unsealed(
    () =>
      JSON.parse(
        tx.vault.open({ table: 'Delivery', column: 'contentSealed', row: row.id }, row.contentSealed),
      ) as NoticeContent,
  );
}

/** A record that cannot be opened ends by itself; the others of the batch go on. */
function unsealed<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
