import { LONGEST_SUBJECT } from '#domain/tickets/words';

/** The subject of the ticket that a mail opens: one line that is not empty and not too long, without control characters. */
export function ticketSubject({ subject }: { readonly subject: string }): string {
  if (subject === '') return '(no subject)';
  if (subject.length <= LONGEST_SUBJECT) return subject;
  // Not in the middle of a character that takes two units.
  return `${subject
    .slice(0, LONGEST_SUBJECT - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
