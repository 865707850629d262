import { randomBytes } from 'node:crypto';
import type { AdminContext } from '#commands/admin/admin-context';
import { requestPasswordReset } from '#commands/people/request-password-reset';
import { changeProvider, createProvider, deleteProvider } from '#commands/people/sso/change-provider';
import { secretOfProvider } from '#commands/people/sso/secret-of-provider';
import { identityProviderRequest, type IdentityProviderRequest } from '#domain/contracts/sso';
import { createSecretBox } from '#process/secret-box';
import { sessions } from '#store/people/sessions';
import { insertStaff } from '#testkit/factories/desk';
import { startOidcProvider, type ProviderLies, type TestProvider } from '#testkit/oidc-provider';
import { serveSessions } from '#testkit/serve-sessions';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import type { JWTPayload } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

let desk: TestDesk;
let provider: TestProvider;
let served: Awaited<ReturnType<typeof serveSessions>>;
let providerId: string;
let context: AdminContext;
let asked: IdentityProviderRequest;
let made = 0;

const box = createSecretBox('a passphrase of tests, of at least 32 characters');

beforeAll(async () => {
  desk = await openTestDesk();
  provider = await startOidcProvider();
  served = await serveSessions(desk.pool);
});
beforeEach(async () => {
  await desk.pool.query('DELETE FROM identity_provider');
  const admin = await insertStaff(desk.pool, { role: 'admin' });
  await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [admin.id]);
  const { issuer, clientId, clientSecret } = provider;
  asked = identityProviderRequest.parse({
    ...{ name: 'Company', issuer, clientId, clientSecret },
    roleByGroup: [
      { group: 'leads', role: 'supervisor' },
      { group: 'desk', role: 'agent' },
    ],
  });
  context = { pool: desk.pool, actor: admin, address: null, requestId: 'r', deliverSoon: () => undefined };
  ({ id: providerId } = await createProvider(context, { ...asked, box }));
});

type Browser = ReturnType<typeof served.browser>;
/** Each from an address of its own, so that no limit is met. */
const aBrowser = () => served.browser(`198.51.100.${String((made += 1) % 250)}`);
const subject = () => `subject ${String((made += 1))}`;
const address = () => `ann${String((made += 1))}@company.example`;
const begin = async (browser: Browser) => {
  const { body } = await browser.call('POST /session/sso', { providerId });
  return (body as unknown as { url: string }).url;
};
/** Go to the provider in a browser and come back as somebody. */
async function signIn(claims: JWTPayload, lies: ProviderLies = {}, browser = aBrowser()) {
  const query = provider.answer(await begin(browser), claims, lies);
  return browser.call('POST /session/sso/answer', { query });
}
const person = async (email: string) =>
  (
    await desk.pool.query<{ id: string; name: string; role: string }>(
      'SELECT id, name, role FROM staff WHERE email = $1',
      [email],
    )
  ).rows[0];

