import { ConfigError } from '#process/read-config';
import { readApiConfig } from './config.ts';
import { startApi } from './start-api.ts';

/** The API process: `node api/main.js`, settings in the environment. */
try {
  await startApi(readApiConfig());
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return ['The API cannot start with these settings:', ...error.lines].join('\n  ');
  if (!(error instanceof Error) || !('code' in error)) return String(error instanceof Error ? error.stack : error);
  const port = 'port' in error ? String(error.port) : 'that it was given';
  if (error.code === 'EADDRINUSE')
    return `The API cannot listen: port ${port} is in use. Stop what uses it or set PORT.`;
  if (error.code === 'EACCES') return `The API cannot listen: this user may not use port ${port}. Set PORT above 1023.`;
  return String(error.stack);
}
