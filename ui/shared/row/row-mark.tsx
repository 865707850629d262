import { useWords } from '../i18n/use-words.ts';
import './list-row.css';
import type { RowTicket } from './row-ticket.ts';

interface RowMarkProps {
  readonly ticket: Pick<RowTicket, 'number' | 'isUnread'>;
  readonly isChecked: boolean;
  /** Without it there is no box. */
  readonly onCheck?: (isChecked: boolean) => void;
}

/** The first thing of a row: a dot while it is unread; a box under the pointer, in focus, or once it is ticked. */
export function RowMark({ ticket, isChecked, onCheck }: RowMarkProps) {
  const { t } = useWords();
  return (
    <span className="mark-col">
      {onCheck && (
        <input
          className="tickbox"
          type="checkbox"
          aria-label={t('ticket.select', { number: ticket.number })}
          checked={isChecked}
          onChange={(event) => onCheck(event.target.checked)}
        />
      )}
      {ticket.isUnread && (
        <span className="unread-dot">
          <span className="vh">{t('ticket.unread')}</span>
        </span>
      )}
    </span>
  );
}
