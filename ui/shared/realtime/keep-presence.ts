import type { PresenceState } from '#domain/contracts/presence';
import type { Wire } from './wire.ts';

/** What this page's person does on tickets, as the server is to know. */
export interface OwnPresence {
  /** Do something on a ticket until the returned function is called; of several parts of the page the busiest counts. */
  begin(ticketId: string, state: PresenceState): () => void;
  /** The page was let into the ticket's room: the server knows nothing yet. */
  entered(ticketId: string): void;
}

/** Before saying it again if no answer came; milliseconds. */
const retryMs = 3_000;

/** Tell the server of it, as long as the page is in the ticket's room. */
export function keepPresence(wire: Wire, isIn: (ticketId: string) => boolean): OwnPresence {
  const doing = new Map<string, Map<symbol, PresenceState>>();
  const said = new Map<string, PresenceState>();

  const stateOf = (ticketId: string): PresenceState | undefined => {
    const states = [...(doing.get(ticketId)?.values() ?? [])];
    return states.includes('replying') ? 'replying' : states[0];
  };
  const say = async (ticketId: string): Promise<void> => {
    const state = stateOf(ticketId);
    if (!isIn(ticketId) || state === said.get(ticketId)) return;
    if (state === undefined) said.delete(ticketId);
    else said.set(ticketId, state);
    const answer = await wire.ask({ type: 'presence', ticketId, state: state ?? 'away' }).catch(() => undefined);
    if (answer?.ok === true || said.get(ticketId) !== state) return;
    said.delete(ticketId);
    if (state !== undefined) setTimeout(() => void say(ticketId), retryMs);
  };
  return {
    begin(ticketId, state) {
      const mine = Symbol(state);
      const states = doing.get(ticketId) ?? new Map<symbol, PresenceState>();
      doing.set(ticketId, states.set(mine, state));
      void say(ticketId);
      return () => {
        states.delete(mine);
        if (states.size === 0 && doing.get(ticketId) === states) doing.delete(ticketId);
        // Whatever begins in the same turn of the page is known by then.
        queueMicrotask(() => void say(ticketId));
      };
    },
    entered(ticketId) {
      said.delete(ticketId);
      void say(ticketId);
    },
  };
}
