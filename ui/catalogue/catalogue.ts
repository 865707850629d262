import { clock } from './clock.ts';
import { feedback } from './feedback.ts';
import { problem } from './problem.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { system } from './system.ts';
import { thread } from './thread.ts';
import { ticket } from './ticket.ts';

const areas = { clock, feedback, problem, shell, signIn, system, thread, ticket } as const;

type Areas = typeof areas;

/** Every word the pages say, by language and area. Times and numbers come formatted. */
export const catalogue: {
  readonly en: { readonly [Area in keyof Areas]: Areas[Area]['en'] };
  readonly de: { readonly [Area in keyof Areas]: Areas[Area]['de'] };
} = {
  en: {
    clock: clock.en,
    feedback: feedback.en,
    problem: problem.en,
    shell: shell.en,
    signIn: signIn.en,
    system: system.en,
    thread: thread.en,
    ticket: ticket.en,
  },
  de: {
    clock: clock.de,
    feedback: feedback.de,
    problem: problem.de,
    shell: shell.de,
    signIn: signIn.de,
    system: system.de,
    thread: thread.de,
    ticket: ticket.de,
  },
};
