import { openTicket } from '#commands/tickets/open-ticket';
import { receiveMail } from '#commands/mail/receive-mail';
import type { CustomerView, OrganisationView } from '#domain/contracts/customer';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { customers } from '#store/people/customers';
import { endpointsOver, testJwtSecret } from '#testkit/desk-endpoints';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

let desk: TestDesk;
let origin: string;
let supervisor: StaffActor;
let agent: StaffActor;

beforeAll(async () => {
  desk = await openTestDesk();
  ({ origin } = await serveTestApp(endpointsOver(desk.pool)));
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  agent = await insertStaff(desk.pool);
});

type Person = Exclude<Actor, { kind: 'engine' }>;
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each asks for what it reads
async function ask<Reply>(who: Person, method: string, path: string, body?: object) {
  const token = await signTestToken(testJwtSecret, who);
  const response = await fetch(`${origin}/api${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Reply & { code?: string; detail?: string },
  };
}
const read = async (id: string) => (await ask<CustomerView>(agent, 'GET', `/customers/${id}`)).body;
const change = (who: Person, id: string, body: object) => ask<CustomerView>(who, 'PATCH', `/customers/${id}`, body);

describe('a customer', () => {
  let ada: string;
  let address: string;
  beforeEach(async () => {
    ({ id: ada } = await insertCustomer(desk.pool));
    ({ email: address } = await read(ada));
  });

  test('has several addresses, all of which are theirs, and mail goes to the one that is chosen', async () => {
    const work = `work.${address}`;
    const { status, body } = await change(agent, ada, {
      addresses: [address, work.toUpperCase()],
      email: work,
      phone: '+49 30 1234',
    });
    expect({ status, ...body }).toMatchObject({ status: 200, email: work, phone: '+49 30 1234', note: '' });
    expect(body.addresses.map((one) => one.address)).toEqual([address, work].sort());
    expect(await customers.findByAddress(desk.pool, work.toUpperCase())).toMatchObject({ id: ada });
    expect(await customers.insert(desk.pool, { name: 'Other', address: work })).toBeNull();
    await change(agent, ada, { addresses: [work] });
    expect(await customers.findByAddress(desk.pool, address)).toBeNull();
  });

  test('keeps the address that mail goes to, takes none of others, and none of this desk', async () => {
    const { id: other } = await insertCustomer(desk.pool);
    const { email: taken } = await read(other);
    const { rows } = await desk.pool.query<{ email: string }>('SELECT email FROM staff WHERE id = $1', [agent.id]);
    for (const body of [
      { addresses: [`b.${address}`] },
      { email: `b.${address}` },
      { addresses: [address, taken] },
      { addresses: [address, rows[0]?.email] },
    ]) {
      expect(await change(agent, ada, body)).toMatchObject({ status: 409, body: { code: 'not_possible' } });
    }
    expect((await read(ada)).addresses.map((one) => one.address)).toEqual([address]);
  });

  test('is blocked by who manages customers alone; what they mail is kept and makes no ticket', async () => {
    expect((await change(agent, ada, { isBlocked: true })).status).toBe(403);
    expect((await change(supervisor, ada, { isBlocked: true })).body.blockedAt).not.toBeNull();
    expect((await change(agent, ada, { note: 'Called twice.' })).body).toMatchObject({ note: 'Called twice.' });
    const rawMailId = await rawMail();
    expect(await receiveMail({ pool: desk.pool, deliverSoon: () => undefined }, mailFrom(address, rawMailId))).toBe(
      false,
    );
    const { rows } = await desk.pool.query('SELECT state, reason, ticket_id FROM raw_mail WHERE id = $1', [rawMailId]);
    expect(rows).toEqual([{ state: 'ignored', reason: 'blocked', ticket_id: null }]);
    await change(supervisor, ada, { isBlocked: false });
    expect(
      await receiveMail({ pool: desk.pool, deliverSoon: () => undefined }, mailFrom(address, await rawMail())),
    ).toBe(true);
  });

  test('whose mail comes back is marked so, until they write or somebody says that the address is right', async () => {
    await customers.markBounced(desk.pool, [address.toUpperCase()], '550 5.1.1 No such user');
    expect((await read(ada)).addresses).toMatchObject([
      { bounce: '550 5.1.1 No such user', bouncedAt: expect.any(String) as string },
    ]);
    expect((await ask(agent, 'DELETE', `/customers/${ada}/bounces/${encodeURIComponent(address)}`)).status).toBe(204);
    expect((await read(ada)).addresses).toMatchObject([{ bounce: null, bouncedAt: null }]);
    await customers.markBounced(desk.pool, [address], '550 5.1.1 No such user');
    await receiveMail({ pool: desk.pool, deliverSoon: () => undefined }, mailFrom(address, await rawMail()));
    expect((await read(ada)).addresses).toMatchObject([{ bounce: null }]);
  });

  test('who is another takes over addresses and tickets, whatever team has those; the old id leads to them', async () => {
    const { id: twin } = await insertCustomer(desk.pool);
    const { email: twinAddress } = await read(twin);
    const teamId = await insertTeam(desk.pool);
    const { ticketId } = await openTicket(desk.as(supervisor), buildOpenTicketInput(twin, { teamId }));
    expect((await ask(agent, 'PUT', `/customers/${twin}/merge`, { into: ada })).status).toBe(403);
    const merged = await ask<CustomerView>(supervisor, 'PUT', `/customers/${twin}/merge`, { into: ada });
    expect(merged).toMatchObject({ status: 200, body: { id: ada, email: address } });
    expect(merged.body.addresses.map((one) => one.address)).toEqual([address, twinAddress].sort());
    expect((await read(twin)).id).toBe(ada);
    expect(await customers.findByAddress(desk.pool, twinAddress)).toMatchObject({ id: ada });
    const { rows } = await desk.pool.query(
      `SELECT t.requester_id, f.data, f.cause FROM ticket t JOIN ticket_event f ON f.ticket_id = t.id AND f.seq = t.last_seq WHERE t.id = $1`,
      [ticketId],
    );
    expect(rows).toEqual([
      { requester_id: ada, data: { from: twin, to: ada }, cause: { kind: 'person', id: supervisor.id } },
    ]);
    expect(await change(supervisor, twin, { note: 'x' })).toMatchObject({ status: 409 });
    expect(await ask(supervisor, 'PUT', `/customers/${twin}/merge`, { into: ada })).toMatchObject({ status: 409 });
    expect(await ask(supervisor, 'PUT', `/customers/${ada}/merge`, { into: ada })).toMatchObject({ status: 409 });
    const { rows: told } = await desk.pool.query(
      `SELECT subject_id FROM audit_entry WHERE act = 'customer.merged' AND subject_id = $1`,
      [ada],
    );
    expect(told).toHaveLength(1);
  });

  test('two mergers that cross each other: one is done, none waits for ever', async () => {
    const { id: twin } = await insertCustomer(desk.pool);
    const answers = await Promise.all([
      ask(supervisor, 'PUT', `/customers/${twin}/merge`, { into: ada }),
      ask(supervisor, 'PUT', `/customers/${ada}/merge`, { into: twin }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('an organisation', () => {
  test('has the people of its domains, old and new, and lets go nobody', async () => {
    const { id: early } = (await customers.insert(desk.pool, { name: 'Early', address: 'early@acme.example' })) ?? {};
    const made = await ask<OrganisationView>(supervisor, 'POST', '/organisations', {
      name: 'Acme',
      domains: ['ACME.example'],
    });
    expect(made).toMatchObject({
      status: 201,
      body: { domains: ['acme.example'], customers: 1, sharesTickets: false },
    });
    await customers.insert(desk.pool, { name: 'Late', address: 'late@acme.example' });
    const { id } = made.body;
    const changed = await ask<OrganisationView>(supervisor, 'PATCH', `/organisations/${id}`, { name: 'Acme Ltd' });
    expect(changed.body).toMatchObject({ name: 'Acme Ltd', domains: ['acme.example'], customers: 2 });
    const people = await ask<{ customers: { name: string }[] }>(agent, 'GET', `/organisations/${id}/customers?limit=1`);
    expect(people.body).toMatchObject({ customers: [{ name: 'Early' }], next: early });
    const next = await ask(agent, 'GET', `/organisations/${id}/customers?after=${String(early)}`);
    expect(next.body).toMatchObject({ customers: [{ name: 'Late' }], next: null });
    expect((await ask(agent, 'GET', `/organisations/${id}/customers?after=nowhere`)).status).toBe(400);
    expect((await ask(supervisor, 'DELETE', `/organisations/${id}`)).status).toBe(204);
    expect((await read(String(early))).organisation).toBeNull();
  });

  test('has its name and its domains for itself, and is changed by who manages customers', async () => {
    const one = await ask<OrganisationView>(supervisor, 'POST', '/organisations', {
      name: 'One',
      domains: ['one.example'],
    });
    expect(await ask(supervisor, 'POST', '/organisations', { name: 'ONE' })).toMatchObject({ status: 409 });
    expect(await ask(supervisor, 'POST', '/organisations', { name: 'Two', domains: ['one.example'] })).toMatchObject({
      status: 409,
    });
    expect(await ask(agent, 'POST', '/organisations', { name: 'Three' })).toMatchObject({ status: 403 });
    expect(await ask(agent, 'GET', `/organisations?search=one`)).toMatchObject({
      body: { organisations: [{ id: one.body.id }] },
    });
    expect(await ask(supervisor, 'POST', '/organisations', { name: 'Four', domains: ['nodomain'] })).toMatchObject({
      status: 400,
    });
  });

  test('keeps what a change does not name, and is not changed by who saw something else there', async () => {
    const before = { name: 'Kept', note: 'Pays late.', domains: ['kept.example'], sharesTickets: true };
    const { body: made } = await ask<OrganisationView>(supervisor, 'POST', '/organisations', before);
    const change = (body: object) => ask<OrganisationView>(supervisor, 'PATCH', `/organisations/${made.id}`, body);
    expect((await change({ name: 'Kept Ltd' })).body).toMatchObject({ ...before, name: 'Kept Ltd' });
    expect((await change({})).body).toMatchObject({ ...before, name: 'Kept Ltd' });
    expect((await change({ note: '', domains: [] })).body).toMatchObject({
      note: '',
      domains: [],
      sharesTickets: true,
    });
    expect(await change({ note: 'New.', was: { note: 'Pays late.' } })).toMatchObject({
      ...{ status: 409, body: { code: 'stale' } },
    });
  });

  test('that shares tickets shows its people what the others asked for, and nobody else', async () => {
    const made = await ask<OrganisationView>(supervisor, 'POST', '/organisations', {
      name: 'Shared',
      domains: ['shared.example'],
    });
    const [asks, looks] = await Promise.all(
      ['asks', 'looks'].map(
        async (name) => (await customers.insert(desk.pool, { name, address: `${name}@shared.example` }))?.id ?? '',
      ),
    );
    const { ticketId } = await openTicket(desk.as(supervisor), buildOpenTicketInput(asks ?? ''));
    const colleague = { kind: 'customer', id: looks ?? '', organisationId: null } as const;
    expect((await ask(colleague, 'GET', `/tickets/${ticketId}`)).status).toBe(404);
    await ask(supervisor, 'PATCH', `/organisations/${made.body.id}`, { sharesTickets: true });
    expect((await ask(colleague, 'GET', `/tickets/${ticketId}`)).status).toBe(200);
    expect(
      (await ask<{ messages: unknown[] }>(colleague, 'GET', `/tickets/${ticketId}/thread`)).body.messages,
    ).toHaveLength(1);
    expect((await ask(await insertCustomer(desk.pool), 'GET', `/tickets/${ticketId}`)).status).toBe(404);
  });
});

describe('a list', () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  interface Page {
    readonly customers?: readonly { readonly name: string }[];
    readonly organisations?: readonly { readonly name: string }[];
    readonly next: string | null;
  }
  const named = async (path: string) => {
    const names: string[] = [];
    for (let after = ''; ;) {
      const { status, body } = await ask<Page>(agent, 'GET', `${path}&limit=3${after}`);
      expect(status).toBe(200);
      names.push(...(body.customers ?? body.organisations ?? []).map(({ name }) => name));
      if (body.next === null) return names;
      after = `&after=${body.next}`;
    }
  };
  const where = (written: object) => `where=${encodeURIComponent(JSON.stringify(written))}`;
  const field = async (subject: string, kind: string) => {
    const { rows } = await desk.pool.query<{ id: string }>(
      `INSERT INTO custom_field (subject, name, kind, position) VALUES ($1, $2, $3, 1) RETURNING id`,
      [subject, `${subject} ${kind}`, kind],
    );
    return rows[0]?.id ?? '';
  };

  test('of customers goes on from page to page, and is narrowed down by what is known of them', async () => {
    const [tier, motto] = [await field('customer', 'choice'), await field('customer', 'text')];
    const region = await field('organisation', 'choice');
    const { body: home } = await ask<OrganisationView>(supervisor, 'POST', '/organisations', {
      ...{ name: 'Listed', domains: ['listed.example'] },
    });
    await desk.pool.query('UPDATE organisation SET fields = $2 WHERE id = $1', [home.id, { [region]: 'north' }]);
    const ids = await Promise.all(
      letters.map(async (letter, at) => {
        const address = `${letter}@${at % 2 === 0 ? 'listed' : 'elsewhere'}.example`;
        const { id = '' } = (await customers.insert(desk.pool, { name: `Listed ${letter}`, address })) ?? {};
        const fields = { [tier]: at < 2 ? 'gold' : 'iron', ...(at === 4 && { [motto]: 'Onwards' }) };
        await desk.pool.query('UPDATE customer SET fields = $2 WHERE id = $1', [id, fields]);
        return id;
      }),
    );
    const all = letters.map((letter) => `Listed ${letter}`);
    expect(await named('/customers?search=listed')).toEqual(all);
    expect(await named(`/customers?organisation=${home.id}`)).toEqual([all[0], all[2], all[4], all[6]]);
    expect(await named(`/customers?${where({ field: `custom.${tier}`, op: 'is', value: 'gold' })}`)).toEqual(
      all.slice(0, 2),
    );
    expect(await named(`/customers?${where({ field: `custom.${motto}`, op: 'is_not_empty' })}`)).toEqual([all[4]]);
    const both = [
      { field: `custom.${tier}`, op: 'is', value: 'gold' },
      { field: `custom.${region}`, op: 'is', value: 'north' },
    ];
    expect(await named(`/customers?${where({ all: both })}`)).toEqual([all[0]]);
    await change(supervisor, ids[1] ?? '', { isBlocked: true });
    await customers.markBounced(desk.pool, ['c@listed.example'], '550');
    expect(await named('/customers?search=listed&mark=blocked')).toEqual([all[1]]);
    expect(await named('/customers?search=listed&mark=bounced')).toEqual([all[2]]);
    expect((await ask(agent, 'GET', '/customers?after=nowhere')).status).toBe(400);
    // Of a text no more than whether there is one, and of nothing but custom fields.
    for (const [wrong, pointer] of [
      [{ field: `custom.${motto}`, op: 'is', value: 'Onwards' }, '/where/op'],
      [{ not: { field: 'status', op: 'is', value: 'open' } }, '/where/not/field'],
      [{ any: [{ field: `custom.${home.id}`, op: 'is_empty' }] }, '/where/any/0/field'],
      [{ field: `custom.${tier}`, op: 'is', value: 'a\0' }, '/where/value'],
    ] as const) {
      expect(await ask(agent, 'GET', `/customers?${where(wrong)}`)).toMatchObject({
        ...{ status: 400, body: { code: 'invalid_request', errors: [{ in: 'query', pointer }] } },
      });
    }
  });

  test('of organisations too', async () => {
    const size = await field('organisation', 'number');
    for (const [at, letter] of letters.entries()) {
      const { body } = await ask<OrganisationView>(supervisor, 'POST', '/organisations', { name: `Paged ${letter}` });
      await desk.pool.query('UPDATE organisation SET fields = $2 WHERE id = $1', [body.id, { [size]: at }]);
    }
    const all = letters.map((letter) => `Paged ${letter}`);
    expect(await named('/organisations?search=paged')).toEqual(all);
    const big = { field: `custom.${size}`, op: 'at_least', value: 5 };
    expect(await named(`/organisations?search=paged&${where(big)}`)).toEqual(all.slice(5));
    expect(await named(`/organisations?search=paged&${where({ not: big })}`)).toEqual(all.slice(0, 5));
    expect((await ask(agent, 'GET', `/organisations?where=%7B`)).status).toBe(400);
  });
});

let mails = 0;
async function rawMail(): Promise<string> {
  const { rows } = await desk.pool.query<{ id: string }>(
    `WITH address AS (
       INSERT INTO mail_address (address, name) VALUES ('desk@nixflow.test', 'Desk')
       ON CONFLICT (address) DO UPDATE SET name = excluded.name RETURNING id)
     INSERT INTO raw_mail (content_hash, size, mail_address_id) SELECT $1, 1, id FROM address RETURNING id`,
    [`hash ${String((mails += 1))}`],
  );
  return rows[0]?.id ?? '';
}

const mailFrom = (fromAddress: string, rawMailId: string): Parameters<typeof receiveMail>[1] => ({
  rawMailId,
  read: {
    ...{ messageId: `<${rawMailId}@example.com>`, fingerprint: rawMailId, fromAddress, fromName: 'Somebody' },
    ...{ subject: 'Hello', class: 'ordinary', classReason: null },
  },
  ...{ isAutomatic: false, subject: 'Hello', body: 'Words', replyText: null, html: null, files: [] },
  ...{ recipients: ['desk@nixflow.test'], references: [], subjectNumber: null, cc: [], teamId: null },
});
