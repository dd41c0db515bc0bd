import type { OrganisationKind } from '#prisma/generated/sqlite/enums.ts';
import { refuse } from '../refusal.ts';
import type { AuditNote, Transaction } from '../transaction.ts';

/** What people are told of an organisation. */
export interface OrganisationFacts {
  name: string;
  shortName: string;
  address: string;
  phone: string;
  hours: string;
  way: string;
}

/** Adds an organisation below another. @throws Refusal `organisation-named` when one of this name is there. */
export async function addOrganisation(
  tx: Transaction,
  { by, ...organisation }: OrganisationFacts & { kind: OrganisationKind; parentId: string; by: AuditNote['actor'] },
): Promise<string> {
  await nameIsFree(tx, organisation.name);
  const id = tx.id();
  await tx.prisma.organisation.create({ data: { id, ...organisation } });
  const { kind, parentId } = organisation;
  tx.audit({
    actor: by,
    action: 'organisation.added',
    subject: { kind: 'organisation', id },
    detail: { kind, parentId },
  });
  return id;
}

/** Changes what people are told of it. @throws Refusal `organisation-named` when another has this name. */
export async function changeOrganisation(
  tx: Transaction,
  { id, facts, by }: { id: string; facts: Partial<OrganisationFacts>; by: AuditNote['actor'] },
): Promise<void> {
  if (facts.name !== undefined) await nameIsFree(tx, facts.name, id);
  await tx.prisma.organisation.update({ where: { id }, data: facts });
  const changed = Object.keys(facts).join(',');
  tx.audit({ actor: by, action: 'organisation.changed', subject: { kind: 'organisation', id }, detail: { changed } });
}

async function nameIsFree(tx: Transaction, name: string, but?: string): Promise<void> {
  const named = await tx.prisma.organisation.findUnique({ where: { name }, select: { id: true } });
  if (named && named.id !== but) throw refuse('organisation-named');
}
