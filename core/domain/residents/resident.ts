import type { DocumentKind, IdentityLevel, Sex } from '#prisma/generated/sqlite/enums.ts';
import type { Resident } from '#prisma/generated/sqlite/client.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { AuditNote, Transaction } from '../transaction.ts';
import { openField } from './columns.ts';
import { isAdultAt, tagsAt, type ResidentTag } from './rules.ts';

/** A resident with everything readable. */
export interface ResidentView {
  id: string;
  identityLevel: IdentityLevel;
  name: string;
  documentKind: DocumentKind;
  documentNumber: string;
  phone: string | undefined;
  birthDate: string;
  /** Full years today, by the document. */
  age: number;
  /** Consents and signs for themselves. */
  adult: boolean;
  sex: Sex;
  area: string;
  address: string | undefined;
  homeCentreId: string | undefined;
  gridId: string | undefined;
  /** Those of age among them; `shownTags` before they are shown to residents. */
  tags: ResidentTag[];
  diedOn: string | undefined;
}

/** Who looks, and why: `contract.review`, `identity.check`. */
export interface Look {
  actor: AuditNote['actor'];
  purpose: string;
}

/**
 * Reads somebody in full; of a merged registration the resident that it turned out to be. A look by anybody but the
 * resident or the program is audited, so it needs a transaction.
 *
 * @throws SealBroken for a row that cannot be read; an error when there is no such row.
 */
export async function readResident(tx: Transaction, id: string, look: Look): Promise<ResidentView> {
  const row = await residentRow(tx, id);
  const { actor, purpose } = look;
  const own = actor.kind === 'system' || (actor.kind === 'resident' && actor.id === row.id);
  if (!own) tx.audit({ actor, action: 'resident.read', subject: { kind: 'resident', id: row.id }, purpose });
  return viewOf(tx, row);
}

/** The names of residents by id, for lists. */
export async function residentNames(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.prisma.resident.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, nameSealed: true },
  });
  return new Map(rows.map(({ id, nameSealed }) => [id, openField(tx, id, 'nameSealed', nameSealed)]));
}

/** One name. */
export async function residentName(tx: Transaction, id: string): Promise<string> {
  const { nameSealed } = await tx.prisma.resident.findUniqueOrThrow({ where: { id }, select: { nameSealed: true } });
  return openField(tx, id, 'nameSealed', nameSealed);
}

/** The row of a resident, or of the one that a registration was merged into. */
export async function residentRow(tx: Transaction, id: string): Promise<Resident> {
  const row = await tx.prisma.resident.findUniqueOrThrow({ where: { id } });
  return row.mergedIntoId === null ? row : residentRow(tx, row.mergedIntoId);
}

async function viewOf(tx: Transaction, row: Resident): Promise<ResidentView> {
  const today = tx.day.dateOf(tx.now);
  const rules = (await rulesAt(tx, row.homeCentreId)).identity;
  const age = tx.day.ageOn(row.birthDate, today);
  return {
    id: row.id,
    identityLevel: row.identityLevel,
    name: openField(tx, row.id, 'nameSealed', row.nameSealed),
    documentKind: row.documentKind,
    documentNumber: openField(tx, row.id, 'documentSealed', row.documentSealed),
    phone: row.phoneSealed === null ? undefined : openField(tx, row.id, 'phoneSealed', row.phoneSealed),
    birthDate: row.birthDate,
    age,
    adult: isAdultAt(age, rules),
    sex: row.sex,
    area: row.area,
    address: row.addressSealed === null ? undefined : openField(tx, row.id, 'addressSealed', row.addressSealed),
    homeCentreId: row.homeCentreId ?? undefined,
    gridId: row.gridId ?? undefined,
    tags: tagsAt(row.tags, age, rules),
    diedOn: row.diedOn ?? undefined,
  };
}
