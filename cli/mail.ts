import type { Environment } from '#process/read-config';
import type { Terminal } from './terminal.ts';

const USAGE = `nixflow mail parse PATH…   what raw messages say, as JSON lines
nixflow mail send [TEXT]   a mail to the desk, as a customer would write it
nixflow mail address       at which addresses the desk takes mail

  nixflow mail VERB --help says more of each.
`;

/**
 * `nixflow mail`: one of its verbs. Each is loaded when it is asked for: what parses needs no database.
 *
 * @param readEnvironment see `mailAddress`
 * @returns the exit code: the verb's, 0 for help that was asked for, 2 for a verb that does not exist
 */
export async function mail(
  [verb, ...args]: readonly string[],
  terminal: Pick<Terminal, 'write' | 'explain'>,
  readEnvironment?: () => Environment,
): Promise<number> {
  if (verb === 'parse') return (await import('./mail-parse.ts')).mailParse(args, terminal);
  if (verb === 'send') return (await import('./mail-send.ts')).mailSend(args, terminal);
  if (verb === 'address') return (await import('./mail-address.ts')).mailAddress(args, terminal, readEnvironment);
  terminal.explain(USAGE);
  return verb === '--help' || verb === 'help' ? 0 : 2;
}
