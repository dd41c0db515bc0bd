import { z } from 'zod';
import { planKinds, type PlanKind } from '../packs/follow-up-rules.ts';
import { residentTags, staffOnlyTags, type ResidentTag } from '../residents/rules.ts';
import { refuse } from '../refusal.ts';

/**
 * Whom a broadcast is for, as data: every line that is there narrows it. Stored in `Broadcast.audience`.
 */
export type Audience = z.infer<typeof audience>;
export type ResidentAudience = Extract<Audience, { of: 'residents' }>;
export type StaffAudience = Extract<Audience, { of: 'staff' }>;

const age = z.number().int().min(0).max(130);

export const roles = [
  'doctor',
  'nurse',
  'public_health_doctor',
  'team_leader',
  'hospital_desk',
  'expert',
  'centre_administrator',
  'town_administrator',
  'district_administrator',
] as const;

export const audience = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('residents'),
    /** Organisations, each with everything below it. */
    places: z.array(z.string()).min(1),
    /** Whoever has one of them. */
    tags: z.array(z.enum(residentTags)).min(1).optional(),
    /** Full years on the day of the broadcast, both included. */
    ageFrom: age.optional(),
    ageTo: age.optional(),
    sex: z.enum(['female', 'male']).optional(),
    contract: z.enum(['signed', 'unsigned']).optional(),
    /** Signed with this doctor, or this team. */
    doctor: z.string().optional(),
    team: z.string().optional(),
    /** Whoever is followed up for one of them. */
    plans: z.array(z.enum(planKinds)).min(1).optional(),
    account: z.enum(['bound', 'unbound']).optional(),
  }),
  z.strictObject({
    of: z.literal('staff'),
    places: z.array(z.string()).min(1),
    roles: z.array(z.enum(roles)).min(1).optional(),
  }),
]);

/** What a message to everybody of it would give away about each of them: no audience at all (domain.md §1, seed 002 §15). */
const forbiddenPlans: readonly PlanKind[] = ['mental-disorder', 'tuberculosis'];
/** Seen by nobody but the woman herself: only to her own account, on no locked screen, and never without a second person. */
const guardedTags: readonly ResidentTag[] = ['孕产妇'];
const guardedPlans: readonly PlanKind[] = ['pregnancy', 'postnatal'];

/** What may be asked for: the others would tell who has it. */
export const allowedTags: readonly ResidentTag[] = residentTags.filter((tag) => !staffOnlyTags.includes(tag));
export const allowedPlans: readonly PlanKind[] = planKinds.filter((plan) => !forbiddenPlans.includes(plan));

/** Whether it must be kept from family, phones and locked screens. */
export function isGuarded(of: Audience): boolean {
  if (of.of === 'staff') return false;
  return Boolean(
    of.tags?.some((tag) => guardedTags.includes(tag)) || of.plans?.some((plan) => guardedPlans.includes(plan)),
  );
}

/**
 * @throws Refusal `broadcast-audience` with the reason: `sensitive` for what only staff may know of somebody, `ages` for a
 * band that nobody is in.
 */
export function mustBeAllowed(of: Audience): void {
  if (of.of === 'staff') return;
  const { tags = [], plans = [], ageFrom = 0, ageTo = 130 } = of;
  const sensitive =
    tags.some((tag) => !allowedTags.includes(tag)) || plans.some((plan) => !allowedPlans.includes(plan));
  if (sensitive) throw refuse('broadcast-audience', { why: 'sensitive' });
  if (ageFrom > ageTo) throw refuse('broadcast-audience', { why: 'ages' });
}
