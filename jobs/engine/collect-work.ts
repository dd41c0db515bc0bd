import type { Work } from '#domain/transaction.ts';
import type { Load } from './load.ts';
import { keyOf } from './load.ts';

/**
 * Collects what one turn of the event loop has committed and carries it together. A fresh row has epoch 0; bulk is one
 * load however many rows it is.
 */
export function collectWork(carry: (loads: readonly Load[]) => void): (work: Work) => void {
  let collected = new Map<string, Load>();
  return ({ table, id, priority }) => {
    if (collected.size === 0)
      setImmediate(() => {
        const loads = [...collected.values()];
        collected = new Map();
        carry(loads);
      });
    const load: Load = priority === 0 ? { kind: 'row', table, id, epoch: 0 } : { kind: 'bulk', table };
    collected.set(keyOf(load), load);
  };
}
