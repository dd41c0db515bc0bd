import { agreementDigest } from '#domain/contracts/evidence.ts';
import { keepEvidence } from '#domain/contracts/keep-evidence.ts';
import { nextNumber } from '#domain/contracts/number.ts';
import { packageCodes, packagesOf } from '#domain/contracts/packages.ts';
import { takePlace } from '#domain/contracts/places.ts';
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
  const rules = rulesOn(tx.day.dateOf(tx.now));
  const doctor = await tx.prisma.staff.findUniqueOrThrow({
    where: { wecomUserid: doctorUserid },
    include: { memberships: true },
  });
  const teamId = doctor.memberships[0]?.teamId;
  if (!teamId) throw new Error(`${doctorUserid} is in no team`);
  const id = tx.id();
  const startsOn = tx.day.add(addMonths(endsOn, -rules.contracts.termMonths), 1);
  const signedAt = tx.day.at(startsOn, '09:00');
  const number = await nextNumber(tx);
  const packages = packageCodes(rules.contracts, []);
  const parties = { residentId, doctorId: doctor.id, teamId, centreId: doctor.organisationId };
  const evidence = await keepEvidence(
    tx,
    {
      contractId: id,
      number,
      ...parties,
      replacesId: null,
      rulePack: rules.version,
      agreement: {
        version: rules.contracts.agreement.version,
        sha256: agreementDigest(rules.version, packagesOf(rules.contracts, packages)),
      },
      packages,
      signer: { kind: 'self' },
      method: 'paper',
      channel: { name: 'desk', contactId: null, account: null },
      identityLevel: 'verified',
      shownAt: signedAt.toISOString(),
      signedAt: signedAt.toISOString(),
    },
    undefined,
  );
  await takePlace(tx, { id, residentId, doctorId: doctor.id, interimForId: null });
  await tx.prisma.contract.create({
    data: {
      id,
      number,
      ...parties,
      status: 'active',
      origin: 'doctor',
      rulePack: rules.version,
      agreementVersion: rules.contracts.agreement.version,
      packages,
      startsOn,
      endsOn,
      createdAt: signedAt,
      submittedAt: signedAt,
      decidedAt: signedAt,
      decidedById: doctor.id,
      ...evidence,
    },
  });
  tx.audit({
    actor: { kind: 'system' },
    action: 'contract.entered',
    subject: { kind: 'contract', id },
    detail: { number },
  });
}
