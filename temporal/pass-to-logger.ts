import type { Logger } from '#process/logger';
import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/common';

/** While the engine is away, core warns at each of its polls; these are its words. */
const pollWarning = /^gRPC call \w+ retried \d+ times$|polling?\b.*\b(?:error|fail)/i;
const sayAgainMs = 60_000;
/** What core says when it ends an execution by `endedByNondeterminism`. It does not say which. */
const nondeterminism = 'Failing workflow due to nondeterminism error';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Who else wants to know, and what time it is. */
export interface Listeners {
  /** An execution ended because its history goes another way than the code. */
  readonly onNondeterminism?: () => void;
  readonly now?: () => number;
}

/**
 * Temporal's logger that writes through ours.
 *
 * The warnings of an outage, one per poll, become one sentence a minute; an execution that ends because its history goes
 * another way than the code is an error, since somebody deployed that code.
 */
export function passToLogger(logger: Logger, { onNondeterminism, now = Date.now }: Listeners = {}): TemporalLogger {
  let saidAt = -Infinity;
  const log = (level: LogLevel, message: string, meta?: LogMetadata) => {
    if (levels[level] === 'warn' && pollWarning.test(message)) {
      if (now() - saidAt < sayAgainMs) return;
      saidAt = now();
      logger.warn({ reason: message }, 'Temporal does not answer; the worker goes on polling.');
      return;
    }
    if (message === nondeterminism) {
      onNondeterminism?.();
      logger.error(bindings(meta), 'An execution ended: its history goes another way than this code.');
      return;
    }
    logger[levels[level]](bindings(meta), message);
  };
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

/** Our names: errors are under `err`. */
function bindings(meta: LogMetadata = {}): Record<string, unknown> {
  const { error, ...rest } = meta;
  return error === undefined ? rest : { ...rest, err: error as unknown };
}
