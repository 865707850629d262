import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { addMessage } from '#commands/tickets/add-message';
import { changeStatus } from '#commands/tickets/change-status';
import type { CommandContext } from '#commands/tickets/command-context';
import { openTicket, type OpenedTicket, type OpenTicketInput } from '#commands/tickets/open-ticket';
import type { TicketReceipt } from '#commands/tickets/receipt';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { openDelivery } from '#outbox/open-delivery';
import { createLogger } from '#process/logger';
import { migrate } from '#store/migrate';
import { seed } from '#store/seed';
import { createTicketEngine } from '#temporal/ticket-engine';
import { insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';

/** What a ticket is opened with, when it matters. */
export type Opening = Partial<OpenTicketInput>;

/** Two people at a desk with one policy, in this very process; the same commands and deliveries as in the API's. */
export interface Desk {
  readonly agent: StaffActor;
  readonly customer: Extract<Actor, { kind: 'customer' }>;
  /** The agent opens a ticket for the customer. */
  open(opening?: Opening): Promise<OpenedTicket>;
  /** A public message on a ticket. */
  write(by: 'agent' | 'customer', ticketId: string): Promise<TicketReceipt>;
  /** The agent has to wait for something. */
  putOff(ticketId: string): Promise<TicketReceipt>;
  /** Waits for what is on its way to the engine. */
  close(): Promise<void>;
}

interface DeskPlace {
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly redisUrl: string;
}

/** Make the schema, the people and the policy for ordinary tickets. */
export async function prepareDesk(databaseUrl: string, pool: pg.Pool): Promise<Pick<Desk, 'agent' | 'customer'>> {
  await migrate(databaseUrl);
  await seed(pool);
  const agent = await insertStaff(pool);
  const customer = await insertCustomer(pool);
  await insertPolicy(pool, {
    // Asked last: those for tickets that are due at an instant come before.
    position: 1_000_000,
    body: {
      targets: { normal: { firstResponse: 3600, nextResponse: 3600, resolution: 28_800 } },
      pauses: { resolution: ['pending', 'on_hold'] },
      warnAt: [50, 75, 90],
    },
  });
  return { agent, customer };
}

/** Prepare a desk and open it. */
export async function openDeskOf({ databaseUrl, pool, client, redisUrl }: DeskPlace): Promise<Desk> {
  const { agent, customer } = await prepareDesk(databaseUrl, pool);
  const logger = createLogger({ service: 'bench', level: 'warn' });
  const redis = new Redis(redisUrl);
  const engine = createTicketEngine(client);
  const delivery = openDelivery({ pool, redis, engine, logger, registry: new Registry() });
  const as = (actor: Actor): CommandContext => ({ pool, actor, deliverSoon: (rows) => delivery.deliverSoon(rows) });
  const people = { agent: as(agent), customer: as(customer) };
  return {
    agent,
    customer,
    open: (opening) => openTicket(people.agent, buildOpenTicketInput(customer.id, opening)),
    write: (by, ticketId) => addMessage(people[by], { ticketId, public: true, body: 'A few words.', via: 'web' }),
    putOff: (ticketId) => changeStatus(people.agent, { ticketId, status: 'pending' }),
    async close() {
      await delivery.close();
      redis.disconnect();
    },
  };
}
