import { changePriority } from '#commands/tickets/change-priority';
import { changeSubject } from '#commands/tickets/change-subject';
import { assignTicket } from '#commands/tickets/assign-ticket';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { openTicket } from '#commands/tickets/open-ticket';
import { ticketTimeline, type TicketTimeline } from '#domain/contracts/ticket-timeline';
import { escalationFlow } from '#domain/flow/escalation-flow';
import type { StepLog } from '#domain/flow/run';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertFlow, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildPolicy } from '#testkit/factories/sla-fact';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { readTicketTimeline } from './read-ticket-timeline.ts';

let desk: TestDesk;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let ticketId: string;
let flow: { id: string; versionId: string };
let policy: { id: string; versionId: string };

beforeAll(async () => {
  desk = await openTestDesk();
  flow = await insertFlow(desk.pool, escalationFlow);
  policy = await insertPolicy(desk.pool, { body: buildPolicy() });
});
beforeEach(async () => {
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool, { role: 'supervisor' });
  ({ ticketId } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id, { subject: 'Fire' })));
});

const read = async (viewer: Actor, more: object = {}) =>
  ticketTimeline.parse(await readTicketTimeline(desk.pool, viewer, { ticketId, limit: 100, ...more }));
const told = ({ entries }: TicketTimeline) =>
  entries.map((entry) => (entry.kind === 'fact' ? entry.type : `step ${entry.step.what}`));

/** As the ticket's workflow writes one. */
async function insertStep(more: Partial<StepLog>, of = ticketId): Promise<void> {
  const [node = ''] = Object.keys(escalationFlow.nodes);
  const step = { run: 1, flowVersionId: flow.versionId, path: '0.0', node, visit: 1, what: 'started', ...more };
  await desk.pool.query(
    'INSERT INTO ticket_step (ticket_id, engine_version, at, step) VALUES ($1, 1, nixflow_now(), $2)',
    [of, JSON.stringify(step)],
  );
}

test('facts and the steps of flows are told in order, with the names of all they speak of', async () => {
  const teamId = await insertTeam(desk.pool);
  await insertStep({ what: 'started' });
  await moveToTeam(desk.as(agent), { ticketId, teamId });
  await insertStep({ what: 'waits' });
  await assignTicket(desk.as(agent), { ticketId, assigneeId: agent.id });
  await changeSubject(desk.as(agent), { ticketId, subject: 'Fire!' });
  const timeline = await read(agent);
  expect(told(timeline)).toEqual(['created', 'step started', 'team', 'status', 'step waits', 'assignee', 'subject']);
  const { entries, names, before } = timeline;
  expect(entries[0]).toMatchObject({
    kind: 'fact',
    seq: 1,
    subject: 'Fire',
    cause: { kind: 'customer', id: customer.id },
  });
  expect(entries.at(-1)).toMatchObject({ subject: 'Fire!', data: {} });
  expect(names.staff).toEqual({ [agent.id]: expect.stringMatching(/^Staff /) as string });
  expect(names.customers).toEqual({ [customer.id]: expect.stringMatching(/^Customer /) as string });
  expect(names.teams).toEqual({ [teamId]: expect.stringMatching(/^Team /) as string });
  expect(names.policies).toEqual({ [policy.versionId]: { name: expect.any(String) as string, version: 1 } });
  expect(names.flows[flow.versionId]).toMatchObject({ flowId: flow.id, version: 1 });
  expect(Object.keys(names.flows[flow.versionId]?.nodes ?? {}).sort()).toEqual(
    Object.keys(escalationFlow.nodes).sort(),
  );
  expect(before).toBeNull();
});

test('other tickets are called by their numbers', async () => {
  const other = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id));
  await mergeTicket(desk.as(agent), { ticketId: other.ticketId, into: ticketId });
  const { names } = await read(agent);
  expect(names.tickets[other.ticketId]).toBe(other.number);
});

test('pages go back to the first fact, each entry once, whatever happened in one instant', async () => {
  for (const priority of ['low', 'high', 'urgent', 'normal'] as const) {
    await changePriority(desk.as(agent), { ticketId, priority });
    await insertStep({});
    await insertStep({});
  }
  await desk.pool.query('UPDATE ticket_step SET at = (SELECT max(at) FROM ticket_event WHERE ticket_id = $1) WHERE ticket_id = $1', [ticketId]); // prettier-ignore
  const whole = await read(agent);
  const pages: TicketTimeline['entries'] = [];
  for (let before: string | null | undefined; before !== null;) {
    const page: TicketTimeline = await read(agent, { limit: 4, ...(before && { before }) });
    pages.unshift(...page.entries);
    before = page.before;
  }
  expect(pages).toEqual(whole.entries);
  expect(pages.filter(({ kind }) => kind === 'step')).toHaveLength(8);
  await expect(read(agent, { before: 'yesterday' })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('is for the agent side', async () => {
  await expect(read(customer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(read(await insertCustomer(desk.pool))).rejects.toMatchObject({ code: 'not_found' });
});
