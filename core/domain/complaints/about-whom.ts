import { subtreeOf } from '../organisations/tree.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Who is meant by what somebody writes of whom they complain of (“陈志远”, “陈医生”, “前台护士”), among those who work at
 * the place or below it. Where the words fit several, who could decide it is taken to be meant, so that it never comes to
 * them; null when nobody on the staff record is named.
 */
export async function staffMeant(tx: Transaction, organisationId: string, said: string): Promise<string | null> {
  const staff = await tx.prisma.staff.findMany({
    where: {
      active: true,
      OR: [
        { organisationId: { in: await subtreeOf(tx, organisationId) } },
        { roles: { some: { organisationId: { in: await subtreeOf(tx, organisationId) } } } },
      ],
    },
    select: { id: true, name: true, title: true, roles: { select: { role: true } } },
    orderBy: { id: 'asc' },
  });
  const named = staff.filter(({ name }) => said.includes(name));
  const meant = named.length > 0 ? named : staff.filter(({ name, title }) => isCalled(said, name, title));
  const deciding = meant.find(({ roles }) => roles.some(({ role }) => administratorRoles.includes(role)));
  return (deciding ?? (meant.length === 1 ? meant[0] : undefined))?.id ?? null;
}

/** 陈医生, 何护士, 黄主任: the surname with what people call them. */
function isCalled(said: string, name: string, title: string): boolean {
  const [surname = ''] = name;
  const calling = new RegExp(`${surname}(医生|大夫|医师|护士|主任|院长|站长|科长|老师)`, 'u').exec(said)?.[1];
  if (calling === undefined) return false;
  if (calling === '护士') return title.includes('护士');
  return !(title.includes('护士') && /医|大夫/u.test(calling));
}
