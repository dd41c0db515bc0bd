import { maskName } from '#kit/mask.ts';
import type { Contract } from '#prisma/generated/sqlite/client.ts';
import type { NoticeDefinition } from '../notices/notice.ts';
import { send } from '../notices/send.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { shortNumber } from './number.ts';
import { whoIsTold } from './parties.ts';

type Told = Pick<Contract, 'id' | 'number' | 'residentId' | 'doctorId' | 'centreId' | 'version'>;

/** What every notice about a contract names; the resident's name is masked, the doctor's is a public word. */
export interface Named {
  name: string;
  doctor: string;
  /** Its last digits. */
  number: string;
  /** The centre's. */
  phone: string;
}

/**
 * Tells the resident's side: themselves, or the guardian or agent of who has no account.
 * @param when part of the key: the same event is told once.
 */
export async function tellResident<Data>(
  tx: Transaction,
  definition: NoticeDefinition<Data>,
  contract: Told,
  data: (named: Named) => Data,
  when: { key?: string; expiresAt?: Date | undefined } = {},
): Promise<void> {
  const { doctorId, centreId, residentId } = contract;
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId }, select: { name: true } });
  const centre = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: centreId }, select: { phone: true } });
  const named: Named = {
    name: maskName(await residentName(tx, residentId)),
    doctor: doctor.name,
    number: shortNumber(contract.number),
    phone: centre.phone,
  };
  for (const resident of await whoIsTold(tx, residentId)) {
    const key = `${definition.name}/${contract.id}/${when.key ?? contract.version}/${resident}`;
    await send(tx, definition, { resident }, data(named), { key, expiresAt: when.expiresAt });
  }
}

/** Tells one member of staff; `cardTaskId` names a card that will be answered. */
export async function tellStaff<Data>(
  tx: Transaction,
  definition: NoticeDefinition<Data>,
  staffId: string,
  data: Data,
  { key, cardTaskId }: { key: string; cardTaskId?: string | undefined },
): Promise<void> {
  await send(tx, definition, { staff: staffId }, data, { key: `${definition.name}/${key}/${staffId}`, cardTaskId });
}
