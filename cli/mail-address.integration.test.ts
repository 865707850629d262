import { rawMails } from '#store/mail/raw-mail';
import { mailAddresses } from '#store/mail/mail-addresses';
import { seed } from '#store/seed';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertTeam } from '#testkit/factories/desk';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { mailAddress } from './mail-address.ts';

let url: string;
let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  url = database.url;
  const own = new pg.Pool({ connectionString: url });
  atEndOfFile('pool', () => own.end());
  pool = own;
});
beforeEach(async () => {
  await pool.query('DELETE FROM raw_mail; DELETE FROM mail_address; DELETE FROM team_member; DELETE FROM team');
  await seed(pool);
});

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const write = (text: string) => Promise.resolve(void (said.out += text));
  const explain = (text: string) => void (said.err += text);
  const code = await mailAddress(args, { write, explain }, () => ({ DATABASE_URL: url }));
  return { code, ...said };
}

test('an installation gets an address of its own in place of the one it came with', async () => {
  expect(await run()).toEqual({ code: 0, out: 'support@localhost\tSupport\n', err: '' });
  const changed = await run('change', 'support@localhost', '--to', 'Help@Desk.example', '--name', 'Desk');
  expect(changed).toEqual({ code: 0, out: 'help@desk.example\tDesk\n', err: '' });
});

test('a team has an address of its own, and gives it back', async () => {
  const teamId = await insertTeam(pool);
  expect((await run('add', 'billing@desk.example', '--team', teamId)).out).toMatch(
    /^billing@desk\.example\tSupport\tTeam \d+\nsupport@localhost\tSupport\n$/,
  );
  expect(await mailAddresses.list(pool)).toMatchObject([{ address: 'billing@desk.example', teamId }, {}]);
  await run('change', 'billing@desk.example', '--no-team');
  expect(await mailAddresses.list(pool)).toMatchObject([{ teamId: null }, {}]);
  expect(await run('remove', 'billing@desk.example')).toMatchObject({ code: 0, out: 'support@localhost\tSupport\n' });
});

test('what was done stands in the audit log, by whoever runs the installation', async () => {
  const told = async () => {
    const { rows } = await pool.query<{ told: string }>(
      `SELECT concat_ws(' ', act, subject_name, changes #>> '{0,from}', '→', changes #>> '{0,to}') AS told FROM audit_entry
       WHERE subject_kind = 'mail_address' AND staff_id IS NULL AND subject_name = 'audited@desk.example' ORDER BY at, id`,
    );
    return rows.map((row) => row.told);
  };
  await run('add', 'audited@desk.example');
  await run('change', 'audited@desk.example', '--name', 'Support');
  await run('change', 'audited@desk.example', '--name', 'Billing');
  await run('remove', 'audited@desk.example');
  expect(await told()).toEqual([
    'mail_address.added audited@desk.example → audited@desk.example',
    'mail_address.changed audited@desk.example Support → Billing',
    'mail_address.removed audited@desk.example audited@desk.example →',
  ]);
});

test('what cannot be is said, and changes nothing', async () => {
  await run('add', 'help@desk.example');
  const [own] = await mailAddresses.list(pool);
  const kept = { contentHash: 'a', size: 7 };
  await rawMails.insert(pool, { ...kept, mailAddressIds: own ? [own.id] : [], envelopeFrom: null });
  const before = await mailAddresses.list(pool);
  const refused = {
    'add help@desk.example': 'already',
    'change help@desk.example --to support@localhost': 'already',
    'change nobody@desk.example --name X': 'No mail is taken',
    'remove help@desk.example': 'Mail came at',
    'add new@desk.example --team Nobody': 'There is no team Nobody',
  };
  for (const [args, why] of Object.entries(refused)) {
    const { code, err } = await run(...args.split(' '));
    expect([code, err]).toEqual([1, expect.stringContaining(why)]);
  }
  expect(await mailAddresses.list(pool)).toEqual(before);
});

test.each([
  'open x@y.example',
  'add',
  'add two@y.example words@y.example',
  'add no-address',
  'add support+1042@y.example',
  'add x@y.example --to z@y.example',
  'change x@y.example --team A --no-team',
  'remove x@y.example --name X',
  'list x@y.example',
  'add x@y.example --colour red',
])('%s makes no sense, and it says how it is used', async (args) => {
  expect(await run(...args.split(' '))).toMatchObject({
    ...{ code: 2, out: '' },
    err: expect.stringContaining('nixflow mail address add ADDRESS') as string,
  });
});

test('help is no mistake', async () => {
  expect(await run('--help')).toMatchObject({ code: 0 });
});
