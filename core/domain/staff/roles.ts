import type { Role } from '#prisma/generated/sqlite/enums.ts';

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

/** Whose clinic it can be, or who calls it through. */
export const clinicRoles: readonly Role[] = [...deskRoles, 'expert'];

/** Who closes or changes sessions: whoever may sit in one, and administrators. */
export const sessionRoles: readonly Role[] = [
  'doctor',
  'public_health_doctor',
  'team_leader',
  'expert',
  ...administratorRoles,
];

/** Who answers applications to sign: the doctor, the team's leader, the centre's administrators. */
export const contractRoles: readonly Role[] = ['doctor', 'team_leader', 'centre_administrator'];
