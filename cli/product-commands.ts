import { z } from 'zod';
import { ConfigError } from '#process/config-error';
import { readConfig } from '#process/read-config';
import { encryptionKeys, encryptionSettings } from '#process/settings';
import type { NixflowCommand } from './run-nixflow.ts';
import type { Terminal } from './sla-eval.ts';

/** The commands of `nixflow` that need no checkout: the functions that serve the product, on the command line. */
export const productCommands: Readonly<Record<string, NixflowCommand>> = {
  sla: {
    what: '`sla eval`: business time and SLA clocks from JSON on stdin, without any server',
    run: async (args) => (await import('./sla-eval.ts')).slaEval(args, terminal()),
  },
  mail: {
    what: '`mail parse PATH…`: what raw messages say, and of which kind they are, as JSON lines',
    run: async (args) => {
      const { mailParse } = await import('./mail-parse.ts');
      const { readLoopHeader } = await import('#mail/thread-tokens');
      const keys = await ourKeys();
      return mailParse(args, terminal(), (value) => keys !== null && readLoopHeader(keys, value) !== null);
    },
  },
  html: {
    what: '`html clean < in > out`: the HTML of a mail, made harmless',
    run: async (args) => (await import('./html-clean.ts')).htmlClean(args, terminal()),
  },
};

/** Without the installation's key everything is answered but which mails are its own. */
async function ourKeys() {
  const { threadKeys } = await import('#mail/thread-keys');
  try {
    return threadKeys(...encryptionKeys(readConfig(z.strictObject(encryptionSettings))));
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

function terminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    stdin,
    // Whoever runs this command ends the process when it returns; until then all must have left.
    write: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
    explain: (text) => stderr.write(text),
  };
}
