import { productCommands } from '#cli/product-commands';
import { runNixflow } from '#cli/run-nixflow';
import { installationSettings } from '../installation-settings.ts';

/** `npm run nixflow -- <command>`: the command line of a checkout, which can also look after its installation. */
export const run = (args: string[]): Promise<number> =>
  runNixflow(args, {
    ...productCommands(installationSettings),
    doctor: {
      what: 'every part: found where, version, healthy or what to do (--json for machines)',
      run: async (rest) => (await import('../doctor.ts')).doctor(rest),
    },
    reset: {
      what: 'delete the data of this installation (--yes without asking)',
      run: async (rest) => (await import('../reset.ts')).reset(rest),
    },
  });
