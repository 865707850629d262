import { changePriority } from '#commands/tickets/change-priority';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { openTicket } from '#commands/tickets/open-ticket';
import { Problem } from '#domain/contracts/problem';
import type { ListRoom, Room } from '#domain/contracts/rooms';
import type { TicketView } from '#domain/contracts/ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { findTicket } from '#queries/find-ticket';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { deskSecret, startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import { signTestToken } from '#testkit/test-token';
import { waitUntil } from '#testkit/wait-until';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { beforeAll, expect, test } from 'vitest';
import { queryKeys } from '../query-keys.ts';
import { createRealtime, type Realtime } from './create-realtime.ts';
import { keepCacheLive } from './keep-cache-live.ts';
import { layWire } from './wire.ts';

let desk: RealtimeDesk;
let wire: FaultProxy;
let supervisor: StaffActor;
let teams: [string, string];

beforeAll(async () => {
  desk = await startRealtimeDesk({ pace: { stampsMs: 300 } });
  wire = await startFaultProxy({ to: new URL(desk.processes[1].origin).host });
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  teams = [await insertTeam(desk.pool), await insertTeam(desk.pool)];
});

interface Page {
  readonly realtime: Realtime;
  /** How often it asked. */
  readonly asked: () => number;
  /** The ticket and the lists' tickets, as the page shows them. */
  readonly shownTicket: () => TicketView | undefined;
  /** Why it could not ask for the ticket the last time. */
  readonly refusal: () => string | undefined;
  readonly shownList: (list: ListRoom) => readonly string[];
}

interface PageOptions {
  readonly lists?: readonly ListRoom[];
  readonly origin?: string;
  readonly as?: StaffActor;
}

/** What a page with a ticket and some lists open is, but for its looks: connected to the second process over a network. */
async function openPage(ticketId: string, options: PageOptions = {}): Promise<Page> {
  const { lists = [], origin = `http://${wire.address}`, as = supervisor } = options;
  const authorization = `Bearer ${await signTestToken(deskSecret, as)}`;
  const socket = layWire(origin, { forceNew: true, transports: ['websocket'], extraHeaders: { authorization } });
  const realtime = createRealtime(socket);
  realtime.open();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const ends = [keepCacheLive(realtime, client, () => true)];
  let asked = 0;
  const show = (queryKey: readonly unknown[], queryFn: () => Promise<unknown>) => {
    const ask = () => {
      asked += 1;
      return queryFn();
    };
    ends.push(new QueryObserver(client, { queryKey, queryFn: ask }).subscribe(() => undefined));
  };
  const rooms: Room[] = [`ticket:${ticketId}`, ...lists];
  const entered = new Set<Room>();
  ends.push(realtime.follow({ entered: (room) => entered.add(room) }));
  ends.push(...rooms.map((room) => realtime.enter(room)));
  show(queryKeys.ticketView(ticketId), () => findTicket(desk.pool, as, ticketId));
  for (const list of lists) show(queryKeys.list([list], {}), () => ticketsOf(list));
  atEndOfFile('page', () => {
    for (const end of ends) end();
    client.clear();
  });
  await waitUntil(
    'the page is in its rooms and shows all',
    () => entered.size === rooms.length && asked >= rooms.length,
  );
  return {
    realtime,
    asked: () => asked,
    refusal() {
      const error = client.getQueryState(queryKeys.ticketView(ticketId))?.error;
      return error instanceof Problem ? error.code : undefined;
    },
    shownTicket: () => client.getQueryData(queryKeys.ticketView(ticketId)),
    shownList: (list) => client.getQueryData<string[]>(queryKeys.list([list], {})) ?? [],
  };
}

async function ticketsOf(list: ListRoom): Promise<string[]> {
  const { rows } = await desk.pool.query<{ id: string }>('SELECT id FROM ticket WHERE team_id = $1', [list.slice(5)]);
  return rows.map(({ id }) => id);
}

