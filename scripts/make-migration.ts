import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { checks, partialIndexes } from '../prisma/invariants.ts';
import { appendOnly, terminalStates, terminalTrigger } from '../prisma/terminal-states.ts';

/**
 * `npm run migration -- NAME` writes the SQL from the last migrated schema to today's, for both engines, with Prisma's
 * own engine compiled to WebAssembly. It carries what prisma/invariants.ts says of the tables that it creates; a changed
 * invariant of an older table is written into the new file by hand.
 */
// The engine reports a panic through this global.
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });

const name = process.argv[2];
if (!name || !/^\d{14}_[a-z_]+$/.test(name)) throw new Error('usage: npm run migration -- 20261122000000_what_it_does');

const bindings = await loadEngine();
const snapshot = 'prisma/migrations/schema.prisma';
const before = existsSync(snapshot) && process.argv[3] !== '--first' ? readFileSync(snapshot, 'utf8') : undefined;
const today = readFileSync('prisma/schema.prisma', 'utf8');

for (const engine of ['sqlite', 'postgresql'] as const) {
  const sql = withInvariants(
    engine,
    await difference(engine, before && forEngine(before, engine), forEngine(today, engine)),
  );
  mkdirSync(`prisma/migrations/${engine}/${name}`, { recursive: true });
  writeFileSync(`prisma/migrations/${engine}/${name}/migration.sql`, sql);
}
writeFileSync(snapshot, today);

function forEngine(schema: string, engine: string): string {
  return schema.replace('provider = "sqlite"', `provider = "${engine}"`);
}

async function difference(engine: 'sqlite' | 'postgresql', from: string | undefined, to: string): Promise<string> {
  const factory =
    engine === 'sqlite'
      ? new PrismaBetterSqlite3({ url: ':memory:' })
      : new PrismaPg({
          connectionString: process.env['POSTGRES_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres',
        });
  const schemaEngine = await bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const result = await schemaEngine.diff({
    from: from ? { tag: 'schemaDatamodel', files: [{ path: 'before.prisma', content: from }] } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: to }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.stdout ?? '';
}

/** Once a process: the bindings keep views of the first instance's memory. */
async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  // The package does not export its .wasm, and Node cannot import one by itself.
  const wasm = readFileSync('node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
  return bindings;
}

function withInvariants(engine: 'sqlite' | 'postgresql', generated: string): string {
  const isNew = ({ table }: { table: string }) => generated.includes(`CREATE TABLE "${table}" (`);
  const parts = [engine === 'sqlite' ? withInlineChecks(generated, checks.filter(isNew)) : generated];
  if (engine === 'postgresql') {
    for (const check of checks.filter(isNew))
      parts.push(`ALTER TABLE "${check.table}" ADD CONSTRAINT "${check.name}" CHECK (${check.condition});`);
  }
  for (const index of partialIndexes.filter(isNew))
    parts.push(
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX "${index.name}" ON "${index.table}" (${index.columns}) WHERE ${index.where};`,
    );
  for (const { table, states } of terminalStates.filter(isNew)) parts.push(terminal(engine, table, states));
  for (const table of appendOnly) if (isNew({ table })) parts.push(...unchanging(engine, table));
  return `${parts.join('\n\n')}\n`;
}

/** SQLite takes a CHECK only where the table is created. */
function withInlineChecks(sql: string, added: typeof checks): string {
  return added.reduce((text, check) => {
    const start = text.indexOf(`CREATE TABLE "${check.table}" (`);
    const end = text.indexOf('\n);', start);
    if (start < 0 || end < 0) throw new Error(`no table ${check.table}`);
    return `${text.slice(0, end)},\n    CONSTRAINT "${check.name}" CHECK (${check.condition})${text.slice(end)}`;
  }, sql);
}

function terminal(engine: string, table: string, states: readonly string[]): string {
  const list = states.map((state) => `'${state}'`).join(', ');
  const trigger = terminalTrigger(table);
  if (engine === 'sqlite')
    return `CREATE TRIGGER "${trigger}" BEFORE UPDATE OF "status" ON "${table}"\nWHEN OLD."status" IN (${list}) AND NEW."status" <> OLD."status"\nBEGIN SELECT RAISE(ABORT, '${trigger}'); END;`;
  return `CREATE FUNCTION "${trigger}"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${trigger}'; END; $$ LANGUAGE plpgsql;\nCREATE TRIGGER "${trigger}" BEFORE UPDATE OF "status" ON "${table}" FOR EACH ROW\nWHEN (OLD."status" IN (${list}) AND NEW."status" <> OLD."status") EXECUTE FUNCTION "${trigger}"();`;
}

function unchanging(engine: string, table: string): string[] {
  return (['update', 'delete'] as const).map((verb) => {
    const trigger = `${table.toLowerCase()}_no_${verb}`;
    if (engine === 'sqlite')
      return `CREATE TRIGGER "${trigger}" BEFORE ${verb.toUpperCase()} ON "${table}"\nBEGIN SELECT RAISE(ABORT, '${trigger}'); END;`;
    return `CREATE FUNCTION "${trigger}"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${trigger}'; END; $$ LANGUAGE plpgsql;\nCREATE TRIGGER "${trigger}" BEFORE ${verb.toUpperCase()} ON "${table}" FOR EACH ROW EXECUTE FUNCTION "${trigger}"();`;
  });
}
