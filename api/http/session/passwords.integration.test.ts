import { makeOneTimeLink } from '#commands/people/make-one-time-link';
import type { LinkPurpose } from '#domain/contracts/session';
import { createPasswordHashing } from '#process/hash-passwords';
import { setClockShift } from '#store/clock';
import { inTransaction } from '#store/transaction';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertAccount } from '#testkit/factories/account';
import { insertStaff } from '#testkit/factories/desk';
import { serveSessions } from '#testkit/serve-sessions';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});
afterEach(() => setClockShift(pool, 0));

const chosen = 'a password of my own';
const hour = 3_600_000;

/** Somebody signed in in two browsers. */
async function inTwoBrowsers(draft: Parameters<typeof insertAccount>[1] = {}) {
  const { id, email, password } = await insertAccount(pool, draft);
  const { browser, log } = await serveSessions(pool);
  const [here, there] = [browser(), browser('198.51.100.1')];
  for (const one of [here, there]) await one.call('POST /session', { email, password });
  return { id, email, password, here, there, browser, log };
}

test('who must change their password can do nothing else, and everything afterwards', async () => {
  const { email, password, here, there, browser } = await inTwoBrowsers({ mustChangePassword: true });
  for (const request of ['GET /mine', 'POST /mine']) {
    const { status, body } = await here.call(request);
    expect([status, body.code]).toEqual([403, 'password_change_required']);
  }
  expect((await here.call('GET /session')).body.mustChangePassword).toBe(true);

  const changed = await here.call('PUT /session/password', { current: password, new: chosen });
  expect([changed.status, changed.body.mustChangePassword]).toEqual([200, false]);
  expect((await here.call('GET /session')).body).toEqual(changed.body);
  expect((await here.call('POST /mine')).status).toBe(204);
  // Whoever else knew the old one is out.
  expect((await there.call('GET /session')).status).toBe(401);
  const signIn = async (tried: string) => (await browser().call('POST /session', { email, password: tried })).status;
  expect([await signIn(password), await signIn(chosen)]).toEqual([401, 201]);
});

test('who must change it may sign out instead', async () => {
  const { here } = await inTwoBrowsers({ mustChangePassword: true });
  expect((await here.call('DELETE /session')).status).toBe(204);
});

test.each<[string, (who: { email: string; password: string }) => object, string]>([
  ['another than the current one', () => ({ current: 'something else', new: chosen }), '/current password_wrong'],
  ['nine characters', () => ({ new: 'nine char' }), '/new password_too_short'],
  ['a book', () => ({ new: 'x'.repeat(257) }), '/new password_too_long'],
  ['the address', ({ email }) => ({ new: email.toUpperCase() }), '/new password_is_address'],
  ['the old one', ({ password }) => ({ new: password }), '/new password_is_old'],
  ['the one of a first start', () => ({ new: 'admin123' }), '/new password_well_known'],
  ['none', () => ({ new: '' }), '/new too_small'],
  ['a number', () => ({ new: 1_234_567_890 }), '/new invalid_type'],
])('%s changes nothing, and it is said where', async (_, body, place) => {
  const { email, password, here, there } = await inTwoBrowsers();
  const { status, body: problem } = await here.call('PUT /session/password', {
    current: password,
    ...body({ email, password }),
  });
  expect([status, problem.code]).toEqual([400, 'invalid_request']);
  expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([place]);
  for (const browser of [here, there]) expect((await browser.call('GET /mine')).status).toBe(204);
});

test('whoever found an open browser cannot try passwords there for long; strangers keep its owner from nothing', async () => {
  const { email, password, here, browser } = await inTwoBrowsers();
  for (let count = 0; count < 5; count += 1) {
    expect((await here.call('PUT /session/password', { current: 'a guess of ten', new: chosen })).status).toBe(400);
  }
  const right = await here.call('PUT /session/password', { current: password, new: chosen });
  expect([right.status, right.headers.has('Retry-After')]).toEqual([429, true]);
  expect((await browser('203.0.113.1').call('POST /session', { email, password })).status).toBe(201);
});

test('who tries to sign in with somebody’s address does not keep them from changing their password', async () => {
  const { email, password, here, browser } = await inTwoBrowsers();
  for (let count = 0; count < 6; count += 1) {
    await browser('203.0.113.7').call('POST /session', { email, password: 'a guess of ten' });
  }
  expect((await here.call('PUT /session/password', { current: password, new: chosen })).status).toBe(200);
});

test('changing a password without being signed in is refused before anything is looked at', async () => {
  const { browser } = await serveSessions(pool);
  expect((await browser().call('PUT /session/password', '{broken')).status).toBe(401);
});

