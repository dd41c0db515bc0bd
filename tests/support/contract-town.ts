import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { loadDistrict } from '#prisma/demo/load.ts';
import { loadPeople } from '#prisma/demo/people.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { accept } from '#domain/contracts/accept.ts';
import { openDraft, type NewDraft } from '#domain/contracts/draft.ts';
import type { Signing } from '#domain/contracts/submit.ts';
import { submit } from '#domain/contracts/submit.ts';
import { bindTo } from '#domain/residents/binding.ts';
import type { Transaction } from '#domain/transaction.ts';
import { testDatabase } from './database.ts';
import type { Beginning } from './prepared.ts';
import { drawnSignature } from './png.ts';

const districtAndPeople: Beginning = {
  name: 'district and people',
  async load(database) {
    await database.transact(loadDistrict);
    await database.transact(loadPeople);
  },
};

/** The demo district in a database of its own, with its people by first name and what tests do over and over. */
export async function contractTown(options: { engine?: 'sqlite' | 'postgresql'; start?: string } = {}) {
  const { database, clock, url } = await testDatabase({ ...options, beginning: districtAndPeople });
  const { transact, read } = database;

  const named = async (name: string) => {
    const staff = await read((tx) => tx.prisma.staff.findFirstOrThrow({ where: { name } }));
    return staff.id;
  };
  const residentBy = async (documentNumber: string) =>
    read(async (tx) => {
      const documentIndex = tx.vault.index('resident.document', documentNumber);
      const found = await tx.prisma.resident.findFirstOrThrow({ where: { documentIndex } });
      return found.id;
    });
  const [chenZhiyuan, linXiaomei, zhouWenbo, heJing, huangGuoqiang, fangMin] = await Promise.all(
    ['陈志远', '林晓梅', '周文博', '何静', '黄国强', '方敏'].map(named),
  );
  const [wangXiuying, liJianguo, chenXiaoyu, wangLele, wangJianjun] = await Promise.all(
    ['440402195803120022', '440402197907050013', '440402199211200027', '440402202209010018', '440402198805160013'].map(
      residentBy,
    ),
  );
  const ids = {
    chenZhiyuan: known(chenZhiyuan),
    linXiaomei: known(linXiaomei),
    zhouWenbo: known(zhouWenbo),
    heJing: known(heJing),
    huangGuoqiang: known(huangGuoqiang),
    fangMin: known(fangMin),
    wangXiuying: known(wangXiuying),
    liJianguo: known(liJianguo),
    chenXiaoyu: known(chenXiaoyu),
    wangLele: known(wangLele),
    wangJianjun: known(wangJianjun),
  };

  let accounts = 0;
  /** Gives a resident a WeChat account of their own. */
  const bind = (residentId: string) =>
    transact(async (tx) => {
      accounts += 1;
      const contactId = tx.id();
      const place = { table: 'Contact', column: 'accountSealed', row: contactId };
      await tx.prisma.contact.create({
        data: {
          id: contactId,
          channel: 'wechat',
          accountSealed: tx.vault.seal(place, `openid-${accounts}`),
          accountIndex: tx.vault.index('contact.account', `openid-${accounts}`),
          createdAt: tx.now,
        },
      });
      await bindTo(tx, { contactId, channel: 'wechat', residentId, by: 'desk' });
      return contactId;
    });

  /** An invented neighbour of 拱北. */
  const neighbour = (serial: number, more: { birthDate?: string } = {}) =>
    transact(async (tx) => {
      const home = await tx.prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北', kind: 'centre' } });
      return putOnFile(tx, {
        name: `邻居${serial}`,
        documentKind: 'passport',
        documentNumber: `E${String(serial).padStart(8, '0')}`,
        phone: `139${String(serial).padStart(8, '0')}`,
        birthDate: more.birthDate ?? '1980-01-01',
        sex: 'male',
        address: '拱北侨光路1号',
        homeCentreId: home.id,
        tags: [],
      });
    });

  const draft = (more: Partial<NewDraft> & { residentId: string }) => transact((tx) => openDraft(tx, draftOf(more)));

  const draftOf = (more: Partial<NewDraft> & { residentId: string }): NewDraft => ({
    doctorId: ids.chenZhiyuan,
    packages: [],
    by: { kind: 'resident', id: more.residentId },
    replaces: 'nothing',
    ...more,
  });

  /** Chooses and signs in one go, as one who draws on the page. */
  const sign = (more: Partial<NewDraft> & { residentId: string }, how: Partial<Signing> = {}) =>
    transact(async (tx) => {
      const { id } = await openDraft(tx, draftOf(more));
      return submit(tx, id, signingOf(tx, more.residentId, how));
    });

  /** … and the doctor accepts. */
  const signed = async (more: Partial<NewDraft> & { residentId: string }) => {
    const { contractId } = await sign(more);
    const { doctorId } = await contract(contractId);
    await transact((tx) => accept(tx, { contractId, staffId: doctorId }));
    return contractId;
  };

  const contract = (id: string): Promise<Contract> =>
    read((tx) => tx.prisma.contract.findUniqueOrThrow({ where: { id } }));

  /** What was written to whom, by kind. */
  const told = (kind: string) =>
    read(async (tx) => {
      const deliveries = await tx.prisma.delivery.findMany({ where: { kind }, orderBy: { id: 'asc' } });
      return deliveries.map((delivery) => ({
        ...delivery,
        content: JSON.parse(
          tx.vault.open({ table: 'Delivery', column: 'contentSealed', row: delivery.id }, delivery.contentSealed),
        ) as { text: string; card?: { title: string; lines: { name: string; value: string }[] } },
      }));
    });

  /** The places that each doctor holds, counted by the rows themselves. */
  const countedPlaces = (doctorId: string) =>
    read(async (tx) => {
      const open = await tx.prisma.contract.findMany({
        where: { doctorId, interimForId: null, status: { in: ['active', 'submitted'] } },
      });
      return new Set(open.map(({ residentId }) => residentId)).size;
    });

  const held = (doctorId: string) =>
    read(async (tx) => (await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId } })).contractsHeld);

  const capacity = (doctorId: string, contractCapacity: number | null) =>
    transact((tx) => tx.prisma.staff.update({ where: { id: doctorId }, data: { contractCapacity } }));

  const later = (minutes: number) => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));
  const to = (instant: string) => clock.moveTo(new Date(instant));

  return {
    database,
    clock,
    url,
    ids,
    transact,
    read,
    bind,
    neighbour,
    draft,
    sign,
    signed,
    contract,
    told,
    countedPlaces,
    held,
    capacity,
    later,
    to,
  };
}

export type ContractTown = Awaited<ReturnType<typeof contractTown>>;

export function signingOf(tx: Transaction, residentId: string, how: Partial<Signing> = {}): Signing {
  return {
    signer: { residentId },
    method: 'page',
    channel: { name: 'wechat', contactId: null, account: null },
    shownAt: tx.now,
    signature: drawnSignature,
    ...how,
  };
}

function known(id: string | undefined): string {
  if (id === undefined) throw new Error('somebody of the demo is missing');
  return id;
}
