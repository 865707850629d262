import type { StaffActor } from '#domain/permissions/actor';
import { chooseMember } from '#store/people/choose-member';
import { inTransaction } from '#store/transaction';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { judgeTicket } from '#testkit/judge-ticket';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMessage } from './add-message.ts';
import { changeStatus } from './change-status.ts';
import { openTicket } from './open-ticket.ts';

let desk: TestDesk;
let teamId: string;
let [mina, bob]: [StaffActor, StaffActor] = [] as never;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  teamId = await insertTeam(desk.pool);
  [mina, bob] = [
    await insertStaff(desk.pool, { teamIds: [teamId] }),
    await insertStaff(desk.pool, { teamIds: [teamId] }),
  ];
});

/** Somebody is away from so many hours from now to so many. */
const isAway = ({ id }: StaffActor, from: number | null, until: number | null) =>
  desk.pool.query(
    `UPDATE staff SET absent_from = nixflow_now() + $2::float8 * INTERVAL '1 hour',
       absent_until = nixflow_now() + $3::float8 * INTERVAL '1 hour' WHERE id = $1`,
    [id, from, until],
  );
const choose = async (how: 'round_robin' | 'least_loaded') => {
  const chosen = await inTransaction(desk.pool, (client) => chooseMember(client, teamId, how));
  return chosen === 'no_team' ? chosen : chosen.staffId;
};
const give = async ({ id }: StaffActor) => {
  const customer = await insertCustomer(desk.pool);
  const input = buildOpenTicketInput(customer.id, { teamId, assigneeId: id });
  return { customer, ...(await openTicket(desk.as(mina), input)) };
};

describe.each(['round_robin', 'least_loaded'] as const)('%s passes over', (how) => {
  test.each([
    ['who is away without an end', -1, null, false],
    ['who is away until tomorrow', -1, 24, false],
    ['nobody before their absence', 1, 24, true],
    ['nobody after it', -24, -1, true],
  ])('%s', async (_, from, until, isChosen) => {
    await isAway(bob, from, until);
    await isAway(mina, -1, null);
    expect(await choose(how)).toBe(isChosen ? bob.id : null);
  });

  test('who has as many tickets as they take; what is resolved is none', async () => {
    await isAway(mina, -1, null);
    await desk.pool.query('UPDATE staff SET capacity = 1 WHERE id = $1', [bob.id]);
    expect(await choose(how)).toBe(bob.id);
    const { ticketId } = await give(bob);
    expect(await choose(how)).toBeNull();
    await changeStatus(desk.as(bob), { ticketId, status: 'resolved' });
    expect(await choose(how)).toBe(bob.id);
  });
});

describe('a customer who answers', () => {
  const answered = async (who: StaffActor) => {
    const { customer, ticketId } = await give(who);
    await addMessage(desk.as(customer), { ticketId, public: true, body: 'Still broken', via: 'web' });
    const { rows } = await desk.pool.query<{ assignee_id: string | null; team_id: string }>(
      'SELECT assignee_id, team_id FROM ticket WHERE id = $1',
      [ticketId],
    );
    return rows[0];
  };

  test('a colleague who is absent is heard by the team', async () => {
    await isAway(bob, -1, null);
    expect(await answered(bob)).toEqual({ assignee_id: null, team_id: teamId });
  });

  test('one who left, as well', async () => {
    const { customer, ticketId } = await give(bob);
    await desk.pool.query('UPDATE staff SET is_active = false WHERE id = $1', [bob.id]);
    await addMessage(desk.as(customer), { ticketId, public: true, body: 'Still broken', via: 'web' });
    expect((await judgeTicket(desk.pool, ticketId)).facts.at(-1)).toMatchObject({
      type: 'assignee',
      from: bob.id,
      to: null,
    });
  });

  test('one who is there, by them', async () => {
    await isAway(bob, 1, null);
    expect(await answered(bob)).toEqual({ assignee_id: bob.id, team_id: teamId });
  });
});
