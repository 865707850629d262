import { account } from './account.ts';
import { admin } from './admin.ts';
import { audit } from './audit.ts';
import { clock } from './clock.ts';
import { condition } from './condition.ts';
import { customers } from './customers.ts';
import { feedback } from './feedback.ts';
import { fields } from './fields.ts';
import { help } from './help.ts';
import { jobs } from './jobs.ts';
import { mail } from './mail.ts';
import { newTicket } from './new-ticket.ts';
import { notices } from './notices.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { problem } from './problem.ts';
import { roles } from './roles.ts';
import { setUp } from './set-up.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { sso } from './sso.ts';
import { system } from './system.ts';
import { teams } from './teams.ts';
import { thread } from './thread.ts';
import { ticket } from './ticket.ts';
import { timeline } from './timeline.ts';

const areas = {
  account,
  admin,
  audit,
  clock,
  condition,
  customers,
  feedback,
  fields,
  help,
  jobs,
  mail,
  newTicket,
  notices,
  organisations,
  people,
  problem,
  roles,
  setUp,
  settings,
  shell,
  signIn,
  sso,
  system,
  teams,
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
    account: areas.account[language],
    admin: areas.admin[language],
    audit: areas.audit[language],
    clock: areas.clock[language],
    condition: areas.condition[language],
    customers: areas.customers[language],
    feedback: areas.feedback[language],
    fields: areas.fields[language],
    help: areas.help[language],
    jobs: areas.jobs[language],
    mail: areas.mail[language],
    newTicket: areas.newTicket[language],
    notices: areas.notices[language],
    organisations: areas.organisations[language],
    people: areas.people[language],
    problem: areas.problem[language],
    roles: areas.roles[language],
    setUp: areas.setUp[language],
    settings: areas.settings[language],
    shell: areas.shell[language],
    signIn: areas.signIn[language],
    sso: areas.sso[language],
    system: areas.system[language],
    teams: areas.teams[language],
    thread: areas.thread[language],
    ticket: areas.ticket[language],
    timeline: areas.timeline[language],
  };
}
