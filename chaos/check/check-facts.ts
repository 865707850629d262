import type { TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '#store/queryable';
import { judgeTicket } from '#testkit/judge-ticket';
import type { Finding } from './finding.ts';

/** Facts of all tickets, and what is wrong with them. */
export interface CheckedFacts {
  readonly factsOf: ReadonlyMap<string, readonly TicketFact[]>;
  readonly findings: readonly Finding[];
}

/** A table beside the product's, where a trigger notes each engine row that was not written over the one before it. */
export async function watchEngineRows(client: Queryable): Promise<void> {
  await client.query(`
    CREATE TABLE chaos_engine_write (ticket_id uuid, was integer, now integer);
    CREATE FUNCTION chaos_note_engine_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO chaos_engine_write VALUES (NEW.ticket_id, OLD.version, NEW.version);
      RETURN NEW;
    END $$;
    CREATE TRIGGER chaos_engine_write AFTER UPDATE OF version ON ticket_engine
      FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 AND NEW.version IS DISTINCT FROM OLD.version
        OR NEW.seen_seq < OLD.seen_seq OR NEW.seen_seq > NEW.last_seq)
      EXECUTE FUNCTION chaos_note_engine_write();`);
}

/**
 * I4: no lost update, no fact out of order, row = fold(facts); no engine row written over one it does not follow, and no
 * effect of a flow done that its key does not name.
 */
export async function checkFacts(client: Queryable): Promise<CheckedFacts> {
  const { rows: tickets } = await client.query<{ id: string }>('SELECT id FROM ticket ORDER BY number');
  const factsOf = new Map<string, readonly TicketFact[]>();
  const problems: string[] = [];
  for (const { id } of tickets) {
    const { facts, faults } = await judgeTicket(client, id);
    factsOf.set(id, facts);
    problems.push(...faults.map((fault) => `${id}: ${fault}`));
  }
  const { rows: writes } = await client.query<{ ticket_id: string; was: number; now: number }>(
    'SELECT * FROM chaos_engine_write',
  );
  problems.push(
    ...writes.map(({ ticket_id: id, was, now }) => `${id}: engine row ${String(now)} was written over ${String(was)}`),
  );
  problems.push(...(await checkEffects(client, factsOf)));
  return { factsOf, findings: problems.map((what) => ({ invariant: 'I4', what })) };
}

/** Each change a flow made is the one change of one effect's key. */
async function checkEffects(client: Queryable, factsOf: ReadonlyMap<string, readonly TicketFact[]>): Promise<string[]> {
  const { rows } = await client.query<{ ticketId: string; seq: number; key: string }>(
    'SELECT ticket_id AS "ticketId", seq, key FROM ticket_effect',
  );
  const named = new Set(rows.map(({ ticketId, seq }) => `${ticketId} ${String(seq)}`));
  return [...factsOf].flatMap(([ticketId, facts]) => {
    const lastOfRevision = new Map(
      facts.filter(({ cause }) => cause.kind === 'flow').map(({ revision, seq }) => [revision, seq]),
    );
    return [...lastOfRevision]
      .filter(([, seq]) => !named.has(`${ticketId} ${String(seq)}`))
      .map(([, seq]) => `${ticketId}: fact ${String(seq)} of a flow is no effect's`);
  });
}
