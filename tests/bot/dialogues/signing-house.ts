import { accept } from '#domain/contracts/accept.ts';
import { bindAccount } from '#bot/dialogues/bind.ts';
import { signContract } from '#bot/dialogues/sign.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { wangXiuying } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

/** A house that signs, with neighbours who come as they are needed. */
export async function signingHouse() {
  const town = await house({ dialogues: [bindAccount, signContract] });
  const { transact, read } = town.database;

  let serial = 0;
  /** Somebody new on file in 拱北, with an account. */
  async function somebody(birthDate = '1980-01-01', tags: readonly '高血压'[] = []) {
    serial += 1;
    const residentId = await transact((tx) =>
      putOnFile(tx, {
        ...wangXiuying,
        name: `邻居${'一二三四五六七八九十'[serial % 10]}`,
        documentKind: 'passport',
        documentNumber: `E${String(serial).padStart(8, '0')}`,
        phone: `139${String(serial).padStart(8, '0')}`,
        birthDate,
        address: '拱北侨光路1号',
        tags,
      }),
    );
    const phone = town.phone(`neighbour-${serial}`);
    await phone.bind(residentId);
    return { residentId, phone };
  }

  const contractOf = (residentId: string) =>
    read((tx) =>
      tx.prisma.contract.findFirst({ where: { residentId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
    );
  const acceptLast = async (residentId: string) => {
    const contract = await contractOf(residentId);
    await transact((tx) => accept(tx, { contractId: contract?.id ?? '', staffId: contract?.doctorId ?? '' }));
    return contract?.id ?? '';
  };

  return { ...town, transact, read, somebody, contractOf, acceptLast };
}
