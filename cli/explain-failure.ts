/** An ordinary failure (settings, an unreachable server, a refused migration) in words, without a stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof AggregateError) return `The database does not answer: ${error.errors.map(String).join('; ')}`;
  return error instanceof Error ? error.message : String(error);
}
