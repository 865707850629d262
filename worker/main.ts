import { explainStartFailure } from '#process/explain-start-failure';
import { readConfig } from '#process/read-config';
import { workerConfig } from './config.ts';
import { startWorker } from './start-worker.ts';

/** The worker process: `node worker/main.js`, settings in the environment. */
try {
  await startWorker(readConfig(workerConfig));
} catch (error) {
  process.stderr.write(`${explainStartFailure(error, { process: 'worker', portSetting: 'WORKER_PORT' })}\n`);
  process.exit(1);
}
