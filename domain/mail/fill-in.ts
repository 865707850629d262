/** What texts of mails may name, in double braces: `{{ticket.number}}`. */
export interface MailWords {
  readonly 'ticket.number': string;
  readonly 'ticket.subject': string;
  readonly 'customer.name': string;
}

/**
 * A text with the words filled in. A name that is none stays as it stands, so that whoever reads the mail can tell.
 *
 * What is filled in is not looked at again: a customer's name is no template.
 */
export function fillIn(text: string, words: MailWords): string {
  return text.replaceAll(/\{\{\s*([a-z.]+)\s*\}\}/g, (whole, name: string) => own(words, name) ?? whole);
}

const own = (words: MailWords, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name as keyof MailWords] : undefined;