describe('a one-time link', () => {
  const linkFor = (staffId: string) => inTransaction(pool, (client) => makeOneTimeLink(client, staffId, 'set_up'));

  test('says whose it is, gives a password once, signs in here, and ends what was open elsewhere', async () => {
    const { id, email, here, there, browser } = await inTwoBrowsers();
    const { token, expiresAt } = await linkFor(id);
    const guest = browser('203.0.113.1');
    const seen = await guest.call(`GET /one-time-links/${token}`);
    expect(seen.body).toEqual<object>({
      ...{ purpose: 'set_up', name: expect.any(String) as string, email, expiresAt: expiresAt.toISOString() },
    });
    const used = await guest.call(`POST /one-time-links/${token}`, { password: chosen });
    expect([used.status, used.body.staffId]).toEqual([201, id]);
    expect((await guest.call('POST /mine')).status).toBe(204);
    for (const one of [here, there]) expect((await one.call('GET /session')).status).toBe(401);

    const other = browser('203.0.113.2');
    for (const request of [`GET /one-time-links/${token}`, `POST /one-time-links/${token}`]) {
      const answer = await other.call(
        request,
        request.startsWith('POST') ? { password: 'yet another one' } : undefined,
      );
      expect([answer.status, answer.body.code, other.cookie()]).toEqual([404, 'not_found', '']);
    }
    expect((await other.call('POST /session', { email, password: chosen })).status).toBe(201);
  });

  test('lets in somebody who never had a password, also where they had to change it', async () => {
    const { id } = await insertStaff(pool, { role: 'admin' });
    await pool.query('UPDATE staff SET must_change_password = true WHERE id = $1', [id]);
    const { token } = await linkFor(id);
    const { browser } = await serveSessions(pool);
    const { status, body } = await browser().call(`POST /one-time-links/${token}`, { password: chosen });
    expect([status, body.role, body.mustChangePassword]).toEqual([201, { code: 'admin', name: 'Admin' }, false]);
  });

  test('of two who use it at once, one succeeds', async () => {
    const { id } = await insertStaff(pool);
    const { token } = await linkFor(id);
    const { browser } = await serveSessions(pool);
    const use = (password: string) => browser().call(`POST /one-time-links/${token}`, { password });
    const statuses = (await Promise.all([use('the first of both'), use('the second of both')])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([201, 404]);
    const { rows } = await pool.query('SELECT FROM session WHERE staff_id = $1 AND ended_at IS NULL', [id]);
    expect(rows).toHaveLength(1);
  });

  test('that lost its worth while its password was being hashed gives none', async () => {
    const { id } = await insertStaff(pool);
    const { token } = await linkFor(id);
    const passwords = createPasswordHashing();
    const hash = async (password: string) => {
      await linkFor(id);
      return passwords.hash(password);
    };
    const { browser } = await serveSessions(pool, { passwords: { ...passwords, hash } });
    expect((await browser().call(`POST /one-time-links/${token}`, { password: chosen })).status).toBe(404);
  });

  test.each<[string, string]>([
    ['a short password', 'short'],
    ['the password until now', 'correct horse battery'],
  ])('is still good after %s', async (_, password) => {
    const { id } = await insertAccount(pool);
    const { token } = await linkFor(id);
    const { browser } = await serveSessions(pool);
    const refused = await browser().call(`POST /one-time-links/${token}`, { password });
    expect(refused.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/password' }] });
    expect((await browser().call(`POST /one-time-links/${token}`, { password: chosen })).status).toBe(201);
  });

  test('is over after a day, after a newer one, after another password, and with its person', async () => {
    const { browser } = await serveSessions(pool);
    const isGood = async (token: string) => (await browser().call(`GET /one-time-links/${token}`)).status === 200;
    const use = async (token: string) =>
      (await browser().call(`POST /one-time-links/${token}`, { password: chosen })).status;
    const late = await linkFor((await insertStaff(pool)).id);
    await setClockShift(pool, 24 * hour - 60_000);
    expect(await isGood(late.token)).toBe(true);
    await setClockShift(pool, 24 * hour + 1_000);
    expect([await isGood(late.token), await use(late.token)]).toEqual([false, 404]);

    const { id, password, here } = await inTwoBrowsers();
    const [older, newer] = [await linkFor(id), await linkFor(id)];
    expect([await isGood(older.token), await isGood(newer.token)]).toEqual([false, true]);
    await here.call('PUT /session/password', { current: password, new: 'changed meanwhile' });
    expect([await isGood(newer.token), await use(newer.token)]).toEqual([false, 404]);

    const gone = await linkFor(id);
    await pool.query('UPDATE staff SET is_active = false WHERE id = $1', [id]);
    expect([await isGood(gone.token), await use(gone.token)]).toEqual([false, 404]);
  });

  test('that anybody may ask for takes nothing from an invitation', async () => {
    const { id } = await insertStaff(pool);
    const make = (purpose: LinkPurpose) => inTransaction(pool, (client) => makeOneTimeLink(client, id, purpose));
    const invitation = await make('invitation');
    const [older, newer] = [await make('reset_password'), await make('reset_password')];
    const { browser } = await serveSessions(pool);
    const isGood = async (token: string) => (await browser().call(`GET /one-time-links/${token}`)).status === 200;
    const areGood = () => Promise.all([invitation, older, newer].map(({ token }) => isGood(token)));
    expect(await areGood()).toEqual([true, false, true]);
    await browser().call(`POST /one-time-links/${invitation.token}`, { password: chosen });
    expect(await areGood()).toEqual([false, false, false]);
  });

  test('that nobody made is not there, whatever it looks like', async () => {
    const { browser } = await serveSessions(pool);
    for (const token of ['x', 'a'.repeat(43), '..%2F..%2Fsession', encodeURIComponent("' OR true --")]) {
      expect((await browser().call(`GET /one-time-links/${token}`)).body.code).toBe('not_found');
      expect((await browser().call(`POST /one-time-links/${token}`, { password: chosen })).body.code).toBe('not_found');
    }
    const { body } = await browser().call(`POST /one-time-links/${'a'.repeat(43)}`, { token: 'x' });
    expect(body.code).toBe('invalid_request');
  });

  test('stands in no log, and a foreign page cannot use it', async () => {
    const { id } = await insertStaff(pool);
    const { token } = await linkFor(id);
    const { browser, log } = await serveSessions(pool);
    const evil = { Origin: 'https://evil.example' };
    const foreign = await browser().call(`POST /one-time-links/${token}`, { password: chosen }, evil);
    expect(foreign.status).toBe(403);
    expect((await browser().call(`POST /one-time-links/${token}`, { password: chosen })).status).toBe(201);
    expect(log.text()).not.toContain(token);
    expect(log.text()).not.toContain(chosen);
  });
});
