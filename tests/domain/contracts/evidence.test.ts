import { describe, expect, test } from 'vitest';
import { hashEvidence, readEvidence, sha256 } from '#domain/contracts/evidence.ts';
import { verifyEvidence } from '#domain/contracts/verify-evidence.ts';
import type { Prisma } from '#prisma/generated/sqlite/client.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { drawnSignature } from '#tests/support/png.ts';

describe('the evidence of a signature', async () => {
  const town = await contractTown();
  const { ids, transact, read } = town;
  const neighbours = await Promise.all([1, 2, 3].map((serial) => town.neighbour(serial)));
  const contracts: string[] = [];
  for (const residentId of neighbours)
    contracts.push((await town.sign({ residentId, packages: ['chronic'] })).contractId);
  const second = contracts[1] ?? '';

  test('text version, signature, times, channel and level are kept, hashed together and chained', async () => {
    const contract = await town.contract(second);
    const evidence = await read(async (tx) => readEvidence(tx, contract));
    expect(evidence).toMatchObject({
      form: 1,
      contractId: second,
      residentId: neighbours[1],
      doctorId: ids.chenZhiyuan,
      agreement: { version: '2026-01' },
      packages: ['basic', 'chronic'],
      signer: { kind: 'self' },
      method: 'page',
      channel: { name: 'wechat' },
      identityLevel: 'verified',
      signatureSha256: sha256(drawnSignature),
    });
    expect(contract).toMatchObject({ evidenceLevel: 'hand-signed', signedBy: 'self' });
    expect(contract.previousHash).toBe((await town.contract(contracts[0] ?? '')).evidenceHash);
    expect(contract.evidenceHash).toBe(hashEvidence(JSON.stringify(evidence), contract.previousHash ?? ''));
  });

  test('the signature is sealed: neither it nor a name stands in the row', async () => {
    const contract = await town.contract(second);
    const row = JSON.stringify(contract);
    expect(row).not.toContain(drawnSignature.toString('base64').slice(0, 24));
    expect(row).not.toContain('邻居');
  });

  test('untouched, the whole chain is sound', async () => {
    expect(await read(verifyEvidence)).toEqual({ contracts: 4, broken: [] });
  });

  test('the audit, which cannot be changed, knows each hash too', async () => {
    const { evidenceHash } = await town.contract(second);
    const entry = await read((tx) =>
      tx.prisma.auditEntry.findFirstOrThrow({ where: { subjectId: second, action: 'contract.submitted' } }),
    );
    expect(entry.detail).toMatchObject({ evidence: evidenceHash });
  });

  /** Changes the second contract's row, looks, and puts it back. */
  const tampered = async (data: Prisma.ContractUncheckedUpdateInput) => {
    const { packages, ...before } = await town.contract(second);
    await transact((tx) => tx.prisma.contract.update({ where: { id: second }, data }));
    const { broken } = await read(verifyEvidence);
    await transact((tx) =>
      tx.prisma.contract.update({ where: { id: second }, data: { ...before, packages: packages ?? [] } }),
    );
    return broken;
  };
  const flaw = (why: string) => expect.objectContaining({ contractId: second, why });

  test('another doctor, resident, package, time or number in the row is found', async () => {
    for (const data of [
      { doctorId: ids.linXiaomei },
      { residentId: ids.liJianguo },
      { packages: ['basic'] },
      { submittedAt: new Date('2026-01-01T00:00:00Z') },
      { number: 'QY2026999999' },
    ])
      expect(await tampered(data)).toContainEqual(flaw('row-differs'));
  });

  test('another signature is found, and none', async () => {
    const { signatureSealed } = await town.contract(contracts[0] ?? '');
    expect(await tampered({ signatureSealed })).toContainEqual(flaw('signature-differs'));
    expect(await tampered({ signatureSealed: null })).toContainEqual(flaw('signature-differs'));
  });

  test('evidence from another contract does not even open', async () => {
    const { evidenceSealed } = await town.contract(contracts[0] ?? '');
    expect(await tampered({ evidenceSealed })).toContainEqual(flaw('unreadable'));
  });

  test('evidence that was sealed anew with other contents is found', async () => {
    const contract = await town.contract(second);
    const evidence = await read(async (tx) => readEvidence(tx, contract));
    const other = JSON.stringify({ ...evidence, signer: { kind: 'agent', residentId: ids.liJianguo } });
    const evidenceSealed = await read(async (tx) =>
      tx.vault.seal({ table: 'Contract', column: 'evidenceSealed', row: second }, other),
    );
    expect(await tampered({ evidenceSealed })).toContainEqual(flaw('changed'));
  });

  test('evidence rewritten together with its hash breaks the chain after it', async () => {
    const contract = await town.contract(second);
    const evidence = await read(async (tx) => readEvidence(tx, contract));
    const other = JSON.stringify({ ...evidence, method: 'chat' });
    const evidenceSealed = await read(async (tx) =>
      tx.vault.seal({ table: 'Contract', column: 'evidenceSealed', row: second }, other),
    );
    const evidenceHash = hashEvidence(other, contract.previousHash ?? '');
    const broken = await tampered({ evidenceSealed, evidenceHash });
    expect(broken.map(({ why }) => why)).toContain('chain-broken');
  });

  test('a removed contract is found, in the middle and at the end', async () => {
    for (const id of [second, contracts[2] ?? '']) {
      const { packages, ...before } = await town.contract(id);
      await transact((tx) => tx.prisma.contract.delete({ where: { id } }));
      const { broken } = await read(verifyEvidence);
      expect(broken.map(({ why }) => why)).toContain('chain-broken');
      await transact((tx) => tx.prisma.contract.create({ data: { ...before, packages: packages ?? [] } }));
    }
    expect((await read(verifyEvidence)).broken).toEqual([]);
  });
});
