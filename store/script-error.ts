import pg from 'pg';
import type { Migration } from './migrations.ts';

/** What PostgreSQL said about a migration's script, with the line it means; kept in `_prisma_migrations.logs`. */
export function describeScriptError({ name, script }: Migration, error: unknown): string {
  const lines = ['A migration failed to apply.', `Migration name: ${name}`];
  if (error instanceof pg.DatabaseError) {
    lines.push(`Database error code: ${error.code ?? 'unknown'}`);
    // PostgreSQL counts characters from 1.
    const position = Number(error.position);
    if (position > 0) lines.push(`Line: ${String(script.slice(0, position - 1).split('\n').length)}`);
  }
  lines.push(`Database error: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof pg.DatabaseError && error.detail !== undefined) lines.push(`Detail: ${error.detail}`);
  return lines.join('\n');
}
