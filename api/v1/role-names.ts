import type { ConsoleRole } from '#domain/console/actor.ts';

/** What each role is called on screens. */
export const roleNames: Readonly<Record<ConsoleRole, string>> = {
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
  system_administrator: '系统管理员',
};
