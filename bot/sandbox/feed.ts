import type { FeedEvent } from './protocol.ts';

/** Carries what is new to everybody who listens in this process. */
export interface Feed {
  publish(event: FeedEvent): void;
  /** Returns how to stop listening. */
  subscribe(listener: (event: FeedEvent) => void): () => void;
}

export function createFeed(): Feed {
  const listeners = new Set<(event: FeedEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
