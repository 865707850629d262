import { randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { room as roomName } from '#domain/contracts/rooms';
import { mayUse, type Access } from '#domain/permissions/access';
import { ROOMS, SOCKET_ASKS } from '#domain/permissions/registry';
import { logInMemory } from '#testkit/log-in-memory';
import { reaches, scopeOf, type Belonging } from '#testkit/authorisation/expected';
import { makeTicket, TICKETS } from '#testkit/authorisation/ticket-objects';
import { openAuthorisationWorld, type AuthorisationWorld, type Person } from '#testkit/authorisation/world';
import { beforeAll, expect, test } from 'vitest';
import { createRooms } from './enter-rooms.ts';
import { createGlances } from './glances.ts';
import type { RealtimeServer, RealtimeSocket } from './realtime-server.ts';

/** A room that somebody asks to be let into; without a belonging it is of nothing that is there. */
interface AskedRoom {
  readonly room: string;
  readonly belongs: Belonging | null;
}

let world: AuthorisationWorld;
let tickets: readonly { readonly ticketId: string; readonly belongs: Belonging | null }[];

beforeAll(async () => {
  world = await openAuthorisationWorld();
  const made = await Promise.all(TICKETS.map((what) => makeTicket(world, what)));
  const known = made.map(({ ids, belongs }) => ({ ticketId: ids['ticketId'] ?? '', belongs }));
  tickets = [...known, { ticketId: randomUUID(), belongs: null }];
});

/** Rooms of every kind. */
const roomsOf = (): Readonly<Record<keyof typeof ROOMS, readonly AskedRoom[]>> => {
  const { teams, agent, supervisor } = world;
  const ofTeam = (teamId: string) => ({ room: `team:${teamId}`, belongs: { owners: [], teamId } });
  const ofPerson = (id: string) => ({ room: `assignee:${id}`, belongs: { owners: [id], teamId: randomUUID() } });
  return {
    'ticket:*': tickets.map(({ ticketId, belongs }) => ({ room: `ticket:${ticketId}`, belongs })),
    all: [{ room: 'all', belongs: { owners: [] } }],
    'team:none': [{ room: 'team:none', belongs: { owners: [], teamId: null } }],
    'team:*': [ofTeam(teams.ours), ofTeam(teams.theirs), { room: `team:${randomUUID()}`, belongs: null }],
    'assignee:*': [ofPerson(agent.id), ofPerson(supervisor.id), { room: `assignee:${randomUUID()}`, belongs: null }],
  };
};

const isServed = ({ who }: Access, { kind }: Person) => kind === 'staff' || who === 'people';
const isToBeLetIn = (access: Access, who: Person, belongs: Belonging | null) =>
  belongs !== null && isServed(access, who) && mayUse(access, who) && reaches(scopeOf(access, who), who, belongs);

/** A socket that went away while it was asked for: it is judged, and joins nothing. */
const goneSocket = () => ({ data: { rooms: new Set() }, connected: false }) as unknown as RealtimeSocket;

test('roles × rooms × objects: each is let in as the registry says', async () => {
  const { enter } = createRooms(world.desk.pool, { watch: () => undefined } as never);
  const wrong: string[] = [];
  let asked = 0;
  for (const [kind, rooms] of Object.entries(roomsOf())) {
    const access: Access = ROOMS[kind as keyof typeof ROOMS];
    for (const { name, who } of world.people.filter((one) => one.who !== null)) {
      for (const { room, belongs } of who ? rooms : []) {
        const answered = await enter(goneSocket(), who!, roomName.parse(room)).then(
          () => 'in',
          (error: unknown) => (error instanceof Problem ? error.code : String(error)),
        );
        asked += 1;
        const expected = isToBeLetIn(access, who!, belongs) ? 'in' : 'not_found';
        if (answered !== expected) wrong.push(`${room} as ${name}: ${answered}, not ${expected}`);
      }
    }
  }
  process.stdout.write(`Rooms: ${String(asked)} asked, ${String(wrong.length)} answered wrongly\n`);
  expect(wrong).toEqual([]);
});

test('who glances at tickets is told of those that the registry lets them see', async () => {
  const access: Access = SOCKET_ASKS.glance;
  for (const { name, who } of world.people) {
    if (!who) continue;
    let told: readonly string[] = [];
    const presence = { glance: (_: unknown, ids: readonly string[]) => void (told = ids) };
    const glances = createGlances({
      io: {} as unknown as RealtimeServer,
      pool: world.desk.pool,
      presence,
      logger: logInMemory().logger,
    });
    const asked = glances.set(
      { connected: true } as unknown as RealtimeSocket,
      who,
      tickets.map(({ ticketId }) => ticketId),
    );
    const expected = tickets.filter(({ belongs }) => isToBeLetIn(access, who, belongs)).map(({ ticketId }) => ticketId);
    if (who.kind === 'customer') await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
    else await asked;
    expect([name, told]).toEqual([name, expected]);
  }
});
