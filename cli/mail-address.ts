import { parseArgs } from 'node:util';
import { byOperator } from '#commands/audit/by-operator';
import type { AuditAct } from '#domain/audit/acts';
import { changesBetween } from '#domain/audit/changes-between';
import { readConfig, type Environment } from '#process/read-config';
import { auditLog } from '#store/audit/audit-log';
import { mailAddresses, type AddressSettings } from '#store/mail/mail-addresses';
import { readDirectory } from '#store/people/read-directory';
import type { Queryable } from '#store/queryable';
import { inTransaction } from '#store/transaction';
import { z } from 'zod';
import { explainFailure } from './explain-failure.ts';
import type { Terminal } from './terminal.ts';
import { storeSettings, withStore } from './with-store.ts';

const USAGE = `nixflow mail address
nixflow mail address add ADDRESS [--name NAME] [--team TEAM]
nixflow mail address change ADDRESS [--to ADDRESS] [--name NAME] [--team TEAM | --no-team]
nixflow mail address remove ADDRESS

  At which addresses the desk takes mail, and from which it answers: a ticket's team's, else the oldest of no team.
  Without a verb they are listed. What is new at an address of a team becomes that team's ticket.
`;

/** No longer than RFC 5321 allows, and without "+": what follows one says to which ticket an answer belongs. */
const address = z
  .string()
  .max(254)
  .toLowerCase()
  .regex(/^[a-z0-9.!#$%&'*/=?^_`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/);
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);
const verbs = ['list', 'add', 'change', 'remove'] as const;

interface Asked {
  readonly verb: (typeof verbs)[number];
  readonly address: string;
  readonly to?: string | undefined;
  readonly name?: string | undefined;
  /** By its name; null: none. */
  readonly team?: string | null | undefined;
}

/** Why something was not done, in a line. */
class Refused extends Error {}

/**
 * `nixflow mail address`: at which addresses the desk takes mail, and from which it answers.
 *
 * Workers follow at once; nothing is started again.
 *
 * @param readEnvironment called once it is clear that settings are needed; the environment of the process unless told
 * @returns the exit code: 0 if it was done, 1 if not, 2 if the arguments make no sense
 */
export async function mailAddress(
  args: readonly string[],
  terminal: Pick<Terminal, 'write' | 'explain'>,
  readEnvironment?: () => Environment,
): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    terminal.explain(`${asked}${USAGE}`);
    return asked === '' ? 0 : 2;
  }
  try {
    const config = readConfig(z.strictObject(storeSettings), readEnvironment?.());
    await withStore('nixflow-mail-address', config, async (pool) => {
      await inTransaction(pool, (client) => carryOut(client, asked));
      await terminal.write(await listed(pool));
    });
    return 0;
  } catch (error) {
    terminal.explain(`${error instanceof Refused ? error.message : explainFailure(error)}\n`);
    return 1;
  }
}

/** @returns why they make no sense, with a line break at its end; empty if help was asked for */
function readArguments(args: readonly string[]): Asked | string {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { to: text, name: text, team: text, 'no-team': flag, help: flag };
  let read;
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n`;
  }
  const { values, positionals } = read;
  const [word = 'list', written, ...more] = positionals;
  if (values.help === true || word === 'help') return '';
  const verb = verbs.find((known) => known === word);
  if (!verb) return `There is no "mail address ${word}".\n\n`;
  const { 'no-team': noTeam = false, team, to } = values;
  const isFitting =
    (verb === 'list') === (written === undefined) &&
    more.length === 0 &&
    !(noTeam && team !== undefined) &&
    (verb === 'change' || (to === undefined && !noTeam)) &&
    (verb === 'change' || verb === 'add' || (values.name ?? team) === undefined);
  if (!isFitting) return 'That does not go together.\n\n';
  const asked = z
    .object({ address: address.or(z.literal('')), to: address.optional(), name: name.optional() })
    .safeParse({ address: written ?? '', to, name: values.name });
  if (!asked.success) return `Not to be used: ${String(asked.error.issues[0]?.path[0])}.\n\n`;
  return { verb, ...asked.data, team: noTeam ? null : team };
}

async function carryOut(client: Queryable, { verb, ...asked }: Asked): Promise<void> {
  if (verb === 'list') return;
  if (verb === 'add') return add(client, asked);
  const found = (await mailAddresses.list(client)).find((own) => own.address === asked.address);
  if (!found) throw new Refused(`No mail is taken at ${asked.address}.`);
  if (verb === 'change') {
    const teamId = asked.team === undefined ? found.teamId : await idOfTeam(client, asked.team);
    const wanted: AddressSettings = { address: asked.to ?? found.address, name: asked.name ?? found.name, teamId };
    if (!(await mailAddresses.change(client, found.id, wanted)))
      throw new Refused(`Mail is taken at ${wanted.address} already.`);
    await tell(client, 'mail_address.changed', found, wanted);
  } else {
    if (!(await mailAddresses.remove(client, found.id)))
      throw new Refused(
        `Mail came at ${found.address}, so it stays. Give it to another use: nixflow mail address change`,
      );
    await tell(client, 'mail_address.removed', found, undefined);
  }
}

async function add(client: Queryable, asked: Omit<Asked, 'verb'>): Promise<void> {
  const teamId = await idOfTeam(client, asked.team ?? null);
  const made: AddressSettings = { address: asked.address, name: asked.name ?? 'Support', teamId };
  if (!(await mailAddresses.add(client, made))) throw new Refused(`Mail is taken at ${asked.address} already.`);
  await tell(client, 'mail_address.added', undefined, made);
}

/** Tell the audit log, unless nothing changed. */
async function tell(client: Queryable, act: AuditAct, before?: AddressSettings, after?: AddressSettings) {
  const fieldsOf = (one?: AddressSettings) => (one ? { address: one.address, name: one.name, team: one.teamId } : {});
  const changes = changesBetween(fieldsOf(before), fieldsOf(after));
  const address = before?.address ?? after?.address ?? '';
  if (changes.length === 0) return;
  await auditLog.append(client, byOperator, {
    act,
    subject: { kind: 'mail_address', id: address, name: address },
    changes,
  });
}

async function idOfTeam(client: Queryable, named: string | null): Promise<string | null> {
  if (named === null) return null;
  const { teams } = await readDirectory(client);
  const [team, ...others] = teams.filter((one) => one.name === named || one.id === named);
  if (team && others.length === 0) return team.id;
  if (team) throw new Refused(`Several teams are called ${named}: say which by its id.`);
  throw new Refused(`There is no team ${named}. There are: ${teams.map((one) => one.name).join(', ') || 'none'}.`);
}

async function listed(client: Queryable): Promise<string> {
  const all = await mailAddresses.list(client);
  const { teams } = await readDirectory(client);
  const lineOf = (own: AddressSettings) => {
    const team = teams.find(({ id }) => id === own.teamId);
    return `${own.address}\t${own.name}${team ? `\t${team.name}` : ''}\n`;
  };
  return all.map(lineOf).join('');
}
