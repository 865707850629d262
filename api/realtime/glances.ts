import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { canSee, type TicketScope } from '#domain/permissions/ticket';
import type { Logger } from '#process/logger';
import type { Queryable } from '#store/queryable';
import { readStamps } from '#store/tickets/read-stamps';
import type { Presence } from './keep-presence.ts';
import type { RealtimeServer, RealtimeSocket } from './realtime-server.ts';

/** Lets lists show who is on the tickets in them. */
export interface Glances {
  /**
   * Tell a socket who is on these tickets, of those its person may see, instead of the ones before.
   *
   * @throws {Problem} `forbidden` for customers
   */
  set(socket: RealtimeSocket, actor: Actor, ticketIds: readonly string[]): Promise<void>;
  /** Look whether people may still see the tickets they are told of; for the others they are told no more. */
  recheck(): Promise<void>;
}

interface GlanceParts {
  readonly io: RealtimeServer;
  readonly pool: Queryable;
  readonly presence: Pick<Presence, 'glance'>;
  readonly logger: Logger;
}

/** A glance is no room: it brings no stamps, and a page that scrolls changes it many times a minute. */
export function createGlances({ io, pool, presence, logger }: GlanceParts): Glances {
  async function scopesOf(ticketIds: readonly string[]) {
    if (ticketIds.length === 0) return new Map<string, TicketScope>();
    const { tickets } = await readStamps(pool, { ticketIds: [...ticketIds], since: null, mostRecent: 0 });
    return new Map(tickets.map(({ ticketId, scope }) => [ticketId, scope]));
  }
  return {
    async set(socket, actor, ticketIds) {
      if (actor.kind === 'customer') throw new Problem('forbidden');
      const scopes = await scopesOf(ticketIds);
      if (socket.connected) presence.glance(socket, seenBy(actor, ticketIds, scopes));
    },
    async recheck() {
      const sockets = [...io.of('/').sockets.values()].filter(({ data }) => data.glances.size > 0);
      try {
        const scopes = await scopesOf([...new Set(sockets.flatMap(({ data }) => [...data.glances]))]);
        for (const socket of sockets) {
          const { who, glances } = socket.data;
          presence.glance(socket, who.kind === 'somebody' ? seenBy(who.actor, [...glances], scopes) : []);
        }
      } catch (error) {
        logger.debug({ err: error }, 'Glances were not checked: PostgreSQL does not answer.');
      }
    },
  };
}

function seenBy(actor: Actor, ticketIds: readonly string[], scopes: ReadonlyMap<string, TicketScope>): string[] {
  return ticketIds.filter((ticketId) => {
    const scope = scopes.get(ticketId);
    return scope !== undefined && canSee(actor, scope);
  });
}
