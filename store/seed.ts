import { escalationFlow } from '#domain/flow/escalation-flow';
import type { Queryable } from './queryable.ts';

/** The flow `escalationFlow` of every installation, by which a repeated seed knows it. */
export const escalationFlowId = '5e5ca1a7-0000-4000-8000-000000000001';

/** Put the rows in place that every installation has. Idempotent: what is there stays as it is, whoever changed it. */
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
}
