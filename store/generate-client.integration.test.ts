import { copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as original from './generate-client.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ['package.json', 'prisma.config.ts', 'store/schema.prisma', 'store/generate-client.mjs'];

let checkout: string;
let generateClient: typeof original.generateClient;

/** A checkout of its own: the client of this one is in use. */
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'generate-'));
  await mkdir(join(checkout, 'store'));
  for (const file of files) await copyFile(join(root, file), join(checkout, file));
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const url = pathToFileURL(join(checkout, 'store/generate-client.mjs')).href;
  ({ generateClient } = (await import(/* @vite-ignore */ url)) as typeof original);
});
afterEach(() => rm(checkout, { recursive: true }));

test('the client is made once, and again when the schema changed or the making was interrupted', async () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  expect(await generateClient({ log })).toBe(true);
  expect(await generateClient({ log })).toBe(false);
  expect(lines).toEqual(['Generating the database client …']);
  expect((await stat(join(checkout, 'store/generated/client.ts'))).isFile()).toBe(true);

  const schema = join(checkout, 'store/schema.prisma');
  await writeFile(schema, (await readFile(schema, 'utf8')).replace('model SelfCheck ', 'model SelfTest '));
  expect(await generateClient()).toBe(true);
  expect(await generateClient()).toBe(false);
  expect((await stat(join(checkout, 'store/generated/models/SelfTest.ts'))).isFile()).toBe(true);

  await rm(join(checkout, 'store/generated/made-from.txt'));
  expect(await generateClient()).toBe(true);
});

test("a wrong schema is said in Prisma's words, each time it is tried", async () => {
  const schema = join(checkout, 'store/schema.prisma');
  await writeFile(schema, (await readFile(schema, 'utf8')).replace(/String(?= +@default)/, 'Strin'));
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(generateClient()).rejects.toThrow(/could not generate the database client:[^]*Strin/);
  }
});
