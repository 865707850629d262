import type { Actor } from '#domain/permissions/actor';
import type { FactOrigin } from '#store/tickets/append-facts';
import type { OutboxRow } from '#store/outbox/outbox-row';
import type { Pool } from 'pg';

/** What a command about tickets is called with. */
export interface CommandContext {
  readonly pool: Pool;
  /** Who asks: what they may do is checked under the ticket's lock. */
  readonly actor: Actor;
  /** Takes over what is to be delivered after the commit; never throws and is not waited for. */
  readonly deliverSoon: (rows: readonly OutboxRow[]) => void;
  /** Why, if not because the actor wanted it: the node of a flow. */
  readonly origin?: FactOrigin;
  /** With it, asking again within a day gives the first reply and changes nothing. */
  readonly idempotencyKey?: string | undefined;
  /**
   * The ticket whose own loop or update handler runs the command. It takes the returned `seq` as its news, so no signal is
   * sent for that ticket.
   */
  readonly ownTicketId?: string;
}
