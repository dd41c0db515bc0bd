import { fold } from '#kit/chinese-input/normalise.ts';
import {
  catalogueKinds,
  type CatalogueEntry,
  type CatalogueKind,
  type DiseaseCriteria,
  type ReferralRules,
  type RouteReasonCode,
} from '../packs/referral-rules.ts';
import { refuse } from '../refusal.ts';

/** An entry with the catalogue that it stands in. */
export interface CatalogueMatch {
  kind: CatalogueKind;
  entry: CatalogueEntry;
}

/** The entry that somebody's own words mean: a code, a name or what people say for it; the longest word counts. */
export function catalogueMatch(rules: ReferralRules, words: string): CatalogueMatch | undefined {
  const said = fold(words).toLowerCase();
  let best: (CatalogueMatch & { length: number }) | undefined;
  for (const kind of catalogueKinds)
    for (const entry of rules.catalogues[kind].entries)
      for (const call of [entry.name, ...entry.called, entry.code])
        if (said.includes(fold(call).toLowerCase()) && call.length > (best?.length ?? 0))
          best = { kind, entry, length: call.length };
  return best && { kind: best.kind, entry: best.entry };
}

export function entryByCode(rules: ReferralRules, code: string): CatalogueMatch | undefined {
  for (const kind of catalogueKinds) {
    const entry = rules.catalogues[kind].entries.find((one) => one.code === code);
    if (entry) return { kind, entry };
  }
  return undefined;
}

export function criteriaOf(rules: ReferralRules, code: string): DiseaseCriteria | undefined {
  return rules.criteria.find((disease) => disease.code === code);
}

/** The fastest of the ticked criteria says how fast it must go. */
export function urgencyOf(rules: ReferralRules, ticked: readonly string[]): 'routine' | 'urgent' | 'emergency' {
  const found = rules.criteria
    .flatMap(({ up, down }) => [...up, ...down])
    .filter(({ code }) => ticked.includes(code))
    .map(({ urgency }) => urgency);
  if (found.includes('emergency')) return 'emergency';
  return found.includes('urgent') ? 'urgent' : 'routine';
}

/** What decides whether a level is skipped, and whether it goes to the twin. */
export interface RouteFacts {
  fromLevel: number | null;
  toLevel: number | null;
  isTwin: boolean;
  urgency: 'routine' | 'urgent' | 'emergency';
  catalogue: CatalogueKind | undefined;
  /** Given by staff. */
  reason: RouteReasonCode | undefined;
}

/** Whether a referral up climbs more than one step at once: 逐级转诊, 3-2-1 (seed 004 三(四)2). */
export function skipsLevel(rules: ReferralRules, { fromLevel, toLevel }: RouteFacts): boolean {
  return fromLevel !== null && toLevel !== null && toLevel - fromLevel > rules.ladder.mostStepsAtOnce;
}

/**
 * The reasons that a route needs: for a skipped level one that the rules find themselves (emergency, the catalogue, the
 * twin) or one of staff; for another hospital than the twin an emergency or one of staff.
 * @throws Refusal `referral-skips-level`, `referral-not-twin` when none is given.
 */
export function routeReasons(
  rules: ReferralRules,
  facts: RouteFacts,
): { skipReason: RouteReasonCode | null; otherReason: RouteReasonCode | null } {
  const given = rules.reasons.find(({ code }) => code === facts.reason);
  const by = (what: 'skip' | 'other-hospital') => (given?.for.includes(what) ? given.code : undefined);
  const emergency = facts.urgency === 'emergency' ? ('emergency' as const) : undefined;
  const skipReason = skipsLevel(rules, facts)
    ? (emergency ?? (allowsTop(facts.catalogue) ? 'catalogue' : facts.isTwin ? 'twin' : undefined) ?? by('skip'))
    : null;
  if (skipReason === undefined) throw refuse('referral-skips-level');
  const otherReason = facts.isTwin ? null : (emergency ?? by('other-hospital'));
  if (otherReason === undefined) throw refuse('referral-not-twin');
  return { skipReason, otherReason };
}

/** What these catalogues hold is treated at the top of the ladder. */
function allowsTop(catalogue: CatalogueKind | undefined): boolean {
  return catalogue === 'within-region' || catalogue === 'outside-region';
}
