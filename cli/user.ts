import { parseArgs } from 'node:util';
import { setPassword } from '#commands/people/set-password';
import { setUpFirstAdmin } from '#commands/people/set-up-first-admin';
import { Problem } from '#domain/contracts/problem';
import { linkToChoosePassword } from '#domain/people/link-to-choose-password';
import { frontendOrigins } from '#process/frontend-origins';
import { createPasswordHashing } from '#process/hash-passwords';
import { readConfig, type Environment } from '#process/read-config';
import type { Pool } from 'pg';
import { z } from 'zod';
import { explainFailure } from './explain-failure.ts';
import type { Terminal } from './terminal.ts';
import { storeSettings, withStore } from './with-store.ts';

const USAGE = `nixflow user set-up-link EMAIL [--name NAME]
nixflow user set-password EMAIL < FILE

  set-up-link    Makes EMAIL the first admin and prints a link, good once and for a day, to choose a password with.
                 For an installation in which no admin can sign in.
  set-password   Gives EMAIL the password that is the first line of standard input, and signs them out everywhere. It also
                 removes their authenticator app and its recovery codes, so that whoever lost them is let in again: from
                 then on the password alone is enough, until they set up an app anew. So that the password stands
                 neither on the screen nor in the history of the shell:
                 read -rs P; printf '%s' "$P" | nixflow user set-password EMAIL
`;

/** What the command is told by its environment. */
const settings = z.strictObject({
  ...storeSettings,
  FRONTEND_URL: frontendOrigins.default(['http://localhost:5173']),
});

/** What a verb works with. */
interface Desk {
  readonly pool: Pool;
  readonly terminal: Terminal;
  /** Where links lead. */
  readonly frontend: string;
}

interface Asked {
  readonly verb: 'set-up-link' | 'set-password';
  readonly email: string;
  readonly name: string;
}

/**
 * `nixflow user`: let people in who cannot sign in, as only somebody may who has the database anyway.
 *
 * A link is the only thing written to stdout. It is a key: this is for a terminal, not for something that keeps logs.
 *
 * @param readEnvironment called once it is clear that settings are needed; the environment of the process unless told
 * @returns the exit code: 0 if it was done, 1 if not, 2 if the arguments make no sense
 */
export async function user(
  args: readonly string[],
  terminal: Terminal,
  readEnvironment?: () => Environment,
): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    terminal.explain(`${asked}${USAGE}`);
    return asked === '' ? 0 : 2;
  }
  try {
    const config = readConfig(settings, readEnvironment?.());
    return await withStore('nixflow-user', config, (pool) => {
      const desk = { pool, terminal, frontend: config.FRONTEND_URL[0] };
      return asked.verb === 'set-up-link' ? makeSetUpLink(desk, asked) : readAndSetPassword(desk, asked);
    });
  } catch (error) {
    terminal.explain(`${explainFailure(error)}\n`);
    return 1;
  }
}

/** @returns why they make no sense, with a line break at its end; empty if help was asked for */
function readArguments(args: readonly string[]): Asked | string {
  const options = { name: { type: 'string', default: 'Administrator' }, help: { type: 'boolean' } } as const;
  let read;
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n`;
  }
  const { values, positionals } = read;
  const [verb, address = '', ...more] = positionals;
  if (values.help === true || verb === 'help') return '';
  if (verb === undefined) return 'Say what to do.\n\n';
  if (verb !== 'set-up-link' && verb !== 'set-password') return `There is no "user ${verb}".\n\n`;
  const email = z.email().toLowerCase().safeParse(address);
  if (!email.success || more.length > 0) return 'Name one person by their e-mail address.\n\n';
  return { verb, email: email.data, name: values.name };
}

async function makeSetUpLink({ pool, terminal, frontend }: Desk, { email, name }: Asked): Promise<number> {
  const link = await setUpFirstAdmin(pool, { email, name });
  if (link === 'not_needed') {
    terminal.explain('An admin can sign in already. To let somebody in again: nixflow user set-password EMAIL\n');
    return 1;
  }
  terminal.explain(`${email} is an admin and chooses a password here, once, until ${link.expiresAt.toISOString()}:\n`);
  await terminal.write(`${linkToChoosePassword(frontend, link.token)}\n`);
  return 0;
}

async function readAndSetPassword({ pool, terminal }: Desk, { email }: Asked): Promise<number> {
  const password = await firstLine(terminal.stdin);
  const outcome = await setPassword({ pool, passwords: createPasswordHashing() }, { email, password }).catch(faultOf);
  if (outcome === 'set') terminal.explain(`${email} signs in with this password from now on.\n`);
  else if (outcome === 'unknown') terminal.explain(`Nobody who may sign in has the address ${email}.\n`);
  else terminal.explain(`The password ${outcome.fault}.\n`);
  return outcome === 'set' ? 0 : 1;
}

/** What is wrong with the password, if that is what is wrong. */
function faultOf(error: unknown): { readonly fault: string } {
  const [first] = error instanceof Problem ? (error.errors ?? []) : [];
  if (!first) throw error;
  return { fault: first.message };
}

async function firstLine(input: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of input) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
