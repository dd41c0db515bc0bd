import type { PlanKind } from '../packs/follow-up-rules.ts';
import type { Transaction } from '../transaction.ts';
import type { Audience, ResidentAudience, roles, StaffAudience } from './audience.ts';

/** The names of what an audience refers to by id. */
export type NameOf = (id: string) => string;

/**
 * The audience as a sentence, complete: two audiences that differ are said differently.
 * 拱北、香湾的居民：65岁以上，女，有高血压或糖尿病，已签约陈志远医生，正在做高血压随访，绑定了账号。
 */
export function sayAudience(of: Audience, nameOf: NameOf): string {
  return of.of === 'staff' ? sayStaff(of, nameOf) : sayResidents(of, nameOf);
}

/** Reads the names that the sentence needs. */
export async function audienceNames(tx: Transaction, of: Audience): Promise<NameOf> {
  const names = new Map<string, string>();
  const places = await tx.prisma.organisation.findMany({ where: { id: { in: of.places } } });
  for (const { id, shortName } of places) names.set(id, shortName);
  if (of.of === 'residents') {
    const doctor = of.doctor && (await tx.prisma.staff.findUnique({ where: { id: of.doctor } }));
    if (doctor) names.set(doctor.id, doctor.name);
    const team = of.team && (await tx.prisma.team.findUnique({ where: { id: of.team } }));
    if (team) names.set(team.id, team.name);
  }
  return (id) => names.get(id) ?? id;
}

function sayResidents(of: ResidentAudience, nameOf: NameOf): string {
  const { places, tags, ageFrom, ageTo, sex, contract, doctor, team, plans, account } = of;
  const conditions = [
    ...sayAges(ageFrom, ageTo),
    ...(sex === undefined ? [] : [sex === 'female' ? '女' : '男']),
    ...(tags === undefined ? [] : [`属于${tags.join('或')}`]),
    ...(contract === undefined ? [] : [contract === 'signed' ? '已签约' : '没有签约']),
    ...(doctor === undefined ? [] : [`签约医生是${nameOf(doctor)}`]),
    ...(team === undefined ? [] : [`签约团队是${nameOf(team)}`]),
    ...(plans === undefined ? [] : [`正在做${plans.map((plan) => planNames[plan]).join('或')}`]),
    ...(account === undefined ? [] : [account === 'bound' ? '绑定了账号' : '没有绑定账号']),
  ];
  const where = `${places.map(nameOf).join('、')}的居民`;
  return conditions.length === 0 ? `${where}，所有人` : `${where}，${conditions.join('，')}`;
}

function sayAges(from: number | undefined, to: number | undefined): string[] {
  if (from === undefined && to === undefined) return [];
  if (to === undefined) return [`${from}岁及以上`];
  if (from === undefined) return [`${to}岁及以下`];
  return [`${from}岁到${to}岁`];
}

function sayStaff({ places, roles: held }: StaffAudience, nameOf: NameOf): string {
  const where = places.map(nameOf).join('、');
  return held === undefined ? `${where}的所有工作人员` : `${where}的${held.map((role) => roleNames[role]).join('、')}`;
}

export const planNames: Readonly<Record<PlanKind, string>> = {
  hypertension: '高血压随访',
  diabetes: '糖尿病随访',
  elder: '老年人健康管理',
  pregnancy: '孕期随访',
  postnatal: '产后随访',
  child: '儿童健康管理',
  'mental-disorder': '严重精神障碍随访',
  tuberculosis: '肺结核随访',
  'after-referral': '转诊后随访',
  'after-discharge': '出院后随访',
  'high-risk-pressure': '高血压高危人群随访',
  'high-risk-glucose': '糖尿病高危人群随访',
};

export const roleNames: Readonly<Record<(typeof roles)[number], string>> = {
  doctor: '医生',
  nurse: '护士',
  public_health_doctor: '公卫医生',
  team_leader: '团队长',
  hospital_desk: '转诊服务台',
  expert: '专家',
  centre_administrator: '中心管理员',
  town_administrator: '街道管理员',
  district_administrator: '区管理员',
};
