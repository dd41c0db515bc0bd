import { enterPaperContract as enter } from '#domain/contracts/paper.ts';
import { addMonths } from '#domain/contracts/term.ts';
import { rulesOn } from '#domain/packs/current.ts';
import type { Transaction } from '#domain/transaction.ts';

/** A contract that was signed on paper before the program was there. */
export interface PaperContract {
  residentId: string;
  doctorUserid: string;
  /** YYYY-MM-DD, the last day. */
  endsOn: string;
}

/** Enters it as running, with evidence of the kind `paper`; who has a contract already keeps it. */
export async function enterPaperContract(
  tx: Transaction,
  { residentId, doctorUserid, endsOn }: PaperContract,
): Promise<void> {
  if (await tx.prisma.contract.findFirst({ where: { residentId } })) return;
  const { termMonths } = rulesOn(tx.day.dateOf(tx.now)).contracts;
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid: doctorUserid } });
  const startsOn = tx.day.add(addMonths(endsOn, -termMonths), 1);
  await enter(tx, { residentId, doctorId: doctor.id, packages: [], startsOn, endsOn });
}
