/**
 * Collects what is to be written and writes it together: one commit for many. What is urgent waits for nobody, only for
 * the write that is under way.
 */
export interface Together<Item> {
  /** Resolves once the item is written; rejects when its write failed. */
  write(item: Item, urgency: 'now' | 'soon'): Promise<void>;
}

/** @param most so many are written as soon as they are there; `waitMs` is how long fewer wait for company. */
export function writeTogether<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  { most, waitMs }: { most: number; waitMs: number },
): Together<Item> {
  let waiting: { item: Item; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = false;
  let asked = false;

  async function writeAll(): Promise<void> {
    if (writing) {
      asked = true;
      return;
    }
    writing = true;
    do {
      asked = false;
      clearTimeout(timer);
      timer = undefined;
      const taken = waiting;
      waiting = [];
      if (taken.length === 0) break;
      try {
        await write(taken.map(({ item }) => item));
        for (const { resolve } of taken) resolve();
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
      // Sockets and timers have their turn between two commits.
      await new Promise((resolve) => setImmediate(resolve));
    } while (asked || waiting.length >= most);
    writing = false;
    if (waiting.length > 0) timer ??= setTimeout(() => void writeAll(), waitMs);
  }

  return {
    write: (item, urgency) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (urgency === 'now' || waiting.length >= most) void writeAll();
        else timer ??= setTimeout(() => void writeAll(), waitMs);
      }),
  };
}
