import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import type { Evidence, Signer, SigningChannel, SigningMethod } from './evidence.ts';
import { agreementDigest, evidenceLevels, hashEvidence, sha256 } from './evidence.ts';
import { packagesOf } from './packages.ts';
import { texts, type Party } from './parties.ts';

/** The last hash of the chain. */
export const evidenceHead = 'contract.evidence-head';

/** One signature, with everything that it was put under. */
export interface Signed {
  draft: Contract;
  number: string;
  party: Pick<Party, 'identityLevel'>;
  signer: Signer;
  signing: {
    method: SigningMethod;
    channel: SigningChannel;
    shownAt: Date;
    /** Now, unless it was on paper. */
    signedAt?: Date | undefined;
    /** The PNG that was drawn. */
    signature?: Buffer | undefined;
  };
}

/**
 * Seals evidence and signature and takes the next place in the chain; what comes back is written to the contract's row
 * by the step that submits it.
 */
export async function keepEvidence(tx: Transaction, signed: Signed) {
  const row = signed.draft.id;
  const { signature } = signed.signing;
  const text = JSON.stringify(evidenceOf(tx, signed));
  const previousHash = await takeHead(tx);
  const evidenceHash = hashEvidence(text, previousHash);
  await tx.prisma.setting.update({ where: { name: evidenceHead }, data: { value: evidenceHash } });
  const seal = (column: string, plain: string) => tx.vault.seal({ table: 'Contract', column, row }, plain);
  return {
    signedBy: signed.signer.kind,
    evidenceLevel: evidenceLevels[signed.signing.method],
    evidenceSealed: seal('evidenceSealed', text),
    signatureSealed: signature ? seal('signatureSealed', signature.toString('base64')) : null,
    evidenceHash,
    previousHash,
  };
}

function evidenceOf(tx: Transaction, { draft, number, party, signer, signing }: Signed): Evidence {
  const packages = texts(draft.packages);
  const shown = packagesOf(rulesOf(draft.rulePack).contracts, packages);
  return {
    form: 1,
    contractId: draft.id,
    number,
    residentId: draft.residentId,
    doctorId: draft.doctorId,
    teamId: draft.teamId,
    centreId: draft.centreId,
    replacesId: draft.replacesId,
    rulePack: draft.rulePack,
    agreement: { version: draft.agreementVersion, sha256: agreementDigest(draft.rulePack, shown) },
    packages,
    signer,
    method: signing.method,
    channel: signing.channel,
    identityLevel: party.identityLevel,
    shownAt: signing.shownAt.toISOString(),
    signedAt: (signing.signedAt ?? tx.now).toISOString(),
    signatureSha256: signing.signature ? sha256(signing.signature) : null,
  };
}

/** The last hash; from here to the commit nobody else appends (the upsert holds the row on PostgreSQL). */
async function takeHead(tx: Transaction): Promise<string> {
  const head = await tx.sql.one<{ value: string }>(
    `INSERT INTO "Setting" ("name", "value") VALUES (?, '')
     ON CONFLICT ("name") DO UPDATE SET "value" = "Setting"."value" RETURNING "value"`,
    [evidenceHead],
  );
  return head?.value ?? '';
}
