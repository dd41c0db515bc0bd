import type { BroadcastKind } from '#prisma/generated/sqlite/enums.ts';
import { nextCaseNumber } from '../case-number.ts';
import { requestJob } from '../jobs/request-job.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { type Audience, audience as audienceData, mustBeAllowed } from './audience.ts';
import { mustAdminister, note, step } from './broadcast.ts';
import { cleanWords } from './words.ts';

/** As it is written. */
export interface NewBroadcast {
  organisationId: string;
  kind: BroadcastKind;
  title: string;
  text: string;
  audience: Audience;
  /** Now, when it is left out. */
  startsAt?: Date | undefined;
  /** By the rules, when it is left out. */
  latestAt?: Date | undefined;
  by: string;
}

/**
 * Writes a draft and has its people counted; the writer is shown the count and sends it off, or not.
 * @returns its id. @throws Refusal `not-allowed`, `broadcast-words`, `broadcast-audience`, `broadcast-times`
 */
export async function writeBroadcast(tx: Transaction, given: NewBroadcast): Promise<string> {
  const { data, audience } = await checked(tx, given);
  const id = tx.id();
  await tx.prisma.broadcast.create({
    data: {
      id,
      number: await nextCaseNumber(tx, 'GB'),
      ...data,
      audience,
      status: 'draft',
      createdById: given.by,
      createdAt: tx.now,
      counts: [],
      sample: [],
    },
  });
  note(tx, id, 'written', given.by, { kind: given.kind, organisationId: given.organisationId });
  await requestCount(tx, id, 0);
  return id;
}

/**
 * Writes a draft anew: it is counted again.
 * @throws Refusal as for a new one, and `broadcast-state-changed` once it was sent off.
 */
export async function rewriteBroadcast(tx: Transaction, id: string, given: NewBroadcast): Promise<void> {
  const { data, audience } = await checked(tx, given);
  const again = { counts: [], sample: [], countedThrough: '', countedAt: null };
  const version = await step(tx, id, ['draft'], { ...data, audience, ...again });
  note(tx, id, 'rewritten', given.by);
  await requestCount(tx, id, version);
}

async function requestCount(tx: Transaction, broadcastId: string, version: number): Promise<void> {
  const key = `broadcast.count/${broadcastId}/${version}`;
  await requestJob(tx, 'broadcast.count', { broadcastId, version }, { key, dueAt: tx.now });
}

async function checked(tx: Transaction, given: NewBroadcast) {
  const { organisationId, kind, by, startsAt } = given;
  const read = audienceData.safeParse(given.audience);
  if (!read.success) throw refuse('broadcast-audience', { why: 'unreadable' });
  const audience = read.data;
  if ((audience.of === 'staff') !== (kind === 'staff')) throw refuse('broadcast-audience', { why: 'kind' });
  mustBeAllowed(audience);
  await mustAdminister(tx, by, { organisationId, audience });
  const pack = await rulesAt(tx, organisationId);
  const place = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const { title, text } = cleanWords(
    { kind, title: given.title, text: given.text, place: place.name },
    pack.broadcasts,
  );
  const begins = startsAt ?? tx.now;
  const latestAt = given.latestAt ?? new Date(begins.getTime() + pack.broadcasts.usefulHours * 3_600_000);
  const isLate = startsAt !== undefined && startsAt <= tx.now;
  // An emergency that can wait is none.
  if (isLate || latestAt <= begins || (kind === 'emergency' && startsAt !== undefined)) throw refuse('broadcast-times');
  return {
    audience,
    data: { organisationId, kind, title, text, rulePack: pack.version, startsAt: startsAt ?? null, latestAt },
  };
}
