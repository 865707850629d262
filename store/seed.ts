import { escalationFlow } from '#domain/flow/escalation-flow';
import type { Queryable } from './queryable.ts';

/** The flow `escalationFlow` of every installation, by which a repeated seed knows it. */
export const escalationFlowId = '5e5ca1a7-0000-4000-8000-000000000001';

/** SHA-256, in hex, of the documents that earlier versions of NixFlow published as the escalation, as PostgreSQL writes them. */
const earlierEscalations = ['2a646219faf5fb9ffb9cf33423c014d89c7d90b51b5b3714db2e83419deb85dc'];

/**
 * Put the rows in place that every installation has. Idempotent: what somebody changed stays as it is.
 *
 * An installation whose escalation is still exactly an earlier one of NixFlow gets today's as its next version: nobody there
 * chose the old. New tickets are pinned to it; those that are pinned keep theirs.
 */
export async function seed(client: Queryable): Promise<void> {
  await client.query('INSERT INTO installation DEFAULT VALUES ON CONFLICT (id) DO NOTHING');
  // Only with its flow: an installation's own versions, and a flow it turned off, are its own business.
  await client.query(
    `WITH made AS (
       INSERT INTO flow (id, name, position) VALUES ($1, 'Escalation', 0) ON CONFLICT (id) DO NOTHING RETURNING id
     )
     INSERT INTO flow_version (flow_id, version, document) SELECT id, 1, $2 FROM made`,
    [escalationFlowId, JSON.stringify(escalationFlow)],
  );
  await client.query(
    `INSERT INTO flow_version (flow_id, version, document)
     SELECT flow_id, version + 1, $2
     FROM (SELECT * FROM flow_version WHERE flow_id = $1 ORDER BY version DESC LIMIT 1) AS newest
     WHERE encode(sha256(convert_to(document::text, 'UTF8')), 'hex') = ANY($3)
     ON CONFLICT (flow_id, version) DO NOTHING`,
    [escalationFlowId, JSON.stringify(escalationFlow), earlierEscalations],
  );
}
