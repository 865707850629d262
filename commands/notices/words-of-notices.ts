import type { NoticeEvent } from '#domain/notices/words';
import type { UnmailedNotice } from '#store/notices/unmailed-notices';

/** What a mail says of each event. */
const SAYS: Readonly<Record<NoticeEvent, string>> = {
  new_in_team: 'New in your team',
  assigned: 'Given to you',
  answered: 'The customer answered',
  noted: 'A colleague wrote a note',
  sla_warning: 'A clock runs out',
  sla_breached: 'A clock is late',
  not_delivered: 'Your reply did not arrive',
  told_by_flow: 'A flow tells you',
};

type Told = Pick<UnmailedNotice, 'ticketId' | 'number' | 'subject' | 'event' | 'text'>;

/** The mail that tells somebody what waits for them: by ticket, in the order of their first notices. */
export function wordsOfNotices(
  name: string,
  waiting: readonly Told[],
  linkTo: (number: number) => string,
): { readonly subject: string; readonly text: string } {
  const ids = [...new Set(waiting.map(({ ticketId }) => ticketId))];
  const tickets = ids.map((id) => waiting.filter(({ ticketId }) => ticketId === id));
  const [first] = waiting;
  const subject =
    tickets.length === 1 && first
      ? `#${String(first.number)} ${first.subject}: ${SAYS[waiting.at(-1)?.event ?? first.event].toLowerCase()}`
      : `${String(tickets.length)} tickets with news for you`;
  const parts = tickets.map((notices) => tellOf(notices, linkTo));
  const text = `Hello ${name},\n\n${parts.join('\n\n')}\n\nWhat you are told, and how, is for you to say in NixFlow, under your name.`;
  return { subject, text };
}

function tellOf(notices: readonly Told[], linkTo: (number: number) => string): string {
  const [first] = notices;
  if (!first) return '';
  const lines = notices.map(({ event, text }) => (text === null ? `- ${SAYS[event]}` : `- ${SAYS[event]}: ${text}`));
  return [`#${String(first.number)} ${first.subject}`, ...new Set(lines), linkTo(first.number)].join('\n');
}
