import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { serializeError } from './serialize-error.ts';
import { scrubLogLine } from './scrub-log-line.ts';

export type { Logger } from 'pino';

interface LoggerSettings {
  /** Which process speaks, such as `api` or `worker`. */
  readonly service: string;
  readonly level: string;
  readonly destination?: DestinationStream;
}

/**
 * A log of JSON lines, to standard output if nothing else is said.
 *
 * Each line passes `scrubLogLine`. Errors go under the key `err`.
 *
 * Lines that belong together are found by what a logger binds: `requestId` (each request of the API), `workflowId` and
 * `ticketId`. Make a child where such work begins, `logger.child({ workflowId })`; where a request only learns on its way
 * what it is about, `logger.setBindings({ workflowId })`, once, binds it for all further lines of that request.
 *
 * Writes are synchronous, so that the last words of a dying process are not lost.
 */
export function createLogger({ service, level, destination }: LoggerSettings): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: serializeError },
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: scrubLogLine },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
