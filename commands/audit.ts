import { auditHolds, type AuditMark, verifyAudit } from '#domain/audit/chain.ts';
import type { EvidenceCheck, EvidenceFlaw } from '#domain/contracts/verify-evidence.ts';
import { verifyEvidence } from '#domain/contracts/verify-evidence.ts';
import type { Database } from '#prisma/database.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';

/** Walks the audit's chain and the contracts' chain of evidence; the program may be running. */
export const audit: Command = {
  usage:
    '用法：npm run audit -- [以前记下的最后一条…]   核对审计链和签约证据链；断了就说出第一处，退出码 1。最后一条形如 1234:哈希，请记在别处，下次带上：末尾被截掉只有这样才看得出',
  async run({ words, print, open }) {
    const noted = words.map(markOf);
    const { database } = await open();
    const { entries, brokenAt, last } = await database.read(verifyAudit);
    print(brokenAt === undefined ? `审计链完整：${entries}条` : `审计链断了：第${brokenAt}条（共${entries}条）`);
    let lost = 0;
    for (const mark of noted) {
      if (await database.read((tx) => auditHolds(tx, mark))) continue;
      lost += 1;
      print(`审计链对不上：以前记下的第${mark.sequence}条不在了或者变了`);
    }
    const { contracts, broken } = await lastingFlaws(database);
    const [first] = broken;
    print(
      first
        ? `签约证据有问题：协议 ${first.contractId}，${flaws[first.why]}（共${broken.length}处，${contracts}份协议）`
        : `签约证据链完整：${contracts}份协议`,
    );
    if (last) print(`最后一条：${last.sequence}:${last.hash}`);
    return brokenAt === undefined && lost === 0 && !first ? exit.done : exit.failed;
  },
};

/** @throws Misused when it is not what the command prints. */
function markOf(word: string): AuditMark {
  const [, sequence, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(word) ?? [];
  if (!sequence || !hash) throw new Misused();
  return { sequence: Number(sequence), hash };
}

/** How often it is looked at before a flaw counts. */
const looks = 3;

/** A contract that is signed while the chain is walked looks like a break; one that is broken is broken at every look. */
export async function lastingFlaws(database: Database): Promise<EvidenceCheck> {
  let check = await database.read(verifyEvidence);
  for (let look = 2; look <= looks && check.broken.length > 0; look++) {
    const again = await database.read(verifyEvidence);
    const stays = ({ contractId, why }: EvidenceCheck['broken'][number]) =>
      again.broken.some((flaw) => flaw.contractId === contractId && flaw.why === why);
    check = { contracts: again.contracts, broken: check.broken.filter(stays) };
  }
  return check;
}

const flaws: Readonly<Record<EvidenceFlaw, string>> = {
  unreadable: '证据打不开',
  changed: '证据被改过',
  'row-differs': '协议和证据不一样',
  'signature-differs': '签名和证据不一样',
  'text-differs': '协议文本和签的时候不一样',
  'chain-broken': '前后的证据接不上',
};

await start(import.meta, audit);
