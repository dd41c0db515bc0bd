import type { OrganisationKind } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';
import { mentions } from './rules.ts';

/** What everybody may know of an organisation, without an account. */
export interface Place {
  id: string;
  kind: OrganisationKind;
  name: string;
  /** What people say: 拱北. */
  shortName: string;
  address: string;
  phone: string;
  /** Sentences without a full stop at their end; empty when nobody wrote them down. */
  hours: string;
  way: string;
}

const publicColumns = {
  id: true,
  kind: true,
  name: true,
  shortName: true,
  address: true,
  phone: true,
  hours: true,
  way: true,
} as const;

/** The places of a kind that are in service, the likeliest first. `first` is put in front: somebody's home centre. */
export async function placesOfKind(
  tx: Transaction,
  kinds: readonly OrganisationKind[],
  first?: string | undefined,
): Promise<Place[]> {
  const places = await tx.prisma.organisation.findMany({
    where: { active: true, kind: { in: [...kinds] } },
    select: publicColumns,
    // What is asked about most comes first: where clinics are held; stations after centres.
    orderBy: [{ schedules: { _count: 'desc' } }, { kind: 'asc' }, { name: 'asc' }],
  });
  return [...places.filter(({ id }) => id === first), ...places.filter(({ id }) => id !== first)];
}

/** One place, in service or not; undefined when there is none of this id. */
export async function placeOf(tx: Transaction, id: string): Promise<Place | undefined> {
  return (await tx.prisma.organisation.findUnique({ where: { id }, select: publicColumns })) ?? undefined;
}

/**
 * The places that somebody's words mean: “拱北的夜门诊”, “香洲区前山北社区卫生服务中心”, “市二院”. Several when the words
 * fit several; none when they name none.
 */
export async function placesSaid(tx: Transaction, said: string, kinds: readonly OrganisationKind[]): Promise<Place[]> {
  return mentions(said, await placesOfKind(tx, kinds));
}
