/** More came than may wait. */
export class Crowded extends Error {}

/**
 * At most so many run at once and so many wait, in turn: for what takes a processor.
 * @throws Crowded, without having begun, for whoever comes when all places to wait are taken.
 */
export function bounded({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new Crowded();
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on; only the last gives it back.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
