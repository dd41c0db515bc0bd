import type { Delegation, Resident } from '#prisma/generated/sqlite/client.ts';
import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';
import { openField } from './columns.ts';
import { sayPowers } from './family-rules.ts';
import { delegatedPowers } from './family.ts';

/** One line of 家人 that a resident can look at and end. */
export interface FamilyTie {
  delegationId: string;
  /**
   * `acting`: the resident acts for them. `asked`: has asked to. `acted-for`: they act for the resident. `helping`: they
   * help the resident's child.
   */
  side: 'acting' | 'asked' | 'acted-for' | 'helping';
  kind: DelegationKind;
  /** The other one; for `helping` the helper. */
  name: string;
  /** What the acting one calls the subject. */
  kinship: string;
  /** `helping`: the child. */
  childName: string | undefined;
  /** 预约、接收提醒; empty while it is only asked for. */
  powers: string;
  /** The desk has looked, or need not. */
  checked: boolean;
}

type Row = Delegation & { actor: Resident; subject: Resident };

/** Everything between a resident and others, whichever side they are on, by when it began. */
export async function familyTies(tx: Transaction, residentId: string): Promise<FamilyTie[]> {
  const childrenOf = {
    actedForBy: { some: { actorId: residentId, kind: 'guardian' as const, status: 'active' as const } },
  };
  const rows = await tx.prisma.delegation.findMany({
    where: {
      OR: [
        { actorId: residentId, status: { in: ['pending', 'active'] } },
        { subjectId: residentId, status: 'active' },
        { kind: 'helper', status: 'active', subject: childrenOf },
      ],
    },
    include: { actor: true, subject: true },
    orderBy: { createdAt: 'asc' },
  });
  const ties: FamilyTie[] = [];
  for (const row of rows) ties.push(await tieOf(tx, residentId, row));
  return ties.filter(({ side, powers }) => side === 'asked' || powers !== '');
}

async function tieOf(tx: Transaction, residentId: string, row: Row): Promise<FamilyTie> {
  const { id, kind, kinship, status, actor, subject } = row;
  const side = sideOf(residentId, row);
  const other = side === 'acting' || side === 'asked' ? subject : actor;
  return {
    delegationId: id,
    side,
    kind,
    kinship,
    name: nameOf(tx, other),
    childName: side === 'helping' ? nameOf(tx, subject) : undefined,
    powers: status === 'active' ? sayPowers(await delegatedPowers(tx, row)) : '',
    checked: row.verifiedAt !== null,
  };
}

function sideOf(residentId: string, { actorId, subjectId, status }: Row): FamilyTie['side'] {
  if (actorId === residentId) return status === 'pending' ? 'asked' : 'acting';
  return subjectId === residentId ? 'acted-for' : 'helping';
}

function nameOf(tx: Transaction, { id, nameSealed }: Resident): string {
  return openField(tx, id, 'nameSealed', nameSealed);
}
