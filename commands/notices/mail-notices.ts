import { mailPerson } from '#commands/mail/mail-person';
import { isQuiet, mailTime } from '#domain/notices/mail-time';
import { isOpen } from '#domain/sla/is-open';
import { readCalendar } from '#domain/sla/read-calendar';
import { linkToTicket } from '#domain/tickets/link-to-ticket';
import { readNow } from '#store/clock';
import { unmailedNotices, type PersonToMail, type UnmailedNotice } from '#store/notices/unmailed-notices';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow } from '#store/outbox/outbox-row';
import { inTransaction } from '#store/transaction';
import type { CommandContext } from '../tickets/command-context.ts';
import { wordsOfNotices } from './words-of-notices.ts';

/** What mailing notices needs. */
export interface MailNoticesContext extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  /** The origin of the UI, without a slash at its end: links lead there. */
  readonly uiOrigin: string;
}

const peopleAtOnce = 200;
/** One mail tells no more; what is left goes with the next. */
const mostNotices = 200;

/**
 * Mail people what is due of what they were told and have not read: one mail each, with all that waits, by ticket. What they
 * are told as a team, of a ticket that nobody has, is due in the team's working hours alone.
 *
 * A person's mail and the marks on its notices are one transaction; several who do this at once take different notices.
 *
 * @returns how many mails were written
 */
export async function mailNotices(context: MailNoticesContext): Promise<number> {
  let written = 0;
  let people = await unmailedNotices.people(context.pool, null, peopleAtOnce);
  for (let last = people.at(-1); last; last = people.at(-1)) {
    for (const person of people) if (await mailTo(context, person)) written += 1;
    people = await unmailedNotices.people(context.pool, last.staffId, peopleAtOnce);
  }
  return written;
}

async function mailTo({ pool, deliverSoon, uiOrigin }: MailNoticesContext, person: PersonToMail): Promise<boolean> {
  const outbox = await inTransaction(pool, async (client) => {
    const waiting = await unmailedNotices.take(client, person.staffId, mostNotices);
    const now = (await readNow(client)).getTime();
    if (isQuiet(now, person.quietHours) || !waiting.some((notice) => isDue(notice, person, now))) return [];
    const told: NewOutboxRow[] = [];
    const { name, email: to } = person;
    const words = wordsOfNotices(name, waiting, (number) => linkToTicket(uiOrigin, number));
    await mailPerson({ client, tell: (row) => void told.push(row) }, { kind: 'notice', to, ...words });
    if (told.length === 0) return [];
    await unmailedNotices.markMailed(
      client,
      waiting.map(({ id }) => id),
    );
    return insertOutbox(client, told);
  });
  deliverSoon(outbox);
  return outbox.length > 0;
}

function isDue({ at, mail, teamHours }: UnmailedNotice, { quietHours }: PersonToMail, now: number): boolean {
  const due = mailTime(at, mail, quietHours);
  return due !== null && due <= now && isTeamThere(teamHours, now);
}

/** Hours that only newer code can read hold up nothing. */
function isTeamThere(stored: unknown, now: number): boolean {
  const hours = stored === null ? 'unreadable' : readCalendar(stored);
  return hours === 'unreadable' || isOpen(hours, now);
}
