const LONGEST = 250;

/** The subject of the ticket that a mail opens: one line of 1 to 250 UTF-16 units, without control characters. */
export function ticketSubject({ subject }: { readonly subject: string }): string {
  if (subject === '') return '(no subject)';
  if (subject.length <= LONGEST) return subject;
  // Not in the middle of a character that takes two units.
  return `${subject
    .slice(0, LONGEST - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
