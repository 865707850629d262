import { clock } from './clock.ts';
import { feedback } from './feedback.ts';
import { help } from './help.ts';
import { mail } from './mail.ts';
import { newTicket } from './new-ticket.ts';
import { problem } from './problem.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { system } from './system.ts';
import { thread } from './thread.ts';
import { ticket } from './ticket.ts';
import { timeline } from './timeline.ts';

const areas = {
  clock,
  feedback,
  help,
  mail,
  newTicket,
  problem,
  shell,
  signIn,
  system,
  thread,
  ticket,
  timeline,
} as const;

type Areas = typeof areas;
type WordsIn<Language extends 'en' | 'de'> = { readonly [Area in keyof Areas]: Areas[Area][Language] };

/** Every word the pages say, by language and area. Times and numbers come formatted. */
export const catalogue = { en: wordsIn('en'), de: wordsIn('de') };

function wordsIn<Language extends 'en' | 'de'>(language: Language): WordsIn<Language> {
  return {
    clock: areas.clock[language],
    feedback: areas.feedback[language],
    help: areas.help[language],
    mail: areas.mail[language],
    newTicket: areas.newTicket[language],
    problem: areas.problem[language],
    shell: areas.shell[language],
    signIn: areas.signIn[language],
    system: areas.system[language],
    thread: areas.thread[language],
    ticket: areas.ticket[language],
    timeline: areas.timeline[language],
  };
}
