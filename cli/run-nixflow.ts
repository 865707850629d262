/** One command of `nixflow`. */
export interface NixflowCommand {
  /** What it does, in a line of the help. */
  readonly what: string;
  /** @returns exit code */
  run(args: string[]): Promise<number>;
}

/**
 * `nixflow <command>`: run the command of that name, or say which there are.
 *
 * @param commands by name; a checkout has more of them than an image
 * @param own what was typed before the name
 * @returns exit code: the command's, 0 for help that was asked for, 2 for a command that does not exist
 */
export async function runNixflow(
  [name = 'help', ...args]: string[],
  commands: Readonly<Record<string, NixflowCommand>>,
  own = 'nixflow',
): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command.run(args);
  const isAsked = ['help', '--help', '-h'].includes(name);
  const known = Object.entries(commands).map(([title, { what }]) => `  ${own} ${title.padEnd(8)} ${what}`);
  const lines = [...(isAsked ? [] : [`There is no command "${name}".`]), '', ...known, ''];
  process.stderr.write(`${lines.join('\n')}\n`);
  return isAsked ? 0 : 2;
}
