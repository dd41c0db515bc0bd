/** A look at a waitlist entry: when its offer has run out, and when the session's last slot has begun. */
export function lapseKey(entryId: string, when: 'offer' | 'end'): string {
  return `waitlist.lapse/${entryId}/${when}`;
}
