import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pass } from 'node:timers/promises';
import { mailAddresses } from '#store/mail/mail-addresses';
import { rawMails } from '#store/mail/raw-mail';
import { buildRawMail } from '#testkit/factories/raw-mail';
import { logInMemory } from '#testkit/log-in-memory';
import { openTestDesk } from '#testkit/test-desk';
import { expect, test } from 'vitest';
import { openMailFiles } from '../files/mail-files.ts';
import { startIntake } from './start-intake.ts';

test('large mails are read one at a time, with small ones beside them', async () => {
  const { pool, as } = await openTestDesk();
  const [address] = await mailAddresses.list(pool);
  const files = openMailFiles(mkdtempSync(join(tmpdir(), 'nixflow-intake-')));
  const sizes = new Map<string, number>();
  const megabyte = 1024 * 1024;
  for (const [at, size] of [40 * megabyte, 5 * megabyte, 1_000, 50 * megabyte, 2_000, 3 * megabyte].entries()) {
    const raw = buildRawMail({ headers: { 'Message-ID': `<${String(at)}@example.com>` } });
    const kept = await files.keepRaw(Readable.from([raw]), megabyte);
    sizes.set(kept.contentHash, size);
    await rawMails.insert(pool, { ...kept, size, mailAddressIds: [address!.id], envelopeFrom: null });
  }
  const reading = new Set<string>();
  const together: number[][] = [];
  const readRaw = async (hash: string) => {
    reading.add(hash);
    together.push([...reading].map((one) => sizes.get(one) ?? 0));
    await pass(50);
    reading.delete(hash);
    return files.readRaw(hash);
  };
  const { logger } = logInMemory();
  const { deliverSoon } = as({ kind: 'engine' });
  const intake = startIntake({ pool, files: { ...files, readRaw }, logger, deliverSoon });
  await expect.poll(() => together.length, { timeout: 20_000 }).toBe(6);
  await intake.close();
  const large = together.map((some) => some.filter((size) => size > 4 * megabyte).length);
  expect(Math.max(...large)).toBe(1);
  expect(Math.max(...together.map((some) => some.length))).toBeGreaterThan(1);
});
