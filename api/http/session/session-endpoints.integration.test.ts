import { hash } from '@node-rs/argon2';
import { PERMISSIONS } from '#domain/permissions/permission';
import { createPasswordHashing } from '#process/hash-passwords';
import { setClockShift } from '#store/clock';
import { sessions } from '#store/people/sessions';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertAccount } from '#testkit/factories/account';
import { insertStaff, insertTeam } from '#testkit/factories/desk';
import { serveSessions } from '#testkit/serve-sessions';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});
afterEach(() => setClockShift(pool, 0));

const hour = 3_600_000;
const day = 24 * hour;

const rowsOf = async (staffId: string) => {
  const { rows } = await pool.query<{ endedAt: Date | null; lastSeenAt: Date; userAgent: string; address: string }>(
    `SELECT ended_at AS "endedAt", last_seen_at AS "lastSeenAt", user_agent AS "userAgent", address
     FROM session WHERE staff_id = $1 ORDER BY created_at`,
    [staffId],
  );
  return rows;
};

/** Somebody who has signed in. */
async function signedIn() {
  const desk = await serveSessions(pool);
  const account = await insertAccount(pool);
  const credentials = { email: account.email, password: account.password };
  const browser = desk.browser();
  const { status, body } = await browser.call('POST /session', credentials);
  expect([status, body.staffId]).toEqual([201, account.id]);
  return { ...desk, account, credentials, browser };
}

test('who signs in is told who they are, keeps being it, and is nobody after signing out', async () => {
  const teamId = await insertTeam(pool);
  const account = await insertAccount(pool, { role: 'admin', teamIds: [teamId] });
  const { email, password } = account;
  const { browser: open } = await serveSessions(pool);
  const browser = open('2001:db8::7');
  const capitals = { email: ` ${email.toUpperCase()} `, password };
  const { status, body } = await browser.call('POST /session', capitals);
  expect(status).toBe(201);
  expect(body).toEqual<object>({
    ...{ staffId: account.id, name: expect.stringMatching(/^Staff/) as string, email },
    ...{ role: { code: 'admin', name: 'Admin' }, permissions: expect.arrayContaining([...PERMISSIONS]) as string[] },
    ...{ teamIds: [teamId], mustChangePassword: false },
    csrfToken: expect.stringMatching(/^[\w-]{43}$/) as string,
  });
  expect((await browser.call('GET /session')).body).toEqual(body);
  expect((await browser.call('GET /mine')).status).toBe(204);
  expect(await rowsOf(account.id)).toMatchObject([{ userAgent: 'a browser of tests', address: '2001:db8::7' }]);

  const out = await browser.call('DELETE /session');
  expect([out.status, browser.cookie()]).toEqual([204, '']);
  expect((await browser.call('GET /session')).body.code).toBe('unauthenticated');
  expect((await browser.call('DELETE /session')).status).toBe(204);
});

test('whoever shares an address with a flood of strangers can still sign out', async () => {
  const { email, password } = await insertAccount(pool);
  const { browser: open } = await serveSessions(pool);
  const [browser, stranger] = [open(), open()];
  await browser.call('POST /session', { email, password });
  for (let count = 0; count < 100; count += 1) await stranger.call('GET /session');
  expect((await stranger.call('GET /session')).status).toBe(429);
  expect((await browser.call('DELETE /session')).status).toBe(204);
});

