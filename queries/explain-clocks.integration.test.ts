import { addMessage } from '#commands/tickets/add-message';
import { changeStatus } from '#commands/tickets/change-status';
import { openTicket } from '#commands/tickets/open-ticket';
import { clockReasons } from '#domain/contracts/clock-reasons';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCalendar, insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import { explainClocks } from './explain-clocks.ts';

let desk: TestDesk;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let policy: { versionId: string };
let calendar: { versionId: string };

const allDay: [string, string][] = [['00:00', '24:00']];

beforeAll(async () => {
  desk = await openTestDesk();
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool);
  const weekly = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };
  calendar = await insertCalendar(desk.pool, { timeZone: 'Europe/Berlin', weekly, holidays: [], exceptions: [] });
  policy = await insertPolicy(desk.pool, {
    calendarVersionId: calendar.versionId,
    body: {
      targets: { normal: { firstResponse: 3600, resolution: 7200 }, urgent: { firstResponse: 60 } },
      pauses: { resolution: ['pending'] },
      warnAt: [50, 75],
    },
  });
});

const explain = async (viewer: Actor, ticketId: string) =>
  clockReasons.parse(await explainClocks(desk.pool, viewer, ticketId));

test('each clock says by which policy and hours it counts, what it warns of, and when it stood still', async () => {
  const { ticketId } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id));
  await desk.passSeconds(1900);
  await changeStatus(desk.as(agent), { ticketId, status: 'pending' });
  await desk.passSeconds(600);
  await addMessage(desk.as(customer), { ticketId, public: true, body: 'Well?', via: 'web' });
  const { clocks, priority } = await explain(agent, ticketId);
  expect(priority).toBe('normal');
  expect(clocks).toMatchObject([
    {
      ...{ metric: 'firstResponse', state: 'running', openedBy: 1, endedAt: null, standsStillIn: [], pauses: [] },
      ...{
        targetsMs: { normal: 3_600_000, urgent: 60_000 },
        warnings: [{ percent: 50 }],
        warningsAhead: [{ percent: 75 }],
      },
      policy: { versionId: policy.versionId, version: 1 },
      calendar: { versionId: calendar.versionId, version: 1, timeZone: 'Europe/Berlin' },
    },
    {
      ...{ metric: 'resolution', targetsMs: { normal: 7_200_000 }, standsStillIn: ['pending'] },
      pauses: [{ because: 'pending' }],
    },
  ]);
  const [pause] = clocks[1]?.pauses ?? [];
  expect(Date.parse(pause?.to ?? '') - Date.parse(pause?.from ?? '')).toBeGreaterThanOrEqual(600_000);
});

test('what ended is told last, with when, and around the clock nobody’s hours count', async () => {
  await insertPolicy(desk.pool, {
    ...{ position: -1, condition: { field: 'priority', op: 'is', value: 'urgent' } },
    body: { targets: { urgent: { firstResponse: 60, resolution: 3600 } }, pauses: {}, warnAt: [] },
  });
  const { ticketId } = await openTicket(desk.as(agent), buildOpenTicketInput(customer.id, { priority: 'urgent' }));
  await addMessage(desk.as(customer), { ticketId, public: true, body: 'Well?', via: 'web' });
  await addMessage(desk.as(agent), { ticketId, public: true, body: 'Yes', via: 'web' });
  const { clocks } = await explain(agent, ticketId);
  expect(clocks).toMatchObject([
    { metric: 'resolution', state: 'running', endedAt: null, calendar: null },
    { metric: 'firstResponse', state: 'met', openedBy: 2, calendar: null },
  ]);
  expect(clocks[1]?.endedAt).toBe(clocks[1]?.metAt);
});

test('is for the agent side', async () => {
  const { ticketId } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id));
  await expect(explain(customer, ticketId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(explain(await insertCustomer(desk.pool), ticketId)).rejects.toMatchObject({ code: 'not_found' });
});
