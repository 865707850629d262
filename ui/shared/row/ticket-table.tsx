import { Link } from 'react-router';
import { ClockChip } from '../clock/clock-chip.tsx';
import { useWords } from '../i18n/use-words.ts';
import { PriorityMark } from '../marks/priority-mark.tsx';
import { AssigneeAvatar } from './assignee-avatar.tsx';
import { RowMark } from './row-mark.tsx';
import type { RowTicket } from './row-ticket.ts';
import './ticket-table.css';

interface TicketTableProps {
  /** Those in sight, each with its place in the whole list. */
  readonly rows: readonly { readonly ticket: RowTicket; readonly index: number }[];
  /** How much room those take that are not drawn (px). */
  readonly above?: number;
  readonly below?: number;
  readonly linkTo: (number: number) => string;
  readonly checked: ReadonlySet<number>;
  readonly onCheck: (number: number, isChecked: boolean) => void;
}

/** Tickets at full width: one line each. */
export function TicketTable({ rows, above = 0, below = 0, linkTo, checked, onCheck }: TicketTableProps) {
  const { t } = useWords();
  return (
    <table className="table">
      <thead>
        <tr>
          <td className="w-mark" />
          <td className="w-mark" />
          <th className="w-number" scope="col">
            {t('ticket.field.number')}
          </th>
          <th scope="col">{t('ticket.field.subject')}</th>
          <th className="w-who" scope="col">
            {t('ticket.field.requester')}
          </th>
          <th className="w-clock" scope="col">
            {t('ticket.field.nextClock')}
          </th>
          <td className="w-ava" />
        </tr>
      </thead>
      <tbody>
        <Room height={above} />
        {rows.map(({ ticket, index }) => (
          <TableRow
            key={ticket.number}
            ticket={ticket}
            index={index}
            to={linkTo(ticket.number)}
            isChecked={checked.has(ticket.number)}
            onCheck={(isChecked) => onCheck(ticket.number, isChecked)}
          />
        ))}
        <Room height={below} />
      </tbody>
    </table>
  );
}

/** Rows that are not drawn. */
function Room({ height }: { readonly height: number }) {
  return height > 0 && <tr className="room" aria-hidden="true" style={{ height }} />;
}

interface TableRowProps {
  readonly ticket: RowTicket;
  readonly index: number;
  readonly to: string;
  readonly isChecked: boolean;
  readonly onCheck: (isChecked: boolean) => void;
}

function TableRow({ ticket, index, to, isChecked, onCheck }: TableRowProps) {
  return (
    <tr data-index={index} className={[ticket.isUnread && 'unread', isChecked && 'checked'].filter(Boolean).join(' ')}>
      <td>
        <RowMark ticket={ticket} isChecked={isChecked} onCheck={onCheck} />
      </td>
      <td>
        <PriorityMark priority={ticket.priority} alone />
      </td>
      <td className="num">#{ticket.number}</td>
      <td className="subject">
        <Link to={to}>{ticket.subject}</Link>
      </td>
      <td>{ticket.requester}</td>
      <td>
        <ClockChip clock={ticket.clock} />
      </td>
      <td>
        <AssigneeAvatar assignee={ticket.assignee} />
      </td>
    </tr>
  );
}
