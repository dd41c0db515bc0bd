import type { Bubble } from '#bot/sandbox/protocol.ts';

/** Puts fresh bubbles among the known ones: by id, the fresh one winning, oldest first. */
export function mergeBubbles(known: readonly Bubble[], fresh: readonly Bubble[]): readonly Bubble[] {
  const all = new Map(known.map((bubble) => [bubble.id, bubble]));
  for (const bubble of fresh) all.set(bubble.id, bubble);
  return [...all.values()].sort((one, other) => one.id - other.id);
}
