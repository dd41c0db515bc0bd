/** What the task ids of cards about a broadcast begin with. */
export function cardsOf(broadcastId: string): string {
  return `broadcast-${broadcastId}-`;
}
