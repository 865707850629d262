import { runInstallation } from '../run-installation.ts';

/** `npm start`: everything in its production form. */
export const run = (): Promise<number> => runInstallation('built');
