import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { listMigrations, type Migration } from '#store/migrations';
import { createEmptyTestDatabase } from '#testkit/database';

/** PostgreSQL's ids of the types `"char"` and `text`. */
const charOid = 18;
const textOid = 25;

const require = createRequire(import.meta.url);
let loaded: Promise<void> | undefined;

/**
 * Prisma's own schema engine on a database: the judge of our migration runner, in tests only.
 *
 * It is Prisma's WebAssembly build, so nothing is downloaded. Dispose of it by `close`.
 */
export async function openSchemaEngine(url: string): Promise<{ engine: SchemaEngine; close(): Promise<void> }> {
  await (loaded ??= loadEngine());
  const opened: SqlDriverAdapter[] = [];
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      const adapter = await connectAdapter(url);
      opened.push(adapter);
      return adapter;
    },
    connectToShadowDb: async () => {
      const shadow = await createEmptyTestDatabase();
      return connectAdapter(shadow.url, () => shadow.drop());
    },
  };
  const engine = await glue.SchemaEngine.new(
    { datamodels: (await readSchema()).files.map(({ path, content }) => [path, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const close = async () => {
    engine.free();
    await Promise.all(opened.map((adapter) => adapter.dispose()));
  };
  return { engine, close };
}

/** What Prisma's engine takes for "nothing is managed by somebody else". */
export const noFilter = { externalTables: [], externalEnums: [] };

/** `schema.prisma` as the engine takes it. */
export async function readSchema(): Promise<SchemasContainer> {
  return {
    files: [{ path: 'schema.prisma', content: await readFile(new URL('../schema.prisma', import.meta.url), 'utf8') }],
  };
}

/** Migrations (ours, unless given) as the engine takes them. */
export async function listForEngine(migrations?: readonly Migration[]): Promise<MigrationList> {
  const folder = new URL('../migrations/', import.meta.url);
  return {
    baseDir: 'migrations',
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(new URL('migration_lock.toml', folder), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: (migrations ?? (await listMigrations())).map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    })),
  };
}

async function loadEngine(): Promise<void> {
  // The engine reports a panic here before it dies; without this only "unreachable" would be seen.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: panic } });
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

/** One connection, because the engine's lock belongs to its session. */
async function connectAdapter(url: string, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  const adapter = await new PrismaPg(pool).connect();
  readCatalogChars(pool, adapter);
  // The adapter splits a script at every semicolon, also inside a function's body; the engine's native build, which
  // people run, sends it whole. So do we.
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  adapter.dispose = async () => {
    if (!pool.ended) await pool.end();
    await afterwards?.();
  };
  return adapter;
}

/**
 * Let the adapter read the catalog's columns of the one-byte type `"char"`: it refuses them, while the engine, which runs
 * one query at a time, asks for them as characters.
 */
function readCatalogChars(pool: pg.Pool, adapter: SqlDriverAdapter): void {
  let charColumns: number[] = [];
  const query = pool.query.bind(pool) as (...parameters: unknown[]) => Promise<pg.QueryResult | pg.QueryResult[]>;
  const queryKeepingChars = async (...parameters: unknown[]) => {
    const result = await query(...parameters);
    const fields = Array.isArray(result) ? [] : result.fields;
    charColumns = [...fields.keys()].filter((index) => fields[index]?.dataTypeID === charOid);
    for (const field of fields) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
    return result;
  };
  Object.assign(pool, { query: queryKeepingChars });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (request) => {
    const result = await queryRaw(request);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

function panic(message: string): never {
  throw new Error(`Prisma's schema engine panicked: ${message}`);
}
