import { say } from '../say.ts';

const commands: Readonly<Record<string, { readonly what: string; run(args: string[]): Promise<number> }>> = {
  doctor: {
    what: 'every part: found where, version, healthy or what to do (--json for machines)',
    run: async (args) => (await import('../doctor.ts')).doctor(args),
  },
  sla: {
    what: '`sla eval`: business time and SLA clocks from JSON on stdin, without any server',
    run: async (args) => {
      const { slaEval } = await import('#cli/sla-eval');
      const { stdin, stdout, stderr } = process;
      return slaEval(args, {
        stdin,
        // Whoever runs this command ends the process when it returns; until then all must have left.
        write: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
        explain: (text) => stderr.write(text),
      });
    },
  },
  reset: {
    what: 'delete the data of this installation (--yes without asking)',
    run: async (args) => (await import('../reset.ts')).reset(args),
  },
};

/** `nixflow <command>`: the command line of NixFlow. */
export async function run([name = 'help', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command.run(args);
  const known = Object.entries(commands).map(([title, { what }]) => `  nixflow ${title.padEnd(8)} ${what}`);
  const isAsked = ['help', '--help', '-h'].includes(name);
  if (!isAsked) say.fail(`There is no command "${name}".`);
  say.line(`\n${known.join('\n')}\n`);
  return isAsked ? 0 : 2;
}
