import { seedKnownAdmin } from '#commands/people/seed-known-admin';
import { createPasswordHashing } from '#process/hash-passwords';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startNode } from '#testkit/child-process';
import { createTestDatabase } from '#testkit/database';
import { insertAccount } from '#testkit/factories/account';
import { serveSessions } from '#testkit/serve-sessions';
import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { user } from './user.ts';

let url: string;
let pool: pg.Pool;

beforeEach(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  url = database.url;
  const own = new pg.Pool({ connectionString: url });
  atEndOfFile('pool', () => own.end());
  pool = own;
});

/** Run the command on the database of this test. */
async function run(args: readonly string[], input = '') {
  const out: string[] = [];
  const said: string[] = [];
  const terminal = {
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    write: async (text: string) => void out.push(text),
    explain: (text: string) => void said.push(text),
  };
  const code = await user(args, terminal, () => ({ DATABASE_URL: url, FRONTEND_URL: 'https://desk.example' }));
  return { code, out: out.join(''), said: said.join('') };
}

const people = async () => {
  const { rows } = await pool.query<object>(
    'SELECT name, email, role, is_active AS "isActive" FROM staff ORDER BY email',
  );
  return rows;
};

test('the first admin is let in by a link; then there are no more', async () => {
  const made = await run(['set-up-link', 'Ada@Example.com', '--name', 'Ada Lovelace']);
  expect(made.code).toBe(0);
  const [, token = ''] = /^https:\/\/desk\.example\/choose-password#([\w-]{43})\n$/.exec(made.out) ?? [];
  expect(made.said).not.toContain(token);
  expect(await people()).toEqual([{ name: 'Ada Lovelace', email: 'ada@example.com', role: 'admin', isActive: true }]);
  // Lost on the way: a newer one takes its place.
  const again = await run(['set-up-link', 'ada@example.com']);
  const newer = again.out.trim().split('#')[1] ?? '';
  const { browser } = await serveSessions(pool);
  const use = (one: string) => browser().call(`POST /one-time-links/${one}`, { password: 'a password of my own' });
  expect([(await use(token)).status, (await use(newer)).status]).toEqual([404, 201]);

  const late = await run(['set-up-link', 'eve@example.com']);
  expect(late).toMatchObject({ code: 1, out: '' });
  expect(late.said).toContain('An admin can sign in already');
  expect(await people()).toHaveLength(1);
});

test('whoever is there already becomes the admin and keeps their name', async () => {
  const { id, email } = await insertAccount(pool);
  await pool.query('UPDATE staff SET is_active = false WHERE id = $1', [id]);
  expect((await run(['set-up-link', email, '--name', 'Other'])).code).toBe(0);
  expect(await people()).toMatchObject([
    { email, role: 'admin', isActive: true, name: expect.stringMatching(/^Staff/) as string },
  ]);
});

test('a password that an operator sets is the one from then on, and everybody else is out', async () => {
  const { email, password } = await insertAccount(pool, { mustChangePassword: true });
  const { browser: open } = await serveSessions(pool);
  const browser = open();
  await browser.call('POST /session', { email, password });
  const { code, out, said } = await run(['set-password', email.toUpperCase()], 'set by an operator\nnot this line');
  expect([code, out]).toEqual([0, '']);
  expect(said).not.toContain('set by');
  expect((await browser.call('GET /session')).status).toBe(401);
  const signedIn = await browser.call('POST /session', { email, password: 'set by an operator' });
  expect(signedIn.body.mustChangePassword).toBe(false);
});

test.each([
  ['', 'needs at least 10 characters'],
  ['admin123', 'is known to everybody'],
])('the password %j is refused, in words', async (password, why) => {
  const { email } = await insertAccount(pool);
  const { code, said } = await run(['set-password', email], `${password}\n`);
  expect([code, said]).toEqual([1, `The password ${why}.\n`]);
});

test('nobody is made by setting a password', async () => {
  const { code, said } = await run(['set-password', 'nobody@example.com'], 'a password of my own');
  expect(code).toBe(1);
  expect(said).toContain('nobody@example.com');
  expect(await people()).toEqual([]);
});

test('a server that is away is said in a sentence', async () => {
  url = 'postgresql://nobody@127.0.0.1:1/none';
  const { code, said } = await run(['set-up-link', 'ada@example.com']);
  expect(code).toBe(1);
  expect(said).toMatch(/ECONNREFUSED/);
  expect(said).not.toMatch(/\n\s+at /);
});

test('the first admin of a machine of development has the password everybody knows, until there is another way in', async () => {
  const context = { pool, passwords: createPasswordHashing() };
  await Promise.all([seedKnownAdmin(context), seedKnownAdmin(context)]);
  expect(await people()).toEqual([
    { name: 'Administrator', email: 'admin@nixflow.com', role: 'admin', isActive: true },
  ]);
  const known = { email: 'admin@nixflow.com', password: 'admin123' };
  const { browser } = await serveSessions(pool);
  expect((await browser().call('POST /session', known)).body.mustChangePassword).toBe(true);
  // Should such a database ever be taken to production, that password opens nothing there.
  const production = await serveSessions(pool, { production: true });
  expect((await production.browser().call('POST /session', known)).body.code).toBe('wrong_credentials');

  await pool.query(`UPDATE staff SET email = 'ada@example.com'`);
  await seedKnownAdmin(context);
  expect(await people()).toHaveLength(1);
});

test('the migration lets the first admin in outside production, and in production says how to make one', async () => {
  const migrate = async (NODE_ENV: string) => {
    const { exited, output } = await startNode('cli/migrate.ts', { env: { DATABASE_URL: url, NODE_ENV } });
    expect(await exited).toEqual({ code: 0, signal: null });
    return output();
  };
  const inProduction = await migrate('production');
  expect(inProduction).toContain('Nobody can sign in yet');
  expect(inProduction).toContain('user set-up-link EMAIL');
  expect(inProduction).not.toMatch(/[\w-]{43}/);
  expect(await people()).toEqual([]);
  expect(await migrate('development')).not.toContain('Nobody can sign in yet');
  expect(await people()).toMatchObject([{ email: 'admin@nixflow.com' }]);
  await migrate('development');
  expect(await people()).toHaveLength(1);
});