test('the cookie is out of the reach of scripts and other sites; over https it is for this host and TLS alone', async () => {
  const { email, password } = await insertAccount(pool);
  const cookieAt = async (frontend: string) => {
    const { browser } = await serveSessions(pool, { frontend });
    const { headers } = await browser().call('POST /session', { email, password });
    const [line = '', ...more] = headers.getSetCookie();
    expect(more).toEqual([]);
    const [, name, token = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    expect(token).toMatch(/^[\w-]{43}$/);
    return {
      name,
      token,
      attributes: line
        .split('; ')
        .slice(1)
        .filter((one) => !one.startsWith('Expires='))
        .sort(),
    };
  };
  const attributes = ['HttpOnly', `Max-Age=${7 * 24 * 60 * 60}`, 'Path=/', 'SameSite=Lax'];
  const plain = await cookieAt('http://desk.example');
  expect(plain).toMatchObject({ name: 'nixflow_session', attributes });
  const secure = await cookieAt('https://desk.example');
  expect(secure).toMatchObject({ name: '__Host-nixflow_session', attributes: [...attributes, 'Secure'] });
  // What is stored of a token is not the token.
  const { rows } = await pool.query('SELECT FROM session WHERE token_hash = $1', [
    Buffer.from(plain.token, 'base64url'),
  ]);
  expect(rows).toEqual([]);
});

test('whatever is wrong, the answer is the same, and a hash was computed for it', async () => {
  const { email, password } = await insertAccount(pool);
  const gone = await insertAccount(pool);
  await pool.query('UPDATE staff SET is_active = false WHERE id = $1', [gone.id]);
  const unset = await insertStaff(pool);
  const { rows } = await pool.query<{ email: string }>('SELECT email FROM staff WHERE id = $1', [unset.id]);
  const passwords = createPasswordHashing();
  const matches = vi.spyOn(passwords, 'matches');
  const { browser } = await serveSessions(pool, { passwords });
  const tries = [
    { email, password: `${password}!` },
    { email: 'nobody@nixflow.test', password },
    { email: gone.email, password: gone.password },
    { email: rows[0]?.email, password },
    { email: `${email}%`, password },
  ];
  const answers = [];
  for (const [index, credentials] of tries.entries()) {
    const { status, headers, body } = await browser(`192.0.2.${index}`).call('POST /session', credentials);
    answers.push({ status, cookies: headers.getSetCookie(), body: { ...body, requestId: '' } });
    expect(matches).toHaveBeenCalledTimes(index + 1);
  }
  expect(answers[0]).toMatchObject({ status: 401, cookies: [], body: { code: 'wrong_credentials' } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

describe('after five tries that failed', () => {
  const failFive = async (
    open: Awaited<ReturnType<typeof serveSessions>>['browser'],
    email: string,
    address: string,
  ) => {
    for (let count = 0; count < 5; count += 1) {
      const { body } = await open(address).call('POST /session', { email, password: 'a wrong password' });
      expect(body.code).toBe('wrong_credentials');
    }
  };

  test('the sixth is refused though it is right, from anywhere, with the time to come again', async () => {
    const { email, password } = await insertAccount(pool);
    const { browser } = await serveSessions(pool);
    await failFive(browser, email, '192.0.2.1');
    for (const address of ['192.0.2.1', '198.51.100.1']) {
      const { status, headers, body } = await browser(address).call('POST /session', { email, password });
      expect([status, body.code, headers.getSetCookie()]).toEqual([429, 'too_many_requests', []]);
      expect(Number(headers.get('Retry-After'))).toBeGreaterThan(890);
      expect(Number(headers.get('Retry-After'))).toBeLessThanOrEqual(900);
    }
  });

  test('an account that is not there is refused alike', async () => {
    const { browser } = await serveSessions(pool);
    await failFive(browser, 'nobody@nixflow.test', '192.0.2.1');
    const { body } = await browser('192.0.2.2').call('POST /session', { email: 'nobody@nixflow.test', password: 'x' });
    expect(body.code).toBe('too_many_requests');
  });

  test('others may sign in from elsewhere, and nobody from where they failed', async () => {
    const [one, other] = [await insertAccount(pool), await insertAccount(pool)];
    const { browser } = await serveSessions(pool);
    await failFive(browser, one.email, '2001:db8:1:2::1');
    const { email, password } = other;
    const neighbour = await browser('2001:db8:1:2:ffff::2').call('POST /session', { email, password });
    expect(neighbour.status).toBe(429);
    expect((await browser('2001:db8:1:3::1').call('POST /session', { email, password })).status).toBe(201);
  });
});

test('a hash of other days is made anew when its owner signs in, and only then', async () => {
  const { id, email, password } = await insertAccount(pool);
  const old = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await pool.query('UPDATE staff SET password_hash = $2 WHERE id = $1', [id, old]);
  const hashOf = async () => {
    const { rows } = await pool.query<{ hash: string }>('SELECT password_hash AS hash FROM staff WHERE id = $1', [id]);
    return rows[0]?.hash;
  };
  const { browser } = await serveSessions(pool);
  await browser().call('POST /session', { email, password: 'a wrong password' });
  expect(await hashOf()).toBe(old);
  // Several at once: whoever finds the hash changed judges anew.
  const tries = Array.from({ length: 4 }, (_, count) =>
    browser(`192.0.2.${count}`).call('POST /session', { email, password }),
  );
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const renewed = await hashOf();
  expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await browser().call('POST /session', { email, password });
  expect(await hashOf()).toBe(renewed);
});

test('a session outlives the process that opened it', async () => {
  const { browser, account } = await signedIn();
  const { browser: open } = await serveSessions(pool);
  const later = open();
  later.plant(browser.cookie());
  expect((await later.call('GET /session')).body.staffId).toBe(account.id);
});

test('what the database says of a person holds at once: role, absence, the end of a session', async () => {
  const { browser, account } = await signedIn();
  await pool.query(`UPDATE staff SET role = 'supervisor' WHERE id = $1`, [account.id]);
  expect((await browser.call('GET /session')).body.permissions).toContain('ticket.see_all');
  await pool.query('UPDATE staff SET is_active = false WHERE id = $1', [account.id]);
  expect((await browser.call('GET /mine')).status).toBe(401);
  await pool.query('UPDATE staff SET is_active = true WHERE id = $1', [account.id]);
  expect((await browser.call('GET /mine')).status).toBe(204);
  await pool.query('UPDATE session SET ended_at = nixflow_now() WHERE staff_id = $1', [account.id]);
  expect((await browser.call('GET /mine')).status).toBe(401);
});

test('a session ends when it is not used for half a day, and after a week however much it is used', async () => {
  const { browser } = await signedIn();
  const at = async (shift: number) => {
    await setClockShift(pool, shift);
    return (await browser.call('GET /session')).status;
  };
  for (let shift = 11 * hour; shift < 7 * day; shift += 11 * hour)
    expect([shift, await at(shift)]).toEqual([shift, 200]);
  expect(await at(7 * day - hour)).toBe(200);
  expect(await at(7 * day + 1_000)).toBe(401);

  const idle = await signedIn();
  await setClockShift(pool, 7 * day + 1_000 + 13 * hour);
  expect((await idle.browser.call('GET /session')).status).toBe(401);
});

test('being used is noted once a minute', async () => {
  const { browser, account } = await signedIn();
  const lastSeen = async () => (await rowsOf(account.id))[0]?.lastSeenAt.getTime();
  const first = await lastSeen();
  await browser.call('GET /mine');
  // Nor by somebody who found it due together with others.
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM session WHERE staff_id = $1', [account.id]);
  await sessions.touch(pool, rows[0]!.id);
  expect(await lastSeen()).toBe(first);
  await setClockShift(pool, 61_000);
  await browser.call('GET /mine');
  const second = await lastSeen();
  expect(second).toBeGreaterThan((first ?? 0) + 60_000);
  await browser.call('GET /mine');
  expect(await lastSeen()).toBe(second);
});

describe('what a foreign page sends', () => {
  const evil = { Origin: 'https://evil.example' };
  const changing = ['POST /mine', 'DELETE /session', 'PUT /session/password'];

  test('changes nothing, although the browser adds the cookie', async () => {
    const { browser, credentials } = await signedIn();
    for (const request of [...changing, 'POST /session']) {
      const body = request === 'POST /session' ? credentials : request.startsWith('PUT') ? {} : undefined;
      const answer = await browser.call(request, body, evil);
      expect([request, answer.status, answer.headers.getSetCookie()]).toEqual([request, 403, []]);
    }
    expect((await browser.call('POST /mine')).status).toBe(204);
  });

  test('changes nothing either when it does not say where it comes from', async () => {
    const { browser } = await signedIn();
    for (const request of changing) {
      const answer = await browser.call(request, request.startsWith('PUT') ? {} : undefined, { Origin: null });
      expect([request, answer.body.code]).toEqual([request, 'forbidden']);
    }
    expect((await browser.call('GET /mine', undefined, { Origin: null })).status).toBe(204);
  });
});

describe('what a page of another session sends', () => {
  const changing = ['POST /mine', 'DELETE /session', 'PUT /session/password'];

  test('changes nothing: each session has a token of its own, which its pages show', async () => {
    const [{ browser, account }, { browser: other }] = [await signedIn(), await signedIn()];
    const tokenOf = async (who: typeof browser) => (await who.call('GET /session')).body.csrfToken;
    const [own, foreign] = [await tokenOf(browser), await tokenOf(other)];
    const wrong = [null, '', foreign, own.slice(1), `${own}, ${own}`, own.toLowerCase(), 'null', '[]', '*'];
    for (const request of changing) {
      for (const shown of wrong) {
        const body = request.startsWith('PUT') ? {} : undefined;
        const answer = await browser.call(request, body, { 'X-CSRF-Token': shown });
        expect([request, shown, answer.status, answer.body.code]).toEqual([request, shown, 403, 'stale_session']);
      }
    }
    expect(await rowsOf(account.id)).toMatchObject([{ endedAt: null }]);
    // Such a one is of somebody who is known: nobody else at their address has fewer tries for it.
    expect((await browser.call('POST /session', {})).headers.get('RateLimit')).toMatch(/;r=9\d;/);
    expect((await browser.call('GET /mine', undefined, { 'X-CSRF-Token': null })).status).toBe(204);
    expect((await browser.call('POST /mine', undefined, { 'X-CSRF-Token': own })).status).toBe(204);
  });

  test('is that of whoever was signed in before, also of the same person', async () => {
    const { browser, credentials } = await signedIn();
    const before = (await browser.call('GET /session')).body.csrfToken;
    const { body } = await browser.call('POST /session', credentials);
    expect(body.csrfToken).not.toBe(before);
    const sent = async (token: string) =>
      (await browser.call('POST /mine', undefined, { 'X-CSRF-Token': token })).status;
    expect([await sent(before), await sent(body.csrfToken)]).toEqual([403, 204]);
  });
});

test('a cookie of a session that is over is dropped by signing out, whatever is shown with it', async () => {
  const { browser, account } = await signedIn();
  await pool.query('UPDATE session SET ended_at = nixflow_now() WHERE staff_id = $1', [account.id]);
  const { status } = await browser.call('DELETE /session', undefined, { 'X-CSRF-Token': null });
  expect([status, browser.cookie()]).toEqual([204, '']);
});

test('signing in makes a new token, whatever the browser had before, and ends what that opened', async () => {
  const { browser, account, credentials } = await signedIn();
  const first = browser.cookie();
  expect((await browser.call('POST /session', credentials)).status).toBe(201);
  expect(browser.cookie()).not.toBe(first);
  expect((await rowsOf(account.id)).map(({ endedAt }) => endedAt !== null)).toEqual([true, false]);

  const planted = `nixflow_session=${'p'.repeat(43)}`;
  browser.plant(planted);
  expect((await browser.call('GET /session')).status).toBe(401);
  await browser.call('POST /session', credentials);
  expect(browser.cookie()).toMatch(/^nixflow_session=[\w-]{43}$/);
  expect(browser.cookie()).not.toBe(planted);
  browser.plant(planted);
  expect((await browser.call('GET /session')).status).toBe(401);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{"email":', 'malformed_request'],
  ['nothing', undefined, 'invalid_request'],
  ['null', 'null', 'invalid_request'],
  ['a list', [], 'invalid_request'],
  ['no password', { email: 'a@b' }, 'invalid_request'],
  ['an address that is a number', { email: 7, password: 'x' }, 'invalid_request'],
  ['a password that is a list', { email: 'a@b', password: ['x'] }, 'invalid_request'],
  ['a password that is a query', { email: 'a@b', password: { $ne: '' } }, 'invalid_request'],
  ['an empty password', { email: 'a@b', password: '' }, 'invalid_request'],
  ['a password like a book', { email: 'a@b', password: 'x'.repeat(1_025) }, 'invalid_request'],
  ['a field nobody asked for', { email: 'a@b', password: 'x', role: 'admin' }, 'invalid_request'],
  ['a NUL character', { email: 'a@b', password: 'a\0' }, 'malformed_request'],
])('%s signs nobody in and is told apart from a wrong password', async (_, body, code) => {
  const { browser, log } = await serveSessions(pool);
  const { status, body: problem } = await browser().call('POST /session', body);
  expect([status, problem.code]).toEqual([400, code]);
  expect(log.lines().filter(({ level }) => level === 'error')).toEqual([]);
});

test('cookies that are none are nobody', async () => {
  const { browser: open } = await serveSessions(pool);
  const browser = open();
  for (const value of ['', '%00', 'é'.repeat(43), 'x'.repeat(4_000)]) {
    browser.plant(`nixflow_session=${value}`);
    expect((await browser.call('GET /session')).status).toBe(401);
  }
});

test('a socket is let in by the headers of its handshake, and known by the session whose end it must notice', async () => {
  const { browser, account, readers } = await signedIn();
  const handshake = { method: 'GET', headers: { cookie: `theme=dark; ${browser.cookie()}` } };
  const { actor, sessionId } = await readers.readSignedIn(handshake);
  expect(actor).toEqual({ kind: 'staff', id: account.id, permissions: ['ticket.work'], teamIds: [] });
  const { rows } = await pool.query('SELECT id FROM session WHERE staff_id = $1', [account.id]);
  expect(rows).toEqual([{ id: sessionId }]);
  await pool.query('UPDATE staff SET must_change_password = true WHERE id = $1', [account.id]);
  await expect(readers.readSignedIn(handshake)).rejects.toMatchObject({ code: 'password_change_required' });
  await browser.call('DELETE /session');
  await expect(readers.readSignedIn(handshake)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(readers.readSignedIn({ method: 'GET', headers: {} })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('neither password nor token stands in the log', async () => {
  const { browser, log, credentials } = await signedIn();
  await browser.call('POST /session', { ...credentials, password: 'canary in the mine' });
  await browser.call('PUT /session/password', { current: 'canary in the mine', new: 'canary in the mine' });
  const token = browser.cookie().split('=')[1] ?? '';
  expect(token).toHaveLength(43);
  for (const secret of [token, credentials.password, 'canary']) expect(log.text()).not.toContain(secret);
});
