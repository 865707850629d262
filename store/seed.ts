import { randomBytes } from 'node:crypto';
import { acknowledgementFlow } from '#domain/flow/acknowledgement-flow';
import type { FlowDocument } from '#domain/flow/document';
import { escalationFlow } from '#domain/flow/escalation-flow';
import type { Queryable } from './queryable.ts';

/** The flow `escalationFlow` of every installation, by which a repeated seed knows it. */
export const escalationFlowId = '5e5ca1a7-0000-4000-8000-000000000001';
/** The flow `acknowledgementFlow` of every installation. */
export const acknowledgementFlowId = '5e5ca1a7-0000-4000-8000-000000000002';

interface BuiltInFlow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly document: FlowDocument;
  /** SHA-256, in hex, of the documents that earlier versions of NixFlow published as this flow, as PostgreSQL writes them. */
  readonly earlierDocuments: readonly string[];
}

const builtInFlows: readonly BuiltInFlow[] = [
  {
    id: escalationFlowId,
    name: 'Escalation',
    position: 0,
    document: escalationFlow,
    earlierDocuments: ['2a646219faf5fb9ffb9cf33423c014d89c7d90b51b5b3714db2e83419deb85dc'],
  },
  {
    id: acknowledgementFlowId,
    name: 'Acknowledgement',
    position: 1,
    document: acknowledgementFlow,
    earlierDocuments: [],
  },
];

/**
 * Put the rows in place that every installation has. Idempotent: what somebody changed stays as it is.
 *
 * An installation whose built-in flow is still exactly an earlier one of NixFlow gets today's as its next version: nobody
 * there chose the old. New tickets are pinned to it; those that are pinned keep theirs.
 */
export async function seed(client: Queryable): Promise<void> {
  await client.query('INSERT INTO installation DEFAULT VALUES ON CONFLICT (id) DO NOTHING');
  await client.query('UPDATE installation SET mail_secret = $1 WHERE mail_secret IS NULL', [
    randomBytes(32).toString('base64url'),
  ]);
  // Only where there is none: whoever renamed or removed it has another.
  await client.query(
    `INSERT INTO mail_address (address, name) SELECT 'support@localhost', 'Support'
     WHERE NOT EXISTS (SELECT FROM mail_address) ON CONFLICT (address) DO NOTHING`,
  );
  for (const flow of builtInFlows) await seedFlow(client, flow);
}

async function seedFlow(client: Queryable, flow: BuiltInFlow): Promise<void> {
  const { id, name, position, earlierDocuments } = flow;
  const document = JSON.stringify(flow.document);
  // Only with its flow: an installation's own versions, and a flow it turned off, are its own business.
  await client.query(
    `WITH made AS (
       INSERT INTO flow (id, name, position) VALUES ($1, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id
     )
     INSERT INTO flow_version (flow_id, version, document) SELECT id, 1, $2 FROM made`,
    [id, document, name, position],
  );
  await client.query(
    `INSERT INTO flow_version (flow_id, version, document)
     SELECT flow_id, version + 1, $2
     FROM (SELECT * FROM flow_version WHERE flow_id = $1 ORDER BY version DESC LIMIT 1) AS newest
     WHERE encode(sha256(convert_to(document::text, 'UTF8')), 'hex') = ANY($3)
     ON CONFLICT (flow_id, version) DO NOTHING`,
    [id, document, earlierDocuments],
  );
}
