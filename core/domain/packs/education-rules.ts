/** 健康教育 (domain.md §6): what is told to who asks, never pushed. */
export interface EducationRules {
  cards: readonly EducationCard[];
  /** So many are offered at once. */
  offered: number;
}

export interface EducationCard {
  /** Stored with open dialogues: never renamed. */
  code: string;
  title: string;
  text: string;
  /** For residents with one of these tags; empty is for everybody. */
  tags: readonly string[];
  /** 1 January … 12 December; empty is all the year. */
  months: readonly number[];
}
