import { randomUUID } from 'node:crypto';
import type { AuditPage } from '#domain/contracts/audit';
import type { RoleView } from '#domain/contracts/role';
import type { StaffView } from '#domain/contracts/staff';
import type { TeamView } from '#domain/contracts/team';
import type { StaffActor } from '#domain/permissions/actor';
import { hashOfToken, newSecretToken } from '#process/secret-token';
import { oneTimeLinks } from '#store/people/one-time-links';
import { sessions } from '#store/people/sessions';
import { endpointsOver, testJwtSecret } from '#testkit/desk-endpoints';
import { insertStaff, insertTeam } from '#testkit/factories/desk';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

let desk: TestDesk;
let origin: string;
let admin: StaffActor;
let agent: StaffActor;
let made = 0;

beforeAll(async () => {
  desk = await openTestDesk();
  ({ origin } = await serveTestApp(endpointsOver(desk.pool)));
  await desk.pool.query(`UPDATE installation SET mail_secret = 'a secret of tests'`);
  await desk.pool.query(`INSERT INTO mail_address (address, name) VALUES ('desk@nixflow.test', 'Desk')`);
});
beforeEach(async () => {
  admin = await insertStaff(desk.pool, { role: 'admin' });
  await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [admin.id]);
  agent = await insertStaff(desk.pool);
});

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each asks for what it reads
async function ask<Reply>(who: StaffActor, method: string, path: string, body?: object) {
  const token = await signTestToken(testJwtSecret, who);
  const response = await fetch(`${origin}/api${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Reply & { code?: string } };
}
const name = (what: string) => `${what} ${String((made += 1))}`;
const makeRole = (who: StaffActor, permissions: readonly string[], called = name('Role')) =>
  ask<RoleView>(who, 'POST', '/roles', { name: called, permissions });
const invite = (who: StaffActor, given: object = {}) =>
  ask<StaffView>(who, 'POST', '/staff', {
    name: 'Ann',
    email: `${name('ann').replace(' ', '')}@example.com`,
    role: 'agent',
    teamIds: [],
    ...given,
  });
const change = (who: StaffActor, id: string, body: object) => ask<StaffView>(who, 'PATCH', `/staff/${id}`, body);
/** The newest entries about something. */
const toldOf = async (subject: string) =>
  (await ask<AuditPage>(admin, 'GET', `/audit?subject=${subject}`)).body.entries;

describe('a role', () => {
  test('is made, changed and deleted, and each is told with what changed', async () => {
    const { status, body: role } = await makeRole(admin, ['ticket.work', 'ticket.delete']);
    expect(status).toBe(201);
    const { body: changed } = await ask<RoleView>(admin, 'PUT', `/roles/${role.code}`, {
      name: 'Closers',
      permissions: ['ticket.work'],
    });
    expect(changed).toMatchObject({ code: role.code, name: 'Closers', permissions: ['ticket.work'] });
    expect((await ask(admin, 'DELETE', `/roles/${role.code}`)).status).toBe(204);
    const entries = await toldOf(role.code);
    expect(entries.map(({ act }) => act)).toEqual(['role.deleted', 'role.changed', 'role.created']);
    expect(entries[1]).toMatchObject({
      by: { id: admin.id },
      address: '127.0.0.1',
      changes: [
        { field: 'name', from: role.name, to: 'Closers' },
        { field: 'permissions', from: ['ticket.work', 'ticket.delete'], to: ['ticket.work'] },
      ],
    });
  });

  test('gives nobody more than its maker has, nor takes it', async () => {
    const { body: managing } = await makeRole(admin, ['people.manage', 'role.manage']);
    const manager = await insertStaff(desk.pool);
    await desk.pool.query('UPDATE staff SET role = $2 WHERE id = $1', [manager.id, managing.code]);
    expect((await makeRole(manager, ['role.manage'])).status).toBe(201);
    expect((await makeRole(manager, ['audit.read'])).status).toBe(403);
    expect((await change(manager, manager.id, { role: 'admin' })).status).toBe(403);
    expect((await change(manager, admin.id, { isActive: false })).status).toBe(403);
    expect((await invite(manager, { role: 'admin' })).status).toBe(403);
    const { body: strong } = await makeRole(admin, ['audit.read']);
    expect((await ask(manager, 'PUT', `/roles/${strong.code}`, { name: name('Weak'), permissions: [] })).status).toBe(
      403,
    );
    expect((await ask(manager, 'DELETE', `/roles/${strong.code}`)).status).toBe(403);
  });

  test('that somebody has, or that is ready-made, stays; a name is one role’s', async () => {
    const { body: role } = await makeRole(admin, ['ticket.work']);
    await change(admin, agent.id, { role: role.code });
    expect((await ask(admin, 'DELETE', `/roles/${role.code}`)).body.code).toBe('not_possible');
    expect((await ask(admin, 'DELETE', '/roles/agent')).body.code).toBe('not_possible');
    expect((await ask(admin, 'PUT', '/roles/admin', { name: 'Admin', permissions: [] })).body.code).toBe(
      'not_possible',
    );
    expect((await makeRole(admin, [], role.name.toUpperCase())).body.code).toBe('not_possible');
    expect((await makeRole(admin, ['everything'])).status).toBe(400);
  });

  test('holds for whoever has it with their next request', async () => {
    const { body: role } = await makeRole(admin, []);
    await change(admin, agent.id, { role: role.code });
    expect((await ask(agent, 'GET', '/audit')).status).toBe(403);
    await ask(admin, 'PUT', `/roles/${role.code}`, { name: role.name, permissions: ['audit.read'] });
    expect((await ask(agent, 'GET', '/audit')).status).toBe(200);
  });
});

describe('a colleague', () => {
  test('is invited by a mail with a link, which no list shows, and has not signed up until then', async () => {
    const teamId = await insertTeam(desk.pool);
    const { status, body } = await invite(admin, { teamIds: [teamId] });
    expect({ status, ...body }).toMatchObject({ status: 201, hasSignedUp: false, isActive: true, teamIds: [teamId] });
    const { rows } = await desk.pool.query<{ text: string }>(
      `SELECT text FROM outgoing_mail WHERE kind = 'invitation' AND $1 = ANY(to_addresses)`,
      [body.email],
    );
    expect(rows[0]?.text).toMatch(/\/choose-password#\S{20,}/);
    expect((await invite(admin, { email: body.email.toUpperCase() })).body.code).toBe('not_possible');
    expect((await invite(admin, { role: 'nobody' })).body.code).toBe('unknown_reference');
    expect((await invite(admin, { teamIds: [admin.id] })).body.code).toBe('unknown_reference');
  });

  const linksTo = async (email: string) =>
    (
      await desk.pool.query<{ text: string }>(
        `SELECT text FROM outgoing_mail WHERE kind = 'invitation' AND $1 = ANY(to_addresses) ORDER BY created_at`,
        [email],
      )
    ).rows.map(({ text }) => /choose-password#(\S+)/.exec(text)?.[1] ?? '');
  const isGood = async (token: string | undefined) =>
    (await oneTimeLinks.findGood(desk.pool, hashOfToken(token ?? '') ?? Buffer.alloc(0))) !== null;
  const inviteAgain = (who: StaffActor, id: string) => ask<StaffView>(who, 'POST', `/staff/${id}/invitation`);

  test('is invited again while they have not signed up: the new link is good, the old one void; not without end', async () => {
    const { body: ann } = await invite(admin);
    await desk.passSeconds(8 * 24 * 3_600);
    expect((await inviteAgain(admin, ann.id)).status).toBe(200);
    expect((await inviteAgain(admin, ann.id)).status).toBe(200);
    const links = await linksTo(ann.email);
    expect(await Promise.all(links.map(isGood))).toEqual([false, false, true]);
    expect((await toldOf(ann.id)).map(({ act }) => act)).toEqual([
      'person.invited_again',
      'person.invited_again',
      'person.invited',
    ]);
    expect((await inviteAgain(admin, ann.id)).status).toBe(200);
    expect((await inviteAgain(admin, ann.id)).body.code).toBe('too_many_requests');
    expect((await inviteAgain(agent, ann.id)).status).toBe(403);
    await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [ann.id]);
    await desk.passSeconds(16 * 60);
    expect((await inviteAgain(admin, ann.id)).body.code).toBe('not_possible');
    expect((await inviteAgain(admin, randomUUID())).status).toBe(404);
  });

  test('who is deactivated is not invited again, nor by somebody who may do less', async () => {
    const { body: ann } = await invite(admin, { role: 'admin' });
    const { body: managing } = await makeRole(admin, ['people.manage', 'role.manage']);
    const manager = await insertStaff(desk.pool);
    await desk.pool.query('UPDATE staff SET role = $2 WHERE id = $1', [manager.id, managing.code]);
    expect((await inviteAgain(manager, ann.id)).status).toBe(403);
    expect((await change(manager, ann.id, { email: 'mine@example.com' })).status).toBe(403);
    await change(admin, ann.id, { isActive: false });
    expect((await inviteAgain(admin, ann.id)).body.code).toBe('not_possible');
  });

  test('gets another address, which takes links to the old one their worth and leaves sessions', async () => {
    const { body: ann } = await invite(admin);
    const { body: other } = await invite(admin);
    const [link] = await linksTo(ann.email);
    expect(await isGood(link)).toBe(true);
    const { hash } = newSecretToken();
    await sessions.start(desk.pool, { staffId: ann.id, tokenHash: hash, userAgent: null, address: null });
    const email = `${name('ann.new').replace(' ', '')}@example.com`;
    expect((await change(admin, ann.id, { email: email.toUpperCase() })).body.email).toBe(email);
    expect(await isGood(link)).toBe(false);
    expect(await sessions.findOpen(desk.pool, hash)).toMatchObject({ email });
    expect((await toldOf(ann.id))[0]?.changes).toEqual([{ field: 'email', from: ann.email, to: email }]);
    expect((await change(admin, ann.id, { email: other.email })).body.code).toBe('not_possible');
    expect((await change(admin, ann.id, { email: 'Desk+1@nixflow.test' })).body.code).toBe('not_possible');
    expect((await invite(admin, { email: 'desk@nixflow.test' })).body.code).toBe('not_possible');
    expect((await change(admin, ann.id, { email: 'nowhere' })).status).toBe(400);
    expect((await change(admin, ann.id, { email, was: { email: ann.email } })).body.code).toBe('stale');
    expect((await inviteAgain(admin, ann.id)).status).toBe(200);
    expect(await isGood((await linksTo(email))[0])).toBe(true);
  });

  test('is away from when to when; a beginning after the end is refused', async () => {
    const absence = { from: '2026-12-20T00:00:00.000Z', until: '2027-01-03T00:00:00.000Z' };
    expect((await change(admin, agent.id, { absence })).body.absence).toEqual(absence);
    expect((await change(admin, agent.id, { absence: { from: absence.until, until: absence.from } })).status).toBe(400);
    expect((await change(admin, agent.id, { capacity: 20 })).body).toMatchObject({ absence, capacity: 20 });
    expect((await change(admin, agent.id, { absence: null })).body.absence).toBeNull();
    const [latest] = await toldOf(agent.id);
    expect(latest?.changes.map(({ field }) => field)).toEqual(['absentFrom', 'absentUntil']);
  });

  test('who may let others in is never the last to be let go', async () => {
    await desk.pool.query(`UPDATE staff SET is_active = false WHERE id <> $1 AND role = 'admin'`, [admin.id]);
    expect((await change(admin, admin.id, { isActive: false })).body.code).toBe('not_possible');
    expect((await change(admin, admin.id, { role: 'agent' })).body.code).toBe('not_possible');
    const second = await insertStaff(desk.pool, { role: 'admin' });
    await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [second.id]);
    const both = await Promise.all([
      change(admin, second.id, { isActive: false }),
      change(second, admin.id, { isActive: false }),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('takes no field that is not theirs to be given', async () => {
    for (const field of ['passwordHash', 'password_hash', 'id', 'permissions', 'kind', 'mustChangePassword']) {
      expect((await change(admin, agent.id, { [field]: 'x' })).status).toBe(400);
    }
  });
});

describe('a team', () => {
  test('has members, one of whom leads it, and hours; it is told who changed what', async () => {
    const { rows } = await desk.pool.query<{ id: string }>(`INSERT INTO calendar (name) VALUES ('Hours') RETURNING id`);
    const { status, body: team } = await ask<TeamView>(admin, 'POST', '/teams', {
      name: name('Team'),
      memberIds: [agent.id],
    });
    expect(status).toBe(201);
    const asked = { leadId: agent.id, calendarId: rows[0]?.id };
    const { body } = await ask<TeamView>(admin, 'PATCH', `/teams/${team.id}`, asked);
    expect(body).toMatchObject({ lead: { id: agent.id }, calendar: { name: 'Hours' }, memberIds: [agent.id] });
    expect((await ask(admin, 'PATCH', `/teams/${team.id}`, { leadId: admin.id })).body.code).toBe('not_possible');
    expect((await ask(admin, 'PATCH', `/teams/${team.id}`, { memberIds: [] })).body.code).toBe('not_possible');
    expect((await ask(admin, 'PATCH', `/teams/${team.id}`, { calendarId: agent.id })).body.code).toBe(
      'unknown_reference',
    );
    expect((await ask(admin, 'POST', '/teams', { name: team.name.toUpperCase() })).body.code).toBe('not_possible');
    expect((await ask(agent, 'GET', '/teams')).status).toBe(403);
    expect((await toldOf(team.id)).map(({ act }) => act)).toEqual(['team.changed', 'team.created']);
  });

  test('that is not active gets no tickets, and keeps those it has', async () => {
    const { body: team } = await ask<TeamView>(admin, 'POST', '/teams', { name: name('Team') });
    await ask(admin, 'PATCH', `/teams/${team.id}`, { isActive: false });
    const { body: found } = await ask<{ id: string }>(admin, 'POST', '/customers', {
      name: 'Ann',
      email: 'ann@team.example',
    });
    const opening = {
      subject: 'S',
      body: 'B',
      via: 'phone',
      requesterId: found.id,
      teamId: team.id,
    };
    expect((await ask(admin, 'POST', '/tickets', opening)).body.code).toBe('unknown_reference');
  });
});

test('the audit log is read by few, filtered, by pages, and nothing in it changes', async () => {
  for (let at = 0; at < 3; at += 1) await change(admin, agent.id, { capacity: at + 1 });
  expect((await ask(agent, 'GET', '/audit')).status).toBe(403);
  const { body: first } = await ask<AuditPage>(admin, 'GET', `/audit?by=${admin.id}&act=person.changed&limit=2`);
  expect(first.entries.map(({ changes }) => changes[0]?.to)).toEqual([3, 2]);
  const { body: rest } = await ask<AuditPage>(
    admin,
    'GET',
    `/audit?by=${admin.id}&act=person.changed&limit=2&after=${String(first.next)}`,
  );
  expect({ to: rest.entries.map(({ changes }) => changes[0]?.to), next: rest.next }).toEqual({ to: [1], next: null });
  expect((await ask(admin, 'GET', '/audit?after=nowhere')).status).toBe(400);
  await expect(desk.pool.query(`UPDATE audit_entry SET act = 'x'`)).rejects.toThrow('only added to');
  await expect(desk.pool.query('DELETE FROM audit_entry')).rejects.toThrow('only added to');
  await expect(desk.pool.query('TRUNCATE audit_entry')).rejects.toThrow('only added to');
});

test('who got a role of one’s own, and which group gets it, is told by the name of the role', async () => {
  const { body: role } = await makeRole(admin, ['ticket.work']);
  const { id } = await insertStaff(desk.pool);
  expect((await change(admin, id, { role: role.code })).status).toBe(200);
  const [changed] = await toldOf(id);
  expect(changed?.changes).toEqual([{ field: 'role', from: 'agent', to: role.name }]);
  await desk.pool.query(
    `INSERT INTO audit_entry (act, subject_kind, subject_id, subject_name, changes)
     VALUES ('identity_provider.changed', 'identity_provider', 'idp', 'Idp', $1)`,
    [JSON.stringify([{ field: 'roleByGroup', from: [], to: [`a = b = ${role.code}`, 'c = agent'] }])],
  );
  const [provider] = await toldOf('idp');
  expect(provider?.changes[0]?.to).toEqual([`a = b = ${role.name}`, 'c = agent']);
});

test('the audit log is exported, formulas in it are none, and that it was is in it', async () => {
  await makeRole(admin, [], '=HYPERLINK("http://evil.example")');
  const response = await fetch(`${origin}/api/audit/export?by=${admin.id}`, {
    headers: { Authorization: `Bearer ${await signTestToken(testJwtSecret, admin)}` },
  });
  expect(response.headers.get('content-disposition')).toContain('audit-log.csv');
  const text = await response.text();
  expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")"');
  expect(text.split('\r\n')[1]).toContain('"audit.exported"');
  const { body } = await ask<AuditPage>(admin, 'GET', '/audit?act=audit.exported&limit=1');
  const { name } = body.entries[0]?.by ?? {};
  expect(body.entries[0]?.changes).toEqual([{ field: 'by', from: null, to: name }]);
});

test('an export that leaves out older entries says so in its last line', async () => {
  await desk.pool.query(
    `INSERT INTO audit_entry (act, subject_kind, subject_id, subject_name, changes)
     SELECT 'team.changed', 'team', 'many', 'Many', '[]' FROM generate_series(1, 50001)`,
  );
  const lines = async (query: string) => {
    const response = await fetch(`${origin}/api/audit/export?${query}`, {
      headers: { Authorization: `Bearer ${await signTestToken(testJwtSecret, admin)}` },
    });
    return (await response.text()).trimEnd().split('\r\n');
  };
  expect((await lines('subject=many')).at(-1)).toContain('There are older entries');
  expect((await lines('kind=role')).at(-1)).not.toContain('There are older entries');
}, 120_000);
