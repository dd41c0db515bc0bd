import { randomBytes } from 'node:crypto';
import pg from 'pg';

const server = process.env['POSTGRES_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** A database of one's own on the PostgreSQL at POSTGRES_URL; undefined where there is none. */
export async function ownPostgresql(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const name = `jiayi_bench_${randomBytes(6).toString('hex')}`;
  const asServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 3_000 });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  try {
    await asServer(`CREATE DATABASE "${name}"`);
  } catch {
    return undefined;
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => asServer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}
