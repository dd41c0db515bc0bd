import { failpoint } from '#kit/failpoint.ts';
import type { Carrier, Load, Run, WorkTable } from './load.ts';
import { keyOf } from './load.ts';
import { yieldToOthers } from './slots.ts';

/** How many loads of a lane run at once. On SQLite one transaction runs at a time anyway; deliveries wait for platforms. */
const lanes = { Delivery: 8, Job: 2, bulk: 2, sweep: 1 } as const;
type Lane = keyof typeof lanes;

/** Carries loads inside this process: rows before bulk, each load once at a time. */
export function createInlineCarrier(run: Run): Carrier {
  const waiting: Record<Lane, Map<string, Load>> = {
    Delivery: new Map(),
    Job: new Map(),
    bulk: new Map(),
    sweep: new Map(),
  };
  const running: Record<Lane, Set<string>> = { Delivery: new Set(), Job: new Set(), bulk: new Set(), sweep: new Set() };
  const served = new Set<WorkTable>();
  let open = true;
  let whenIdle: (() => void)[] = [];

  function start(lane: Lane): void {
    for (const [key, load] of waiting[lane]) {
      if (running[lane].size >= lanes[lane]) return;
      // A second copy waits for the first, so that what came meanwhile is looked at.
      if (running[lane].has(key)) continue;
      waiting[lane].delete(key);
      running[lane].add(key);
      void finish(lane, key, load);
    }
  }

  async function finish(lane: Lane, key: string, load: Load): Promise<void> {
    await yieldToOthers();
    await run(load);
    running[lane].delete(key);
    start(lane);
    if (isIdle()) {
      const told = whenIdle;
      whenIdle = [];
      for (const tell of told) tell();
    }
  }

  function isIdle(): boolean {
    return names.every((lane) => running[lane].size === 0 && (waiting[lane].size === 0 || !open));
  }

  const idle = () => (isIdle() ? Promise.resolve() : new Promise<void>((resolve) => whenIdle.push(resolve)));

  return {
    async carry(loads) {
      if (!open) return false;
      for (const load of loads) if (isServed(load)) waiting[laneOf(load)].set(keyOf(load), load);
      await failpoint('handed-over');
      for (const lane of names) start(lane);
      return true;
    },
    serve: (tables) => tables.forEach((table) => served.add(table)),
    rest: (tables) => tables.forEach((table) => served.delete(table)),
    idle,
    isReachable: () => true,
    // The watchdog of this process is its ticker.
    ensureTickers: async () => {},
    async stop() {
      open = false;
      for (const lane of names) waiting[lane].clear();
      await idle();
    },
  };

  /** What is not served here stays in its table, where whoever serves it finds it. */
  function isServed(load: Load): boolean {
    return load.kind === 'sweep' || served.has(load.table);
  }
}

const names: readonly Lane[] = ['Delivery', 'Job', 'bulk', 'sweep'];

function laneOf(load: Load): Lane {
  switch (load.kind) {
    case 'row':
      return load.table;
    case 'bulk':
      return 'bulk';
    case 'sweep':
      return 'sweep';
  }
}
