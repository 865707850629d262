import type { CommandContext } from '#commands/tickets/command-context';
import { idempotencyKey, anyCaseUuid } from '#domain/contracts/identifiers';
import type { ProblemCode } from '#domain/contracts/problem';
import { ticketReceipt } from '#domain/contracts/ticket';
import type { Actor } from '#domain/permissions/actor';
import type { EngineUrlOf } from '#queries/find-ticket';
import type { TicketEngine } from '#temporal/ticket-engine';
import { z } from 'zod';
import { endpoint, type Endpoint, type Nothing, type ReadActor } from '../endpoint.ts';

/** What the endpoints of tickets reach. */
export interface TicketDoor extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  readonly readActor: ReadActor;
  readonly engine: Pick<TicketEngine, 'operate'>;
  readonly engineUrlOf: EngineUrlOf;
}

/** The place of one ticket in a path. */
export const ofTicket = z.strictObject({ ticketId: anyCaseUuid });

/** The header of requests that may be repeated. */
export const repeatable = z.strictObject({ 'idempotency-key': idempotencyKey.optional() });

/** The problems of every command about a ticket that is there. */
export const ofCommands: readonly ProblemCode[] = ['not_found', 'forbidden', 'idempotency_key_reused'];

/** The context of a command that a caller asks for. */
export const contextOf = (
  { pool, deliverSoon }: Pick<TicketDoor, 'pool' | 'deliverSoon'>,
  actor: Actor,
  headers: z.output<typeof repeatable>,
): CommandContext => ({ pool, deliverSoon, actor, idempotencyKey: headers['idempotency-key'] });

interface TicketCommandDescription<Body extends z.ZodObject> {
  readonly method: 'post' | 'put' | 'patch' | 'delete';
  /** Below `/tickets/:ticketId`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: Body;
  readonly problems?: readonly ProblemCode[];
  readonly run: (
    context: CommandContext,
    input: { readonly ticketId: string } & z.output<Body>,
  ) => Promise<z.input<typeof ticketReceipt>>;
}

/** An endpoint that runs one command on one ticket and answers its receipt. */
export function ticketCommand<Body extends z.ZodObject = Nothing>(
  door: TicketDoor,
  { method, path, summary, description, body, problems = [], run }: TicketCommandDescription<Body>,
): Endpoint {
  return endpoint({
    ...{ method, path: `/tickets/:ticketId/${path}`, summary },
    ...(description === undefined ? {} : { description }),
    readActor: door.readActor,
    params: ofTicket,
    headers: repeatable,
    ...(body === undefined ? {} : { body }),
    reply: ticketReceipt,
    problems: [...ofCommands, ...problems],
    handle: ({ params, headers, body: asked }, { actor }) =>
      run(contextOf(door, actor, headers), { ...params, ...asked }),
  });
}
