import type { QueryResult, QueryResultRow } from 'pg';

/** A pool, or the connection of one transaction: whatever takes SQL. */
export interface Queryable {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
}
