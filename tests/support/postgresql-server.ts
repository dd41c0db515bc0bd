/** Where the tests make databases of their own on PostgreSQL: POSTGRES_URL, or the local one. */
export const postgresqlServer = process.env['POSTGRES_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