const open = async (teamId: string | null = null) => {
  const customer = await insertCustomer(desk.pool);
  return (await openTicket(desk.context(supervisor), buildOpenTicketInput(customer.id, { teamId }))).ticketId;
};
const untold = () => ({ ...desk.context(supervisor), deliverSoon: () => undefined });
const shows = ({ shownTicket }: Page, revision: number, withinMs = 10_000) =>
  waitUntil(`revision ${String(revision)} is shown`, () => shownTicket()?.revision === revision, { withinMs });
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a page follows a ticket that somebody moves on another process, in its thread and in both lists', async () => {
  const ticketId = await open(teams[0]);
  const lists = teams.map((team): ListRoom => `team:${team}`);
  const page = await openPage(ticketId, { lists });
  await waitUntil('it is in its list', () => page.shownList(lists[0]!).includes(ticketId));
  await moveToTeam(desk.context(supervisor), { ticketId, teamId: teams[1] });
  await shows(page, 2);
  await waitUntil('it is in the other list', () => page.shownList(lists[1]!).includes(ticketId));
  await waitUntil('and in that no more', () => !page.shownList(lists[0]!).includes(ticketId));
});

test('a page that was told nothing catches up by the stamps, and asks no more than it must', async () => {
  const ticketId = await open(teams[0]);
  const lists = teams.map((team): ListRoom => `team:${team}`);
  const page = await openPage(ticketId, { lists });
  await later(1_500);
  await moveToTeam(untold(), { ticketId, teamId: teams[1] });
  await shows(page, 2);
  await waitUntil('it is in the other list', () => page.shownList(lists[1]!).includes(ticketId));
  await waitUntil('and in that no more', () => !page.shownList(lists[0]!).includes(ticketId));
  await later(1_500);
  const before = page.asked();
  await later(3_000);
  expect(page.asked()).toBe(before);
});

test('a page that is cut off asks every few seconds, and has missed nothing when it is connected again', async () => {
  const ticketId = await open();
  const page = await openPage(ticketId);
  await wire.cut();
  await waitUntil('it notices', () => page.realtime.state() === 'reconnecting');
  await changePriority(desk.context(supervisor), { ticketId, priority: 'high' });
  await waitUntil('it polls', () => page.realtime.state() === 'polling');
  await shows(page, 2);
  await changePriority(desk.context(supervisor), { ticketId, priority: 'low' });
  await shows(page, 3);
  await wire.mend();
  await waitUntil('it is connected', () => page.realtime.state() === 'connected', { withinMs: 15_000 });
  await changePriority(desk.context(supervisor), { ticketId, priority: 'urgent' });
  await shows(page, 4, 2_000);
});

test('a page whose network swallows everything notices it, and comes back by itself', async () => {
  const ticketId = await open();
  const page = await openPage(ticketId);
  wire.halfOpen();
  await changePriority(desk.context(supervisor), { ticketId, priority: 'high' });
  await waitUntil('it notices', () => page.realtime.state() !== 'connected', { withinMs: 20_000 });
  await shows(page, 2);
  await wire.mend();
  await waitUntil('it is connected', () => page.realtime.state() === 'connected', { withinMs: 30_000 });
});

test('a page of somebody who loses sight of a ticket and gets it back follows it again', async () => {
  const agent = await insertStaff(desk.pool, { teamIds: [teams[0]] });
  const ticketId = await open(teams[0]);
  const page = await openPage(ticketId, { as: agent });
  await moveToTeam(desk.context(supervisor), { ticketId, teamId: teams[1] });
  await waitUntil('it is told', () => page.refusal() === 'not_found');
  await moveToTeam(desk.context(supervisor), { ticketId, teamId: teams[0] });
  await shows(page, 3, 15_000);
  await later(11_000);
  await changePriority(desk.context(supervisor), { ticketId, priority: 'high' });
  await shows(page, 4, 2_000);
});

test('a page whose session the server ends connects again as whoever it is', async () => {
  const ticketId = await open();
  const page = await openPage(ticketId, { origin: desk.processes[0].origin });
  desk.processes[0].endSocketsOf({ staffId: supervisor.id });
  await waitUntil('it notices', () => page.realtime.state() === 'reconnecting');
  await waitUntil('it is connected', () => page.realtime.state() === 'connected');
  await changePriority(desk.context(supervisor), { ticketId, priority: 'high' });
  await shows(page, 2, 2_000);
});
