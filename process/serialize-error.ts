import { stdSerializers } from 'pino';

const quoting = new Set(['detail', 'where', 'internalQuery', 'hint']);

/**
 * An error for the log. What PostgreSQL adds to its errors is left out: `detail`, `where` and the like quote the values of
 * rows and parameters, so what people wrote and who they are. SQLSTATE, table, column and constraint stay.
 */
export function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told = Object.entries(stdSerializers.err(error));
  return Object.fromEntries('severity' in error ? told.filter(([name]) => !quoting.has(name)) : told);
}
