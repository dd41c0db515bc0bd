import { filingStates, type FilingState, type ReferralRules } from '../packs/referral-rules.ts';

export function isFilingState(text: string | null): text is FilingState {
  return filingStates.some((state) => state === text);
}

/** 医保备案 of an insurance for a hospital in the region or outside; what nobody knows of is to be asked about. */
export function filingFor(rules: ReferralRules, insurance: string, where: 'within' | 'outside'): FilingState {
  return rules.insurance.find(({ code }) => code === insurance)?.filing[where] ?? 'needed';
}
