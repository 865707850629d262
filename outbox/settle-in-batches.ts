import type { OutboxRow } from '#store/outbox/outbox-row';
import type { SettledRow } from '#store/outbox/settle';

interface Waiting {
  readonly row: OutboxRow;
  readonly resolve: (settled: SettledRow | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements stay short, and so do the locks they hold. */
const largestBatch = 200;

/**
 * Settle rows one by one as callers see it, and by one statement for all that came while the last one ran: a burst costs a
 * few round trips, and never more than one connection.
 *
 * @returns what became of a row: `undefined` if it was gone already. Rejects as the statement did.
 */
export function settleInBatches(settle: (rows: readonly OutboxRow[]) => Promise<readonly SettledRow[]>) {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, largestBatch);
      try {
        const settled = new Map((await settle(batch.map(({ row }) => row))).map((row) => [row.id, row]));
        for (const { row, resolve } of batch) resolve(settled.get(row.id));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  }

  return (row: OutboxRow): Promise<SettledRow | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (!isRunning) void run();
    });
}
