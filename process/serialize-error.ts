import { stdSerializers } from 'pino';

/**
 * An error for the log. What PostgreSQL adds to its errors is left out: `detail`, `where` and the like quote the values of
 * rows and parameters, so what people wrote and who they are. SQLSTATE, table, column and constraint stay.
 */
export function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { detail, where, internalQuery, hint, ...rest } = stdSerializers.err(error) as unknown as Record<
    string,
    unknown
  >;
  return 'severity' in rest ? rest : { ...rest, ...given({ detail, where, internalQuery, hint }) };
}

const given = (properties: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
