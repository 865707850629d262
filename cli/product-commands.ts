import type { Environment } from '#process/read-config';
import { runNixflow, type NixflowCommand } from './run-nixflow.ts';
import { ownTerminal } from './terminal.ts';

/**
 * The commands of `nixflow` that need no checkout: the functions that serve the product, on the command line.
 *
 * @param readEnvironment where the settings of those that need any are, unless they are in the environment of the process
 */
export function productCommands(readEnvironment?: () => Environment): Readonly<Record<string, NixflowCommand>> {
  return {
    sla: {
      what: '`sla eval`: business time and SLA clocks from JSON on stdin, without any server',
      run: async (args) => (await import('./sla-eval.ts')).slaEval(args, ownTerminal()),
    },
    mail: {
      what: '`mail parse PATH…`: what raw messages say, as JSON lines; `mail send`: one to try the desk with; `mail address`: where mail is taken',
      run: (args) => runNixflow(args, mailCommands(readEnvironment), 'nixflow mail'),
    },
    html: {
      what: '`html clean < in > out`: the HTML of a mail, made harmless',
      run: async (args) => (await import('./html-clean.ts')).htmlClean(args, ownTerminal()),
    },
    secrets: {
      what: '`secrets`: how much is still sealed with a former ENCRYPTION_KEY; `secrets reseal`: seal it with the one of today',
      run: async (args) => (await import('./secrets.ts')).secrets(args, ownTerminal(), readEnvironment),
    },
    user: {
      what: '`user set-up-link EMAIL`, `user set-password EMAIL`: let somebody in who cannot sign in',
      run: async (args) => (await import('./user.ts')).user(args, ownTerminal(), readEnvironment),
    },
  };
}

const mailCommands = (readEnvironment?: () => Environment): Readonly<Record<string, NixflowCommand>> => ({
  parse: {
    what: 'PATH…: what raw messages say, as JSON lines',
    run: async (args) => (await import('./mail-parse.ts')).mailParse(args, ownTerminal()),
  },
  send: {
    what: 'write to the desk as a customer would, to try it out (--help)',
    run: async (args) => (await import('./mail-send.ts')).mailSend(args, ownTerminal()),
  },
  address: {
    what: 'at which addresses the desk takes mail, and to change them (--help)',
    run: async (args) => (await import('./mail-address.ts')).mailAddress(args, ownTerminal(), readEnvironment),
  },
});
