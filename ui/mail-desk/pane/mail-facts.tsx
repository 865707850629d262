import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../shared/i18n/use-words.ts';

/** Things that are known of a mail, each with its name; null is not shown. */
export type MailFact = readonly [name: string, value: ReactNode];

/** All that is known of a mail. */
export function MailFacts({ facts }: { readonly facts: readonly (MailFact | null)[] }) {
  return (
    <dl className="mail-facts">
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** The ticket that a mail belongs to. */
export function TicketOfMail({ ticket }: { readonly ticket: { readonly number: number } | null }) {
  const { t } = useWords();
  if (!ticket) return <span className="faint">{t('mail.noTicket')}</span>;
  return (
    <Link className="link num" to={`/tickets/open/${String(ticket.number)}`}>
      #{ticket.number}
    </Link>
  );
}

/** An address with the name shown beside it. */
export const writeAddress = (name: string | null, address: string) =>
  name === null || name === '' ? address : `${name} <${address}>`;
