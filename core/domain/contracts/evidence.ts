import { createHash } from 'node:crypto';
import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { rulesOf } from '../packs/current.ts';
import type { ServicePackage } from '../packs/rule-pack.ts';
import type { Transaction } from '../transaction.ts';

/**
 * What is kept of a signature (domain.md §2; 电子签名法 第13条): which text, by whom, how, when, over which account. It is
 * evidence and no more is claimed. The JSON is sealed as it was hashed; SHA-256 over it and the hash before it makes a
 * chain over all contracts, which `verifyEvidence` walks.
 */
export interface Evidence {
  form: 1;
  contractId: string;
  number: string;
  residentId: string;
  doctorId: string;
  teamId: string;
  centreId: string;
  replacesId: string | null;
  rulePack: string;
  agreement: { version: string; sha256: string };
  packages: string[];
  signer: Signer;
  method: SigningMethod;
  channel: SigningChannel;
  identityLevel: string;
  /** Instants, ISO 8601 in UTC. */
  shownAt: string;
  signedAt: string;
  /** Of the PNG; null where nobody drew. */
  signatureSha256: string | null;
}

/** Whose hand or word it was. A helper reads out and points for who cannot write; a member of staff witnesses it. */
export type Signer =
  | { kind: 'self' }
  | { kind: 'guardian' | 'agent'; residentId: string }
  | { kind: 'helper'; name: string; witnessId: string };

/** `paper`: signed at the centre before this program was there, and entered by staff. */
export type SigningMethod = 'page' | 'chat' | 'code' | 'witness' | 'paper';

export interface SigningChannel {
  name: 'wechat' | 'wecom' | 'wechaty' | 'sms' | 'desk';
  contactId: string | null;
  /** The blind index of the platform's account. */
  account: string | null;
}

/** Stored beside the contract, strongest first. */
export const evidenceLevels = {
  page: 'hand-signed',
  witness: 'witnessed',
  code: 'code-confirmed',
  chat: 'chat-confirmed',
  paper: 'paper',
} as const satisfies Record<SigningMethod, string>;

/** Hashes evidence into the chain: `sealed` is exactly the text that the hash covers. */
export function hashEvidence(text: string, previousHash: string): string {
  return createHash('sha256').update(`${previousHash}\n${text}`).digest('hex');
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Everything that the person had before their eyes: the agreement and the packages with items and prices. */
export function agreementDigest(rulePack: string, packages: readonly ServicePackage[]): string {
  return sha256(JSON.stringify([rulesOf(rulePack).contracts.agreement, packages]));
}

/** The evidence of one contract, unsealed: for the console, a paper copy, a court. */
export function readEvidence(tx: Pick<Transaction, 'vault'>, contract: SealedEvidence): Evidence {
  // Written by `keepEvidence` and nobody else; its form is part of it.
  return JSON.parse(evidenceText(tx, contract)) as Evidence;
}

export function evidenceText(tx: Pick<Transaction, 'vault'>, { id, evidenceSealed }: SealedEvidence): string {
  if (evidenceSealed === null) throw new Error(`contract ${id} has no evidence`);
  return tx.vault.open({ table: 'Contract', column: 'evidenceSealed', row: id }, evidenceSealed);
}

type SealedEvidence = Pick<Contract, 'id' | 'evidenceSealed'>;
