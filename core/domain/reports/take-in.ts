import { openAfterCare } from '../follow-ups/after-care.ts';
import { windowAfter } from '../follow-ups/rules.ts';
import { reportReady } from '../notices/records.ts';
import { send, type NoticeRecipient } from '../notices/send.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { residentRow } from '../residents/resident.ts';
import { seesPart } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { type NewReport, reportContent } from './report.ts';

/**
 * Takes a report in, once for each number of its sender, and tells that there is one – not what it says, nor what it is
 * about (domain.md §6). Who is 待核实 is not told before their identity has been checked: they see nothing of a record.
 * @returns its id, or undefined when it was here already.
 */
export async function takeInReport(tx: Transaction, report: NewReport): Promise<string | undefined> {
  const id = await keepReport(tx, report);
  if (id === undefined) return undefined;
  const resident = await residentRow(tx, report.residentId);
  if (resident.identityLevel === 'verified') await tellOfReport(tx, { id, residentId: resident.id, part: report.part });
  if (report.kind === 'discharge' && resident.diedOn === null) await followDischarge(tx, id, report);
  return id;
}

/** Keeps a report that nobody has to be told of. @returns its id, or undefined when it was here already. */
export async function keepReport(tx: Transaction, report: NewReport): Promise<string | undefined> {
  const { organisationId, externalId, issuedAt, recordedById } = report;
  const resident = await residentRow(tx, report.residentId);
  const id = tx.id();
  const place = { table: 'Report', column: 'contentSealed', row: id };
  const content = tx.vault.seal(place, JSON.stringify(reportContent.parse(report.content)));
  const written = await tx.sql.run(
    `INSERT INTO "Report" ("id", "residentId", "organisationId", "kind", "part", "title", "contentSealed", "issuedAt",
       "receivedAt", "externalId", "referralId", "recordedById")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("organisationId", "externalId") DO NOTHING`,
    [
      id,
      resident.id,
      organisationId,
      report.kind,
      report.part ?? '',
      report.title,
      content,
      issuedAt,
      tx.now,
      externalId,
      report.referralId ?? null,
      recordedById ?? null,
    ],
  );
  if (written === 0) return undefined;
  tx.audit({
    actor: recordedById === undefined ? { kind: 'system' } : { kind: 'staff', id: recordedById },
    action: 'report.taken-in',
    subject: { kind: 'resident', id: resident.id },
    detail: { reportId: id, organisationId },
  });
  return id;
}

/** 出院小结: somebody is seen within two weeks of it, and on the day that it names. What has long been over is only kept. */
async function followDischarge(
  tx: Transaction,
  id: string,
  { residentId, issuedAt, content: { findings = '', conclusion = '' } }: NewReport,
): Promise<void> {
  const writtenOn = tx.day.dateOf(issuedAt);
  const { homeCentreId } = await residentRow(tx, residentId);
  const { first } = (await rulesAt(tx, homeCentreId)).followUps.plans['after-discharge'];
  if (!first || windowAfter(writtenOn, first).dueOn < tx.day.dateOf(tx.now)) return;
  const care = { residentId, kind: 'after-discharge', causeId: id, anchorOn: writtenOn } as const;
  await openAfterCare(tx, care, { text: `${findings}\n${conclusion}`, writtenOn });
}

/** The resident on their account or phone; for who has neither, whoever may see it for them. */
async function tellOfReport(
  tx: Transaction,
  { id, residentId, part }: { id: string; residentId: string; part: NewReport['part'] },
): Promise<void> {
  for (const { key, to, name } of await hearersOfReport(tx, residentId, part ?? ''))
    await send(tx, reportReady, to, { name }, { key: `report.ready/${id}/${key}`, about: residentId });
}

async function hearersOfReport(
  tx: Transaction,
  residentId: string,
  part: string,
): Promise<{ key: string; to: NoticeRecipient; name: string }[]> {
  const self = [{ key: 'self', to: { resident: residentId }, name: '' }];
  const { phoneSealed, bindings, actedForBy } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: {
      phoneSealed: true,
      bindings: { where: { status: 'active' }, select: { id: true } },
      actedForBy: {
        where: { status: 'active' },
        select: { actorId: true, kinship: true, actor: { select: { bindings: { where: { status: 'active' } } } } },
        orderBy: { id: 'asc' },
      },
    },
  });
  if (phoneSealed !== null || bindings.length > 0) return self;
  const family = [];
  for (const { actorId, kinship, actor } of actedForBy)
    if (await seesPart(tx, actorId, residentId, part))
      for (const { id } of actor.bindings) family.push({ key: id, to: { binding: id }, name: kinship });
  return family.length > 0 ? family : self;
}
