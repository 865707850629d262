import { resealSecrets } from '#commands/people/reseal-secrets';
import { secretOfProvider } from '#commands/people/sso/secret-of-provider';
import { nameOfSecret } from '#commands/people/second-factor/prove';
import { createSecretBox } from '#process/secret-box';
import { identityProviders } from '#store/people/identity-providers';
import { secondFactors } from '#store/people/second-factors';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertAccount } from '#testkit/factories/account';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { secrets } from './secrets.ts';

const [former, today] = [1, 2].map((key) => `passphrase ${String(key)} of tests, of at least 32 characters`) as [
  string,
  string,
];
const formerBox = createSecretBox(former);
const providerId = randomUUID();
const people: string[] = [];
let url: string;
let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  url = database.url;
  const own = new pg.Pool({ connectionString: url });
  atEndOfFile('pool', () => own.end());
  pool = own;
  // More than one batch.
  for (let count = 0; count < 103; count += 1) people.push((await insertAccount(pool)).id);
});
beforeEach(async () => {
  await pool.query('DELETE FROM identity_provider');
  await pool.query('DELETE FROM second_factor');
  await identityProviders.insert(pool, providerId, {
    ...{ name: 'Company', issuer: 'https://id.example', clientId: 'nixflow', groupsClaim: 'groups', domains: [] },
    ...{ roleByGroup: [], defaultRole: null, isActive: true },
    clientSecret: secretOfProvider.seal(formerBox, providerId, 'secret of a client'),
  });
  for (const id of people) {
    await secondFactors.begin(pool, id, formerBox.seal(Buffer.from(id), nameOfSecret(id)));
  }
});

async function run(args: readonly string[], ...keys: readonly [string, string?]) {
  const out: string[] = [];
  const terminal = {
    stdin: Readable.from([]),
    write: async (text: string) => void out.push(text),
    explain: (text: string) => void out.push(text),
  };
  const environment = { DATABASE_URL: url, ENCRYPTION_KEY: keys[0], ENCRYPTION_KEY_PREVIOUS: keys[1] };
  return { code: await secrets(args, terminal, () => environment), out: out.join('') };
}

test('says how much needs the former key, seals it anew, and then the former one is needed no more', async () => {
  expect(await run([], former)).toMatchObject({ code: 0 });
  const before = await run([], today, former);
  expect(before.code).toBe(1);
  expect(before.out).toContain('1 secrets of identity providers');
  expect(before.out).toContain('103 secrets of authenticator apps');
  expect(await run(['reseal'], today, former)).toMatchObject({ code: 0 });
  const box = createSecretBox(today);
  const provider = await identityProviders.find(pool, providerId);
  expect(provider && secretOfProvider.open(box, providerId, provider.clientSecret)).toBe('secret of a client');
  for (const id of people) {
    const { rows } = await pool.query<{ secret: Buffer }>('SELECT secret FROM second_factor WHERE staff_id = $1', [id]);
    expect(rows[0] && box.open(rows[0].secret, nameOfSecret(id)).toString()).toBe(id);
  }
});

test('seals nothing twice, and leaves what no key opens as it is', async () => {
  const box = createSecretBox(today, former);
  expect(await resealSecrets({ pool, box })).toEqual([
    { kind: 'identity_provider', resealed: 1, unreadable: 0 },
    { kind: 'second_factor', resealed: 103, unreadable: 0 },
  ]);
  const none = { resealed: 0, unreadable: 0 };
  expect(await resealSecrets({ pool, box })).toMatchObject([none, none]);
  const withoutFormer = createSecretBox('a third passphrase of tests, of at least 32 characters');
  expect(await resealSecrets({ pool, box: withoutFormer })).toMatchObject([{ unreadable: 1 }, { unreadable: 103 }]);
  expect(await run(['reseal'], today)).toMatchObject({ code: 0 });
});

test('says how it is used when it is asked, or asked for what it does not do', async () => {
  expect((await run(['--help'], today)).code).toBe(0);
  expect((await run(['reseal', 'everything'], today)).code).toBe(2);
});
