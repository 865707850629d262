import type { Queryable } from './queryable.ts';

/** The instant of `nixflow_now()`, the only clock that stamps facts; whole milliseconds. */
export async function readNow(client: Queryable): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('SELECT nixflow_now() AS now');
  const [row] = rows;
  if (row === undefined) throw new Error('nixflow_now() gave no row.');
  return row.now;
}

/**
 * Refuse to go on with a database whose clock was shifted by a test. A production process calls it when it starts.
 *
 * @throws {Error} if the shift is not zero
 */
export async function requireTrueClock(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ milliseconds: string }>(
    'SELECT milliseconds FROM clock_shift WHERE milliseconds <> 0',
  );
  const [shift] = rows;
  if (shift === undefined) return;
  throw new Error(
    `The clock of this database (nixflow_now()) is shifted by ${shift.milliseconds} ms, which only tests may do. ` +
      'If it is the right database, run: DELETE FROM clock_shift',
  );
}

/** For tests: set how far `nixflow_now()` is ahead of the real clock (negative: behind), in whole milliseconds. */
export async function setClockShift(client: Queryable, milliseconds: number): Promise<void> {
  await client.query(
    'INSERT INTO clock_shift (milliseconds) VALUES ($1) ON CONFLICT (id) DO UPDATE SET milliseconds = excluded.milliseconds',
    [milliseconds],
  );
}

/**
 * For tests in skipped time: move `nixflow_now()` forward so that it reads `instant` or later.
 *
 * Never moves it back, whoever else moves it meanwhile: an instant already passed changes nothing.
 */
export async function advanceClockTo(client: Queryable, instant: Date): Promise<void> {
  await client.query(
    `INSERT INTO clock_shift AS shift (milliseconds)
     VALUES (greatest(0, ceil(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)))
     ON CONFLICT (id) DO UPDATE SET milliseconds =
       greatest(shift.milliseconds, ceil(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000))`,
    [instant],
  );
}
