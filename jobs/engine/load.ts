/** The two tables of later work. */
export type WorkTable = 'Job' | 'Delivery';

export const workTables: readonly WorkTable[] = ['Delivery', 'Job'];

/**
 * What a carrier moves: never contents, only where to look. The rows decide what is done, so a load that is lost, doubled
 * or old does no harm.
 */
export type Load =
  /** One row. A row that was claimed since has another epoch, and this copy is ignored. */
  | { kind: 'row'; table: WorkTable; id: string; epoch: number }
  /** There is bulk to do: claim batches of a table until nothing is due. */
  | { kind: 'bulk'; table: WorkTable }
  /** Look for everything that is due. */
  | { kind: 'sweep' };

/** The same load has the same key; it holds no colon, which BullMQ refuses. */
export function keyOf(load: Load): string {
  switch (load.kind) {
    case 'row':
      return `${load.table === 'Delivery' ? 'd' : 'j'}-${load.id}-${load.epoch}`;
    case 'bulk':
      return `bulk-${load.table.toLowerCase()}`;
    case 'sweep':
      return 'sweep';
  }
}

/** Moves loads to where they are worked on: in this process, or through Redis. */
export interface Carrier {
  /**
   * Takes loads over. False when it cannot (Redis is away or full): whoever called does them otherwise, or leaves them to
   * the sweep. Never waits longer than a second.
   */
  carry(loads: readonly Load[]): Promise<boolean>;
  /** From now on works on loads of these tables too. Sweeps are always worked on. */
  serve(tables: readonly WorkTable[]): void;
  /** Takes no more loads of these tables, but for what is being fetched; what runs goes on. */
  rest(tables: readonly WorkTable[]): void;
  /** Resolves once nothing runs in this process and nothing that this process was handed waits in it. */
  idle(): Promise<void>;
  /** Whether loads get through at present. */
  isReachable(): boolean;
  /** Makes sure that what wakes the sweep is set, where a carrier has such a thing. */
  ensureTickers(): Promise<void>;
  /** Takes nothing more and waits for what runs. */
  stop(): Promise<void>;
}

/** Works on one load. It never rejects: what fails is on the row. */
export type Run = (load: Load) => Promise<void>;
