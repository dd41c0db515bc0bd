import { readDocument } from '#domain/residents/document.ts';
import { findByDocument } from '#domain/residents/find.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { residentTags } from '#domain/residents/rules.ts';
import type { Transaction } from '#domain/transaction.ts';
import { enterPaperContract } from './paper-contract.ts';
import type { DemoResident } from './residents.ts';
import { relations, residents, runningContract } from './residents.ts';

/** Puts the demo's residents on file, with who acts for whom and the contract that runs; who is there already stays. */
export async function loadPeople(tx: Transaction): Promise<void> {
  const ids = new Map<string, string>();
  for (const resident of residents) ids.set(resident.key, await onFile(tx, resident));
  for (const { actor, subject, ...relation } of relations)
    await relate(tx, { ...relation, actorId: known(ids, actor), subjectId: known(ids, subject) });
  await enterPaperContract(tx, {
    residentId: known(ids, runningContract.resident),
    doctorUserid: runningContract.doctor,
    endsOn: tx.day.add(tx.day.dateOf(tx.now), runningContract.endsInDays),
  });
}

async function onFile(
  tx: Transaction,
  { document, name, phone, sex, centre, address, tags }: DemoResident,
): Promise<string> {
  const read = readDocument(document, tx.day.dateOf(tx.now));
  if ('problem' in read || !read.birthDate) throw new Error(`the demo's document of ${name} is none: fix the data`);
  const kept = await findByDocument(tx, read.kind, read.number);
  if (kept) return kept.id;
  const home = await tx.prisma.organisation.findFirstOrThrow({ where: { kind: 'centre', shortName: centre } });
  return putOnFile(tx, {
    name,
    documentKind: read.kind,
    documentNumber: read.number,
    phone,
    birthDate: read.birthDate,
    sex,
    address,
    homeCentreId: home.id,
    tags: residentTags.filter((tag) => tags.includes(tag)),
  });
}

async function relate(
  tx: Transaction,
  relation: { actorId: string; subjectId: string; kind: 'guardian' | 'agent'; kinship: string },
): Promise<void> {
  const { actorId, subjectId } = relation;
  if (await tx.prisma.delegation.findFirst({ where: { actorId, subjectId } })) return;
  await tx.prisma.delegation.create({
    data: { id: tx.id(), ...relation, status: 'active', verifiedAt: tx.now, grantedById: subjectId, createdAt: tx.now },
  });
}

function known(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`the demo names ${key}, who is not in it`);
  return id;
}
