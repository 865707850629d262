import type { NixflowCommand } from './run-nixflow.ts';

/** The commands of `nixflow` that need no checkout: the functions that serve the product, on the command line. */
export const productCommands: Readonly<Record<string, NixflowCommand>> = {
  sla: {
    what: '`sla eval`: business time and SLA clocks from JSON on stdin, without any server',
    run: async (args) => {
      const { slaEval } = await import('./sla-eval.ts');
      const { stdin, stdout, stderr } = process;
      return slaEval(args, {
        stdin,
        // Whoever runs this command ends the process when it returns; until then all must have left.
        write: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
        explain: (text) => stderr.write(text),
      });
    },
  },
};