describe('whoever the provider vouches for', () => {
  test('is let in as the colleague of that address, if it is verified, and known by the subject from then on', async () => {
    const { id } = await insertStaff(desk.pool);
    const email = address();
    await desk.pool.query('UPDATE staff SET email = $2 WHERE id = $1', [id, email]);
    const sub = subject();
    expect(await signIn({ sub, email: email.toUpperCase(), email_verified: true, groups: ['desk'] })).toMatchObject({
      status: 201,
      body: { staffId: id, role: { code: 'agent' } },
    });
    // Married, moved, renamed: still the same person.
    expect(await signIn({ sub, email: address(), email_verified: true, groups: ['desk'] })).toMatchObject({
      body: { staffId: id },
    });
  });

  test('is nobody if the address is not verified, whoever has it', async () => {
    const { id } = await insertStaff(desk.pool);
    const email = address();
    await desk.pool.query('UPDATE staff SET email = $2 WHERE id = $1', [id, email]);
    for (const claims of [
      { email },
      { email, email_verified: false },
      { email, email_verified: 'true' },
      { email_verified: true },
      {},
    ]) {
      expect(await signIn({ sub: subject(), groups: ['desk'], ...claims })).toMatchObject({ status: 401 });
    }
    const { rows } = await desk.pool.query('SELECT FROM staff_identity WHERE staff_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('is made a colleague with the role of their groups, which follows them at each sign-in', async () => {
    const [sub, email] = [subject(), address()];
    const browser = aBrowser();
    await signIn({ sub, email, email_verified: true, name: 'Ann Lee', groups: ['sales', 'desk'] }, {}, browser);
    expect(await person(email)).toMatchObject({ name: 'Ann Lee', role: 'agent' });
    expect((await browser.call('GET /mine')).status).toBe(204);
    await signIn({ sub, email, email_verified: true, groups: ['leads', 'desk'] });
    const promoted = await person(email);
    expect(promoted).toMatchObject({ role: 'supervisor' });
    // Another role ends what was open with the old one.
    expect((await browser.call('GET /mine')).status).toBe(401);
    expect(served.endedSockets.at(-1)).toEqual({ staffId: promoted?.id });
    expect((await signIn({ sub, email, email_verified: true, groups: ['sales'] })).status).toBe(401);
  });

  test('is nobody by an address alone who may do more than their groups give', async () => {
    const boss = await insertStaff(desk.pool, { role: 'admin' });
    const email = address();
    await desk.pool.query('UPDATE staff SET email = $2 WHERE id = $1', [boss.id, email]);
    expect((await signIn({ sub: subject(), email, email_verified: true, groups: ['leads'] })).status).toBe(401);
    expect(await person(email)).toMatchObject({ id: boss.id, role: 'admin' });
  });

  test('is not let in with more than the provider gives, and is left what nobody else could give back', async () => {
    const [sub, email] = [subject(), address()];
    await signIn({ sub, email, email_verified: true, groups: ['desk'] });
    await desk.pool.query(`UPDATE staff SET is_active = false WHERE email <> $1`, [email]);
    await desk.pool.query(`UPDATE staff SET role = 'admin' WHERE email = $1`, [email]);
    expect((await signIn({ sub, email, email_verified: true, groups: ['desk'] })).status).toBe(401);
    expect(await person(email)).toMatchObject({ role: 'admin' });
  });

  test('leaves nothing open of whoever was signed in in that browser before', async () => {
    const browser = aBrowser();
    const [first, second] = [address(), address()];
    await signIn({ sub: subject(), email: first, email_verified: true, groups: ['desk'] }, {}, browser);
    await signIn({ sub: subject(), email: second, email_verified: true, groups: ['desk'] }, {}, browser);
    const { rows } = await desk.pool.query<{ email: string }>(
      'SELECT p.email FROM session e JOIN staff p ON p.id = e.staff_id WHERE e.ended_at IS NULL AND p.email IN ($1, $2)',
      [first, second],
    );
    expect(rows).toEqual([{ email: second }]);
  });

  test('is called by their address if what the provider calls them is no name, and is nobody with what is no address', async () => {
    const called = async (name: string) => {
      const email = address();
      const { status } = await signIn({ sub: subject(), email, email_verified: true, name, groups: ['desk'] });
      return [status, (await person(email))?.name === email];
    };
    for (const name of ['x'.repeat(20_000), 'A\r\nBcc: eve@evil.example', '   ', 'a\u0000b']) {
      expect(await called(name)).toEqual([201, true]);
    }
    await desk.pool.query(`INSERT INTO mail_address (address, name) VALUES ('desk@company.example', 'Desk')`);
    for (const email of ['no address', 'a@b.example\r\nBcc: eve@evil.example', 'desk@company.example']) {
      expect((await signIn({ sub: subject(), email, email_verified: true, groups: ['desk'] })).status).toBe(401);
    }
    for (const sub of ['', 'a\u0000b', 'x'.repeat(256)]) {
      expect((await signIn({ sub, email: address(), email_verified: true, groups: ['desk'] })).status).toBe(401);
    }
  });

  test('is not let in by a group whose role is not there any more', async () => {
    const gone = JSON.stringify([{ group: 'desk', role: 'gone' }]);
    await desk.pool.query('UPDATE identity_provider SET role_by_group = $1', [gone]);
    const claims = { sub: subject(), email: address(), email_verified: true, groups: ['desk'] };
    expect((await signIn(claims)).status).toBe(401);
  });

  test('is meant by this issuer alone: another needs its own secret, and knows nobody', async () => {
    await signIn({ sub: subject(), email: address(), email_verified: true, groups: ['desk'] });
    const { clientSecret, ...kept } = asked;
    const elsewhere = { ...kept, id: providerId, issuer: 'https://other.example', box };
    await expect(changeProvider(context, elsewhere)).rejects.toMatchObject({ code: 'not_possible' });
    const known = async () => (await desk.pool.query('SELECT FROM staff_identity')).rowCount;
    expect(await known()).toBe(1);
    await changeProvider(context, { ...elsewhere, clientSecret });
    expect(await known()).toBe(0);
  });

  test('is not let in once they are deactivated', async () => {
    const [sub, email] = [subject(), address()];
    await signIn({ sub, email, email_verified: true, groups: ['desk'] });
    await desk.pool.query('UPDATE staff SET is_active = false WHERE email = $1', [email]);
    expect((await signIn({ sub, email, email_verified: true, groups: ['desk'] })).status).toBe(401);
  });

  test('who signs in twice at once for the first time is one person', async () => {
    const [sub, email] = [subject(), address()];
    const claims = { sub, email, email_verified: true, groups: ['desk'] };
    const answers = await Promise.all([signIn(claims), signIn(claims), signIn(claims)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { rows } = await desk.pool.query('SELECT FROM staff WHERE email = $1', [email]);
    expect(rows).toHaveLength(1);
  });
});

describe('whoever manages people', () => {
  const change = (fields: Partial<IdentityProviderRequest>) => {
    const { clientSecret: _, ...kept } = asked;
    return changeProvider(context, { ...kept, ...fields, id: providerId, box });
  };
  const claimsOf = (email: string, verified = true) => ({
    ...{ sub: subject(), email, email_verified: verified, groups: ['desk'] },
  });

  test('lets in some domains alone, whoever was let in before', async () => {
    const ann = claimsOf(address());
    expect((await signIn(ann)).status).toBe(201);
    await change({ domains: ['partner.example'], defaultRole: 'agent' });
    for (const claims of [ann, claimsOf('bob@other.example'), claimsOf('bob@team.partner.example')]) {
      expect(await signIn(claims)).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
    }
    expect((await signIn(claimsOf('bob@partner.example', false))).status).toBe(401);
    expect((await signIn(claimsOf('Bob@Partner.example'))).status).toBe(201);
  });

  test('finds in the log who was made a colleague, with which role and by which provider', async () => {
    const email = address();
    await signIn({ ...claimsOf(email), name: 'Ann Lee' });
    await signIn({ ...claimsOf(email), name: 'Ann Lee' });
    const { id } = (await person(email)) ?? {};
    const { rows } = await desk.pool.query<{ act: string; changes: unknown }>(
      'SELECT act, changes FROM audit_entry WHERE subject_id = $1',
      [id],
    );
    expect(rows).toEqual([
      {
        act: 'person.came_by_provider',
        changes: expect.arrayContaining([
          { field: 'role', from: null, to: 'agent' },
          { field: 'provider', from: null, to: 'Company' },
        ]) as unknown,
      },
    ]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['offers a provider no more', () => change({ isActive: false })],
    ['moves it elsewhere', () => change({ issuer: 'https://other.example', clientSecret: 'another' })],
    ['deletes it', () => deleteProvider(context, { id: providerId })],
  ])('ends the sessions that it opened, and no others, when one %s', async (_, act) => {
    const browser = aBrowser();
    const email = address();
    await signIn(claimsOf(email), {}, browser);
    const { id = '' } = (await person(email)) ?? {};
    await sessions.start(desk.pool, { staffId: id, tokenHash: randomBytes(32), userAgent: null, address: null });
    expect(await sessions.listOf(desk.pool, id)).toHaveLength(2);
    await act();
    expect((await browser.call('GET /mine')).status).toBe(401);
    expect(await sessions.listOf(desk.pool, id)).toHaveLength(1);
  });

  test('cannot shut out everybody who may let others in', async () => {
    await desk.pool.query('UPDATE staff SET password_hash = NULL');
    await desk.pool.query('INSERT INTO staff_identity (provider_id, subject, staff_id) VALUES ($1, $2, $3)', [
      ...[providerId, subject(), context.actor.id],
    ]);
    const refused = { code: 'not_possible', detail: 'Nobody would be left who can let others in.' };
    await expect(deleteProvider(context, { id: providerId })).rejects.toMatchObject(refused);
    await expect(change({ isActive: false })).rejects.toMatchObject(refused);
    await expect(change({ issuer: 'https://other.example', clientSecret: 'x' })).rejects.toMatchObject(refused);
    await change({ name: 'Another' });
    await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [context.actor.id]);
    await deleteProvider(context, { id: providerId });
  });

  test('has nobody mail themselves a password who comes by a provider, while it is offered', async () => {
    const email = address();
    await signIn(claimsOf(email));
    const { id } = (await person(email)) ?? {};
    const ask = async () => {
      await requestPasswordReset(context, { email, origin: 'http://desk.example' });
      return (await desk.pool.query('SELECT FROM one_time_link WHERE staff_id = $1', [id])).rowCount;
    };
    expect(await ask()).toBe(0);
    await change({ isActive: false });
    expect(await ask()).toBe(1);
  });

  test('hears that the provider has lost its secret, which is no bug and no wrong password', async () => {
    const other = createSecretBox('another passphrase of tests, of at least 32 characters');
    const { clientSecret = '' } = asked;
    const browser = aBrowser();
    const query = provider.answer(await begin(browser), claimsOf(address()));
    await desk.pool.query('UPDATE identity_provider SET client_secret = $1', [
      secretOfProvider.seal(other, providerId, clientSecret),
    ]);
    const unreadable = { status: 503, body: { code: 'secret_unreadable' } };
    expect(await browser.call('POST /session/sso', { providerId })).toMatchObject(unreadable);
    expect(await browser.call('POST /session/sso/answer', { query })).toMatchObject(unreadable);
  });
});

describe('an answer is not taken', () => {
  const claims = () => ({ sub: subject(), email: address(), email_verified: true, groups: ['desk'] });

  test.each<[string, ProviderLies]>([
    ['that another key signed', { withOtherKey: true }],
    ['for another sign-in', { nonce: 'another' }],
    ['for another client', { audience: 'another' }],
    ['of another issuer', { issuer: 'https://other.example' }],
  ])('%s', async (_, lies) => {
    expect(await signIn(claims(), lies)).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
  });

  test('in a browser that did not ask, with another state, twice, or made up', async () => {
    const browser = aBrowser();
    const query = provider.answer(await begin(browser), claims());
    expect((await aBrowser().call('POST /session/sso/answer', { query })).status).toBe(401);
    expect(
      (await browser.call('POST /session/sso/answer', { query: query.replace(/state=[^&]+/, 'state=x') })).status,
    ).toBe(401);
    const again = provider.answer(await begin(browser), claims());
    expect((await browser.call('POST /session/sso/answer', { query: again })).status).toBe(201);
    expect((await browser.call('POST /session/sso/answer', { query: again })).status).toBe(401);
    expect((await browser.call('POST /session/sso/answer', { query: '?error=access_denied' })).status).toBe(401);
  });

  test('of a provider that is not offered any more', async () => {
    const browser = aBrowser();
    const query = provider.answer(await begin(browser), claims());
    await desk.pool.query('UPDATE identity_provider SET is_active = false');
    expect((await browser.call('POST /session/sso/answer', { query })).status).toBe(404);
    expect((await browser.call('GET /session/sso')).body).toEqual({ providers: [] });
  });
});

test('the secret lies sealed, and neither log nor audit log has it', async () => {
  const { rows } = await desk.pool.query<{ text: string }>(
    `SELECT row_to_json(p)::text AS text FROM identity_provider p UNION ALL SELECT row_to_json(a)::text FROM audit_entry a`,
  );
  expect(rows.map(({ text }) => text).join()).not.toContain(provider.clientSecret);
  expect(rows.map(({ text }) => text).join()).not.toContain(Buffer.from(provider.clientSecret).toString('hex'));
});

test('no two providers have one name, whatever its case: each is a button at the door', async () => {
  const taken = { code: 'not_possible', reason: 'name_taken' };
  await expect(createProvider(context, { ...asked, name: 'COMPANY', box })).rejects.toMatchObject(taken);
  const [one, other] = await Promise.allSettled([
    createProvider(context, { ...asked, name: 'Partner', box }),
    createProvider(context, { ...asked, name: 'partner', box }),
  ]);
  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
  const { clientSecret: _, ...kept } = asked;
  await expect(changeProvider(context, { ...kept, id: providerId, name: 'pARTNER', box })).rejects.toMatchObject(taken);
  expect(await changeProvider(context, { ...kept, id: providerId, name: 'company', box })).toMatchObject({
    name: 'company',
  });
});
