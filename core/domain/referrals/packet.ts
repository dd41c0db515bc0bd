import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { z } from 'zod';
import type { ReferralRules } from '../packs/referral-rules.ts';
import type { Transaction } from '../transaction.ts';

/** What goes with a referral (domain.md §4). */
const packet = z.object({
  /** Why, in the doctor's or the resident's words. */
  reason: z.string(),
  findings: z.string(),
  /** Recent results, one a line. */
  results: z.array(z.string()),
  /** Codes of the checklist that were ticked. */
  criteria: z.array(z.string()),
});
export type ReferralPacket = z.infer<typeof packet>;

/** What the recipient answers with. Where the centre is not to be found, the hospital says so itself. */
const answer = z.object({
  campus: z.string(),
  floor: z.string(),
  department: z.string(),
  doctor: z.string(),
  bring: z.string(),
  /** 3楼12床, or 5号: what a centre keeps for who comes down. */
  bed: z.string().optional(),
  /** Further visits, instants: a course of rehabilitation. */
  visits: z.array(z.string()),
});
export type ReferralAnswer = z.infer<typeof answer>;

/** What comes back: the summary of a visit, the outcome at the centre. */
const outcome = z.object({ summary: z.string(), advice: z.string() });
export type ReferralOutcome = z.infer<typeof outcome>;

/** What a centre keeps for who comes down, by its name: 床位 for 康复 and 护理, 门诊号 for 门诊. */
export function keptFor(
  { downCategories }: ReferralRules,
  { category }: Pick<Referral, 'category'>,
  { bed }: ReferralAnswer,
): { name: string; value: string } | undefined {
  if (!bed) return undefined;
  return { name: bedName(downCategories, category), value: bed };
}

/** 床位 or 门诊号. */
export function bedName(categories: ReferralRules['downCategories'], category: string): '床位' | '门诊号' {
  return categories.find(({ code }) => code === category)?.answeredWith === 'slot' ? '门诊号' : '床位';
}

const columns = { packet: 'packetSealed', answer: 'answerSealed', outcome: 'outcomeSealed' } as const;

export function sealPacket(tx: Transaction, referralId: string, value: ReferralPacket): string {
  return seal(tx, referralId, 'packet', value);
}

export function sealAnswer(tx: Transaction, referralId: string, value: ReferralAnswer): string {
  return seal(tx, referralId, 'answer', value);
}

export function sealOutcome(tx: Transaction, referralId: string, value: ReferralOutcome): string {
  return seal(tx, referralId, 'outcome', value);
}

/** @throws SealBroken when it cannot be read. */
export function packetOf(tx: Transaction, referral: Referral): ReferralPacket {
  return packet.parse(open(tx, referral, 'packet') ?? { reason: '', findings: '', results: [], criteria: [] });
}

export function answerOf(tx: Transaction, referral: Referral): ReferralAnswer | undefined {
  const opened = open(tx, referral, 'answer');
  return opened === undefined ? undefined : answer.parse(opened);
}

export function outcomeOf(tx: Transaction, referral: Referral): ReferralOutcome | undefined {
  const opened = open(tx, referral, 'outcome');
  return opened === undefined ? undefined : outcome.parse(opened);
}

function seal(tx: Transaction, row: string, what: keyof typeof columns, value: object): string {
  return tx.vault.seal({ table: 'Referral', column: columns[what], row }, JSON.stringify(value));
}

function open(tx: Transaction, referral: Referral, what: keyof typeof columns): unknown {
  const column = columns[what];
  const sealed = referral[column];
  return sealed === null
    ? undefined
    : JSON.parse(tx.vault.open({ table: 'Referral', column, row: referral.id }, sealed));
}
