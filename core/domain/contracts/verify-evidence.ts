import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import type { Evidence } from './evidence.ts';
import { agreementDigest, evidenceText, hashEvidence, readEvidence, sha256 } from './evidence.ts';
import { evidenceHead } from './keep-evidence.ts';
import { packageCodes, packagesOf } from './packages.ts';

export interface EvidenceCheck {
  contracts: number;
  broken: { contractId: string; why: EvidenceFlaw }[];
}

/**
 * `unreadable`: the sealed text does not open. `changed`: it is not what was hashed. `row-differs`: the row says something
 * else than what was signed. `signature-differs`: another picture. `text-differs`: the agreement or packages of the rule
 * pack are not those that were shown. `chain-broken`: the contract before it is gone, or the last one is.
 */
export type EvidenceFlaw =
  | 'unreadable'
  | 'changed'
  | 'row-differs'
  | 'signature-differs'
  | 'text-differs'
  | 'chain-broken';

const rowsAPage = 500;

/** Walks the evidence of all contracts. For the operators' command and for tests; reads page by page. */
export async function verifyEvidence(tx: Transaction): Promise<EvidenceCheck> {
  const broken: EvidenceCheck['broken'] = [];
  const links: { id: string; hash: string; previous: string }[] = [];
  for (let after = ''; ; ) {
    const page = await tx.prisma.contract.findMany({
      where: { evidenceHash: { not: null }, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: rowsAPage,
    });
    for (const contract of page) {
      const why = await flawOf(tx, contract);
      if (why) broken.push({ contractId: contract.id, why });
      links.push({ id: contract.id, hash: contract.evidenceHash ?? '', previous: contract.previousHash ?? '' });
    }
    const last = page.at(-1);
    if (!last || page.length < rowsAPage) break;
    after = last.id;
  }
  const head = await tx.prisma.setting.findUnique({ where: { name: evidenceHead } });
  return { contracts: links.length, broken: [...broken, ...brokenLinks(links, head?.value ?? '')] };
}

async function flawOf(tx: Transaction, contract: Contract): Promise<EvidenceFlaw | undefined> {
  let evidence: Evidence;
  try {
    if (hashEvidence(evidenceText(tx, contract), contract.previousHash ?? '') !== contract.evidenceHash)
      return 'changed';
    evidence = readEvidence(tx, contract);
  } catch {
    return 'unreadable';
  }
  if (!(await agrees(tx, contract, evidence))) return 'row-differs';
  if (signatureOf(tx, contract) !== evidence.signatureSha256) return 'signature-differs';
  const { contracts } = rulesOf(evidence.rulePack);
  const shown = packagesOf(contracts, packageCodes(contracts, evidence.packages));
  return agreementDigest(evidence.rulePack, shown) === evidence.agreement.sha256 ? undefined : 'text-differs';
}

/** A merged identity and an interim leader are the two ways in which a row may rightly name somebody else. */
async function agrees(tx: Transaction, contract: Contract, evidence: Evidence): Promise<boolean> {
  const same =
    evidence.contractId === contract.id &&
    evidence.number === contract.number &&
    evidence.rulePack === contract.rulePack &&
    evidence.agreement.version === contract.agreementVersion &&
    JSON.stringify(evidence.packages) === JSON.stringify(contract.packages) &&
    evidence.signedAt === contract.submittedAt?.toISOString();
  if (!same || !(await isWithSigned(tx, contract, evidence.doctorId))) return false;
  if (evidence.residentId === contract.residentId) return true;
  const signed = await tx.prisma.resident.findUnique({ where: { id: evidence.residentId } });
  return signed?.mergedIntoId === contract.residentId;
}

async function isWithSigned(tx: Transaction, contract: Contract, signedWith: string): Promise<boolean> {
  if (contract.doctorId === signedWith) return true;
  const doctor = await tx.prisma.staff.findUnique({ where: { id: signedWith }, select: { active: true } });
  return contract.interimForId !== null && doctor?.active === false;
}

function signatureOf(tx: Transaction, { id, signatureSealed }: Contract): string | null {
  if (signatureSealed === null) return null;
  try {
    const plain = tx.vault.open({ table: 'Contract', column: 'signatureSealed', row: id }, signatureSealed);
    return sha256(Buffer.from(plain, 'base64'));
  } catch {
    return 'unreadable';
  }
}

/** Each hash but the last is the previous one of exactly one other, and the last is the head. */
function brokenLinks(links: readonly { id: string; hash: string; previous: string }[], head: string) {
  const known = new Set(links.map(({ hash }) => hash));
  const followed = new Set<string>();
  const broken: EvidenceCheck['broken'] = [];
  for (const { id, previous } of links) {
    if ((previous !== '' && !known.has(previous)) || followed.has(previous))
      broken.push({ contractId: id, why: 'chain-broken' });
    followed.add(previous);
  }
  for (const { id, hash } of links)
    if (!followed.has(hash) && hash !== head) broken.push({ contractId: id, why: 'chain-broken' });
  if (head !== '' && !known.has(head)) broken.push({ contractId: 'the last one', why: 'chain-broken' });
  return broken;
}
