import type { DistrictDay } from '#kit/day.ts';
import type { Vault } from '#kit/vault.ts';
import type { PrismaClient } from '#prisma/generated/sqlite/client.ts';

/** Prisma inside a transaction: no connecting, no nested transactions. */
export type PrismaTransaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'
>;

/** A value that both engines take as a parameter. Dates and booleans are stored as each engine does it. */
export type SqlValue = string | number | Date | boolean | null;

/**
 * Hand-written statements inside the same transaction, prepared once: for the hot rows and for set statements
 * (they stand in *.sql.ts files, tested on both engines). Parameters are `?`; names of tables and columns are quoted as Prisma's.
 */
export interface Sql {
  readonly engine: 'sqlite' | 'postgresql';
  /** All rows. Instants come back as each engine has them: read them with `instant`. */
  all<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** The first row, if any. */
  one<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;
  /** The number of rows changed. */
  run(statement: string, parameters?: readonly SqlValue[]): Promise<number>;
}

/**
 * What every domain service is handed: the rows, the one instant that this transaction happens at, and what was
 * injected. State, audit, deliveries and jobs written through one transaction commit together or not at all.
 */
export interface Transaction {
  readonly prisma: PrismaTransaction;
  readonly sql: Sql;
  /** The instant of this transaction, from the injected clock. */
  readonly now: Date;
  /** The district's calendar and wall clock. */
  readonly day: DistrictDay;
  readonly vault: Vault;
  /** A new UUIDv7. */
  readonly id: () => string;
  /** `length` random decimal digits, for codes that people type. */
  readonly digits: (length: number) => string;
  /** Random bytes, for tokens and keys. */
  readonly bytes: (length: number) => Buffer;
  /** Notes who did or read what; written into the chain as the last thing before the commit. */
  readonly audit: (entry: AuditNote) => void;
  /** Tells the carriers of a due row after the commit, never after a rollback. What is lost here is found by the sweep. */
  readonly handOver: (work: Work) => void;
}

/** A row that a carrier may take at once. */
export interface Work {
  table: 'Job' | 'Delivery';
  id: string;
  /** 0 before 1. */
  priority: number;
}

/** One line of the audit: ids and codes only, never personal data. */
export interface AuditNote {
  actor: { kind: 'resident' | 'staff' | 'console-user' | 'system' | 'contact'; id?: string | undefined };
  /** `contract.submitted`, `record.read`. */
  action: string;
  subject: { kind: string; id?: string | undefined };
  /** Why a record was looked at. */
  purpose?: string | undefined;
  detail?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}
