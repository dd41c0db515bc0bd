import type { Role } from '#prisma/generated/sqlite/enums.ts';

/** 岗位 in people's words. */
export const roleNames: Readonly<Record<Role, string>> = {
  doctor: '医生',
  nurse: '护士',
  public_health_doctor: '公卫医生',
  team_leader: '团队长',
  hospital_desk: '医院转诊服务台',
  expert: '专家',
  centre_administrator: '中心管理员',
  town_administrator: '镇街管理员',
  district_administrator: '区管理员',
  auditor: '审计员',
};

/** Who works at a centre's desk: checks a card, books and signs for who stands there. */
export const deskRoles: readonly Role[] = [
  'doctor',
  'nurse',
  'public_health_doctor',
  'team_leader',
  'centre_administrator',
];

/** Who administers, at any level. */
export const administratorRoles: readonly Role[] = [
  'centre_administrator',
  'town_administrator',
  'district_administrator',
];
