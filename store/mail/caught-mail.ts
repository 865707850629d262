import type { Queryable } from '../queryable.ts';

/** A mail that the built-in catcher took. */
export interface NewCaughtMail {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** The newest are kept: nobody looks for more in a desk that sends nothing. */
const mostKept = 1000;

/** Keep a caught mail, and forget the oldest beyond a thousand. */
async function insert(client: Queryable, { from, to, raw }: NewCaughtMail): Promise<void> {
  await client.query(
    `WITH kept AS (INSERT INTO caught_mail (envelope_from, envelope_to, raw) VALUES ($1, $2, $3) RETURNING id)
     DELETE FROM caught_mail WHERE id <= (SELECT id FROM kept) - $4`,
    [from, to, raw, mostKept],
  );
}

/** A caught mail, as far as it was read. */
export interface CaughtRow {
  readonly id: number;
  /** ms */
  readonly caughtAt: number;
  readonly envelopeFrom: string | null;
  readonly envelopeTo: readonly string[];
  /** bytes */
  readonly size: number;
  /** Its beginning, or all of it. */
  readonly raw: Buffer;
}

const columns = `id::float8 AS id, (extract(epoch FROM caught_at) * 1000)::float8 AS "caughtAt",
  envelope_from AS "envelopeFrom", envelope_to AS "envelopeTo", octet_length(raw) AS size`;

/** Headers are within it, unless somebody makes fun of us. */
const headBytes = 32 * 1024;

/** Caught mails with the beginning of each, newest first; those before an id, or the newest of all (null). */
async function list(client: Queryable, before: number | null, limit: number): Promise<CaughtRow[]> {
  const { rows } = await client.query<CaughtRow>(
    `SELECT ${columns}, substring(raw FROM 1 FOR $3) AS raw FROM caught_mail
     WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
    [before, limit, headBytes],
  );
  return rows;
}

/** One with all of its bytes; null if there is none, or it is forgotten. */
async function find(client: Queryable, id: number): Promise<CaughtRow | null> {
  const { rows } = await client.query<CaughtRow>(`SELECT ${columns}, raw FROM caught_mail WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** Write down whether mail is caught, as the newest process knows that sends it. The instant is that of the first which did. */
async function noteCatching(client: Queryable, isCatching: boolean): Promise<void> {
  await client.query(
    'UPDATE installation SET mail_caught_since = CASE WHEN $1 THEN coalesce(mail_caught_since, nixflow_now()) END',
    [isCatching],
  );
}

/** Since when mail is caught (ms); null: it goes out. */
async function catchingSince(client: Queryable): Promise<number | null> {
  const { rows } = await client.query<{ since: number | null }>(
    'SELECT (extract(epoch FROM mail_caught_since) * 1000)::float8 AS since FROM installation',
  );
  return rows[0]?.since ?? null;
}

/** Mails in place of a mail server. */
export const caughtMails = { insert, list, find, noteCatching, catchingSince };
