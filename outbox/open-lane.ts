import { ONE_BY_ONE, type OutboxRow } from '#store/outbox/outbox-row';
import type { SettledRow } from '#store/outbox/settle';
import type { Circuit } from './circuit.ts';
import type { Deliverer, Outcome } from './delivery-figures.ts';
import { RowRefused } from './row-refused.ts';
import { withListsOf } from './with-lists-of.ts';

/** What one destination's deliveries go by. */
export interface LaneSettings {
  /** Tell one thing. Gives up within `deadlineMs`. @throws {RowRefused} it alone is not wanted @throws it did not work */
  readonly deliver: (row: OutboxRow) => Promise<void>;
  /** See `settleInBatches`. */
  readonly settle: (row: OutboxRow) => Promise<SettledRow | undefined>;
  /** Let a row rest that was refused. If it rejects, the row is tried again when its claim has lapsed. */
  readonly postpone: (row: OutboxRow) => Promise<void>;
  readonly circuit: Circuit;
  /** At most so many at once. */
  readonly width: number;
  readonly deadlineMs: number;
  /** The clock of `OutboxRow.claimedUntilMs`. */
  readonly now: () => number;
  readonly tell: (row: OutboxRow, by: Deliverer, outcome: Outcome) => void;
}

interface Job {
  row: OutboxRow;
  by: Deliverer;
  /** A later seq of its ticket was settled by this process meanwhile, and this row with it. */
  isOvertaken: boolean;
  readonly end: () => void;
  readonly ended: Promise<void>;
}

/** The deliveries to one destination: a queue, of which some are under way. No destination waits for another. */
export interface Lane {
  /** Resolves when each row was delivered and settled, or left in the outbox. Never rejects. */
  add(rows: readonly OutboxRow[], by: Deliverer): Promise<void>;
}

/** What settles what: rows for the engine and the browsers each other, by ticket; a job or a mail only itself. */
const groupOf = ({ destination, ticketId, id }: OutboxRow) =>
  ONE_BY_ONE.includes(destination) ? id : (ticketId ?? id);

/**
 * Open the lane of a destination.
 *
 * Of the rows of one ticket that wait here only the newest is told of, since that settles the others; the lists of all of them
 * hear of it. A row whose claim
 * could lapse before an answer must come is left: by then it may be in other hands.
 */
export function openLane({ deliver, settle, postpone, circuit, width, deadlineMs, now, tell }: LaneSettings): Lane {
  const waiting = new Map<string, Job>();
  const underWay = new Set<Job>();

  function enqueue(row: OutboxRow, by: Deliverer): Promise<void> {
    const group = groupOf(row);
    const known = waiting.get(group);
    if (known === undefined) {
      const job = newJob(row, by);
      waiting.set(group, job);
      return job.ended;
    }
    if (row.seq >= known.row.seq) Object.assign(known, { row: withListsOf(row, known.row), by });
    else known.row = withListsOf(known.row, row);
    return known.ended;
  }

  function pump(): void {
    for (const [group, job] of waiting) {
      if (underWay.size >= width) return;
      waiting.delete(group);
      underWay.add(job);
      void run(job).then((outcome) => {
        underWay.delete(job);
        tell(job.row, job.by, outcome);
        job.end();
        pump();
      });
    }
  }

  async function run(job: Job): Promise<Outcome> {
    const { row } = job;
    if (row.claimedUntilMs - now() < deadlineMs) return { kind: 'late' };
    const attempt = circuit.enter();
    if (attempt === undefined) return { kind: 'circuit_open' };
    try {
      await deliver(row);
    } catch (error) {
      if (!(error instanceof RowRefused)) {
        attempt.failed();
        return { kind: 'failed', error };
      }
      attempt.succeeded();
      await postpone(row).catch(() => undefined);
      return { kind: 'refused', error };
    }
    attempt.succeeded();
    try {
      const settled = await settle(row);
      for (const other of underWay) {
        if (groupOf(other.row) === groupOf(row) && other.row.seq < row.seq) other.isOvertaken = true;
      }
      if (settled) return { kind: 'delivered', lagSeconds: settled.lagSeconds };
      return { kind: 'delivered', isDuplicate: !job.isOvertaken };
    } catch (error) {
      return { kind: 'unsettled', error };
    }
  }

  return {
    async add(rows, by) {
      const ends = rows.map((row) => enqueue(row, by));
      pump();
      await Promise.all(ends);
    },
  };
}

function newJob(row: OutboxRow, by: Deliverer): Job {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { row, by, isOvertaken: false, end, ended };
}
