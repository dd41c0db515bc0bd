import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { askForReferral, type ReferralRequest } from '#domain/referrals/ask.ts';
import { prepareReferral, type PreparedReferral } from '#domain/referrals/prepare.ts';
import { timeOut } from '#domain/referrals/time-out.ts';
import { contractTown } from './contract-town.ts';

/** The demo district with its hospitals' desks, and what tests of referrals do over and over. */
export async function referralTown(options: { engine?: 'sqlite' | 'postgresql'; start?: string } = {}) {
  const town = await contractTown({ start: '2026-03-02T10:00:00+08:00', ...options });
  const { transact, read } = town;
  const place = (name: string) =>
    read(async (tx) => (await tx.prisma.organisation.findFirstOrThrow({ where: { shortName: name } })).id);
  const staff = (name: string) => read(async (tx) => (await tx.prisma.staff.findFirstOrThrow({ where: { name } })).id);
  const places = {
    gongbei: await place('拱北'),
    secondHospital: await place('市二院'),
    cityHospital: await place('市人民医院'),
    districtHospital: await place('区人民医院'),
  };
  const people = { wuMin: await staff('吴敏'), sunLi: await staff('孙立'), luoWenjing: await staff('罗文静') };

  const ask = (more: Partial<ReferralRequest> = {}) =>
    transact((tx) =>
      askForReferral(tx, {
        residentId: town.ids.wangXiuying,
        askedById: town.ids.wangXiuying,
        reason: '血压高，吃药压不住',
        insurance: 'employee',
        agrees: 'to-twin',
        ...more,
      }),
    );
  const prepare = (more: Partial<PreparedReferral> = {}) => transact((tx) => prepareReferral(tx, preparedOf(more)));
  const preparedOf = (more: Partial<PreparedReferral> = {}): PreparedReferral => ({
    residentId: town.ids.wangXiuying,
    direction: 'up',
    category: '',
    urgency: 'routine',
    catalogueEntry: 'I10',
    fromOrganisationId: places.gongbei,
    toOrganisationId: places.secondHospital,
    department: '心血管内科',
    packet: { reason: '血压控制不好', findings: '168/98', results: [], criteria: ['I10.up.1'] },
    insurance: 'employee',
    doctorId: town.ids.chenZhiyuan,
    staffId: town.ids.chenZhiyuan,
    consent: 'here',
    ...more,
  });
  const referral = (id: string): Promise<Referral> =>
    read((tx) => tx.prisma.referral.findUniqueOrThrow({ where: { id } }));
  const steps = (referralId: string) =>
    read(async (tx) => {
      const rows = await tx.prisma.referralStep.findMany({ where: { referralId }, orderBy: { id: 'asc' } });
      return rows.map(({ from, to }) => `${from ?? 'none'} → ${to}`);
    });
  /** Lets the timer of the present state run out. */
  const runOut = async (id: string) => {
    const { dueAt, version } = await referral(id);
    if (dueAt === null) throw new Error('no timer runs');
    town.to(dueAt.toISOString());
    return transact((tx) => timeOut(tx, { referralId: id, version }));
  };
  const texts = async (kind: string) => (await town.told(kind)).map(({ content }) => content.text);

  return { ...town, places, people, ask, prepare, preparedOf, referral, steps, runOut, texts };
}

export type ReferralTown = Awaited<ReturnType<typeof referralTown>>;

export const anAnswer = {
  campus: '南院区',
  floor: '门诊楼3楼',
  department: '心血管内科',
  doctor: '赵一鸣',
  bring: '身份证、医保卡',
  visits: [],
};
