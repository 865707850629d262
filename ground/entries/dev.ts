import { runInstallation } from '../run-installation.ts';

/** `npm run dev`: the same from sources, reloading when a file changes. */
export const run = (): Promise<number> => runInstallation('reloading');
