import { createLogger, type Logger } from '#process/logger';

/** For tests: a logger whose lines can be looked at, as text and as what a reader of the log would parse. */
export function logInMemory(): { logger: Logger; text: () => string; lines: () => Record<string, unknown>[] } {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  return {
    logger: createLogger({ service: 'test', level: 'trace', destination }),
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
