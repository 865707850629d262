import { explainStartFailure } from '#process/explain-start-failure';
import { readApiConfig } from './config.ts';
import { startApi } from './start-api.ts';

/** The API process: `node api/main.js`, settings in the environment. */
try {
  await startApi(readApiConfig());
} catch (error) {
  process.stderr.write(`${explainStartFailure(error, { process: 'API', portSetting: 'PORT' })}\n`);
  process.exit(1);
}
