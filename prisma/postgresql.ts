import type { Engine } from './database.ts';
import type { PrismaClient } from './generated/sqlite/client.ts';
import { postgresqlStatements } from './sql.ts';

/** What was acknowledged survives a crash of the server, whatever the server's default is. */
const durable = '-c synchronous_commit=on';

/** Loaded only where it is used: the driver and the second client cost 200 ms of a start. */
export async function openPostgresql(url: string): Promise<Engine> {
  const [{ PrismaPg }, { PrismaClient: PostgresqlClient }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('./generated/postgresql/client.ts'),
  ]);
  const adapter = new PrismaPg({ connectionString: url, max: 10, statement_timeout: 15_000, options: durable });
  // Both clients come from one schema; the services are typed by the SQLite one.
  const client = new PostgresqlClient({
    adapter,
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  }) as unknown as PrismaClient;
  await client.$connect();
  await assertDurable(client);
  return {
    name: 'postgresql',
    begin: (work) => client.$transaction((prisma) => work(prisma, postgresqlStatements(prisma))),
    reading: { prisma: client, sql: postgresqlStatements(client) },
    close: () => client.$disconnect(),
  };
}

async function assertDurable(client: PrismaClient): Promise<void> {
  const [setting] = await postgresqlStatements(client).all<{ synchronous_commit: string }>('SHOW synchronous_commit');
  if (setting?.synchronous_commit !== 'off') return;
  await client.$disconnect();
  throw new Error('PostgreSQL loses acknowledged writes: synchronous_commit is off');
}
