import type { Logger } from './logger.ts';
import { within } from './within.ts';

interface ShutdownSettings {
  readonly logger: Logger;
  /** How long all closing together may take. */
  readonly limitSeconds?: number;
  /** For tests; ends the process otherwise. */
  readonly exit?: (code: number) => void;
}

/** The orderly end of a process. */
export interface Shutdown {
  /** Something to close at the end; what was added last closes first. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Begin the end at SIGTERM and SIGINT, and with code 1 at an error nobody caught. */
  listen(): void;
  /** Whether the end has begun. */
  begun(): boolean;
  /** Close everything and exit; later calls get the same promise. */
  run(reason: string, exitCode?: number): Promise<void>;
}

/**
 * One Ctrl-C reaches a child twice: from the terminal and again from whoever started it. Both are one request.
 */
const samePressMs = 1_000;

/**
 * Close what a process has opened, in reverse order, once.
 *
 * Exit code 0 when all closed, 1 when something failed to close, when the limit passed, or at once when a second signal
 * asks again.
 */
export function createShutdown({
  logger,
  limitSeconds = 30,
  exit = (code) => process.exit(code),
}: ShutdownSettings): Shutdown {
  const steps: { name: string; close: () => Promise<void> | void }[] = [];
  let ending: Promise<void> | undefined;
  let firstSignalAt: number | undefined;

  async function closeAll(): Promise<boolean> {
    let clean = true;
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step.close();
        logger.debug({ step: step.name }, 'closed');
      } catch (err) {
        clean = false;
        logger.error({ err, step: step.name }, 'did not close');
      }
    }
    return clean;
  }

  async function end(reason: string, exitCode: number): Promise<void> {
    logger.info({ reason }, 'shutting down');
    try {
      const clean = await within(limitSeconds * 1_000, 'closing', closeAll());
      logger.info('shut down');
      exit(clean ? exitCode : 1);
    } catch (err) {
      logger.error({ err }, 'shutdown took too long');
      exit(1);
    }
  }

  const run = (reason: string, exitCode = 0): Promise<void> => (ending ??= end(reason, exitCode));

  function onSignal(signal: NodeJS.Signals): void {
    const now = performance.now();
    firstSignalAt ??= now;
    if (ending !== undefined && now - firstSignalAt > samePressMs) {
      logger.warn({ signal }, 'asked again, leaving at once');
      exit(1);
    }
    void run(signal);
  }

  return {
    add: (name, close) => {
      steps.push({ name, close });
    },
    listen: () => {
      process.on('SIGTERM', onSignal);
      process.on('SIGINT', onSignal);
      for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
        process.on(event, (err: unknown) => {
          logger.fatal({ err }, event === 'uncaughtException' ? 'uncaught exception' : 'unhandled rejection');
          void run(event, 1);
        });
      }
    },
    begun: () => ending !== undefined,
    run,
  };
}
