import { ConfigError, readConfig } from '#process/read-config';
import { workerConfig } from './config.ts';
import { startWorker } from './start-worker.ts';

/** The worker process: `node worker/main.js`, settings in the environment. */
try {
  await startWorker(readConfig(workerConfig));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError)
    return ['The worker cannot start with these settings:', ...error.lines].join('\n  ');
  if (!(error instanceof Error) || !('code' in error)) return String(error instanceof Error ? error.stack : error);
  if (error.code === 'EADDRINUSE') return 'The worker cannot serve its probes: the port is in use. Set WORKER_PORT.';
  return String(error.stack);
}
