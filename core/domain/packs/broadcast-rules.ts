/** 广播 (domain.md §7). What the platforms limit stands with the channels; this is the district's own patience. */
export interface BroadcastRules {
  /** A second administrator looks at it when it reaches more people than this. */
  secondPersonAbove: number;
  /** Characters. */
  titleMost: number;
  textMost: number;
  /** So many names are shown, masked, before it is sent. */
  sample: number;
  /** It is spread over so many minutes, so that answers and calls do not come all at once. */
  spreadMinutes: number;
  /** A small one is not spread thinner than this. */
  leastAMinute: number;
  /** What has not left so many hours after its beginning is not sent any more. */
  usefulHours: number;
  /** Whoever writes within so many hours after it has answered it. */
  answerHours: number;
}
