import type { Bubble } from '#bot/sandbox/protocol.ts';

/** Who wrote a message in a group. */
export function writerOf({ content }: Bubble): string | undefined {
  return content.kind === 'text' ? content.by : undefined;
}

/** A group as one of its members sees it: their own messages on their side. */
export function asSeenBy(member: string, bubbles: readonly Bubble[]): readonly Bubble[] {
  return bubbles.map((bubble) => ({ ...bubble, mine: writerOf(bubble) === member }));
}
