import { setTimeout as wait } from 'node:timers/promises';
import { createDice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Ledger } from './ledger.ts';
import { nextCommand, nextOpening, type KnownTicket } from './next-command.ts';
import { sendCommand } from './send-command.ts';

/** Clients at work. */
export interface Traffic {
  /** Tickets that were opened so far. */
  readonly tickets: readonly KnownTicket[];
  /** Let each client finish what it is at. */
  stop(): Promise<void>;
}

/** Let clients open tickets and work on them until they are told to stop. What each wants next, the seed decides. */
export function runTraffic({ api, desk }: Stage, profile: Profile, ledger: Ledger, seed: number): Traffic {
  const tickets: KnownTicket[] = [];
  const byId = new Map<string, KnownTicket>();
  let isOver = false;

  async function client(lane: number): Promise<void> {
    const dice = createDice(seed, 100 + lane);
    let said = 0;
    const choices = { dice, desk, nextText: () => `s${seed}-c${lane}-${(said += 1)}` };
    let toOpen = Math.ceil(profile.tickets / profile.lanes);
    while (!isOver) {
      if (toOpen > 0 && (tickets.length === 0 || dice.roll(3) > 0)) {
        toOpen -= 1;
        const { command, requester } = nextOpening(choices);
        const entry = await sendCommand(api.url, command);
        ledger.note(entry);
        if (entry.answer.kind === 'acknowledged') {
          const { ticketId, revision } = entry.answer.receipt;
          const ticket = { ticketId, requester, revision };
          tickets.push(ticket);
          byId.set(ticketId, ticket);
        }
      } else {
        const entry = await sendCommand(api.url, nextCommand(choices, tickets));
        ledger.note(entry);
        if (entry.answer.kind === 'acknowledged') {
          const ticket = byId.get(entry.answer.receipt.ticketId);
          if (ticket) ticket.revision = entry.answer.receipt.revision;
        }
      }
      await wait(profile.pauseMs / 2 + dice.roll(profile.pauseMs));
    }
  }

  const lanes = Array.from({ length: profile.lanes }, (_, lane) => client(lane));
  return {
    tickets,
    async stop() {
      isOver = true;
      await Promise.all(lanes);
    },
  };
}
