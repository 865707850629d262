import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import type { TicketTimeline } from '#domain/contracts/ticket-timeline';
import type { MetClock, SlaClock } from '../../shared/clock/clock.ts';

/** One thing of a ticket's thread. */
export type ThreadItem =
  | { readonly kind: 'message'; readonly message: ThreadMessage }
  | { readonly kind: 'entry'; readonly entry: TicketTimeline['entries'][number] }
  | { readonly kind: 'met'; readonly clock: MetClock };

/** What is there of a ticket. */
export interface ThreadParts {
  readonly ticketId: string;
  /** Oldest first. */
  readonly messages: readonly ThreadMessage[];
  readonly hasOlderMessages: boolean;
  /** Oldest first. */
  readonly entries: TicketTimeline['entries'];
  readonly hasOlderEntries: boolean;
  readonly clocks: readonly SlaClock[];
}

/** Where a thing stands: its instant (ms), then its number. Facts of the ticket go by `seq`, all else comes after them. */
type Place = readonly [at: number, rank: number, number: number];

/**
 * Messages, facts and steps of a ticket in the order in which they happened.
 *
 * Messages and entries come in pages of their own. What is older than the oldest of either that has more is left out: else
 * there would be holes that look as if nothing had happened.
 */
export function interleave({ ticketId, clocks, ...parts }: ThreadParts): ThreadItem[] {
  const { messages, entries } = parts;
  const items = [
    ...messages.map((message): [Place, ThreadItem] => [
      message.ticketId === ticketId ? [at(message), 0, message.seq + 0.5] : [at(message), 1, message.seq],
      { kind: 'message', message },
    ]),
    ...entries.map((entry): [Place, ThreadItem] => [
      entry.kind === 'fact' ? [at(entry), 0, entry.seq] : [at(entry), 3, entry.id],
      { kind: 'entry', entry },
    ]),
    ...clocks
      .filter((clock) => clock.state === 'met')
      .map((clock): [Place, ThreadItem] => [[clock.metAt, 2, clock.startedAt], { kind: 'met', clock }]),
  ];
  const from = oldestShown(parts);
  return items
    .filter(([[instant]]) => instant >= from)
    .sort(([a], [b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .map(([, item]) => item);
}

/** Since when (ms) nothing is missing. */
export function oldestShown(parts: Omit<ThreadParts, 'ticketId' | 'clocks'>): number {
  const { messages, entries, hasOlderMessages, hasOlderEntries } = parts;
  const ends = [hasOlderMessages ? messages[0] : undefined, hasOlderEntries ? entries[0] : undefined];
  return Math.max(Number.NEGATIVE_INFINITY, ...ends.map((end) => (end ? at(end) : Number.NEGATIVE_INFINITY)));
}

const at = ({ at: instant }: { readonly at: string }) => Date.parse(instant);
