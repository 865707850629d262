import { useRef, type CSSProperties, type MouseEvent, type Ref } from 'react';
import { Link } from 'react-router';
import { ClockChip } from '../clock/clock-chip.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Tags } from '../label/tag.tsx';
import { PriorityMark } from '../marks/priority-mark.tsx';
import { AssigneeAvatar } from './assignee-avatar.tsx';
import './list-row.css';
import { RowMark } from './row-mark.tsx';
import type { RowTicket } from './row-ticket.ts';

interface ListRowProps {
  readonly ticket: RowTicket;
  /** Where the ticket is opened. */
  readonly to: string;
  readonly isOpen?: boolean;
  readonly isChecked?: boolean;
  /** Without it the row offers no box. */
  readonly onCheck?: (isChecked: boolean) => void;
  /** Shows a state that a pointer or a keyboard brings, for pictures of it. */
  readonly posed?: 'hover' | 'focus';
  /** Where a long list puts the row, and what measures it. */
  readonly placed?: { readonly style: CSSProperties; readonly index: number; readonly count: number };
  readonly ref?: Ref<HTMLLIElement>;
}

/** A ticket in a list: in two lines, in a narrow list in three. */
export function ListRow({ ticket, to, isOpen = false, isChecked = false, onCheck, posed, placed, ref }: ListRowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const classes = ['row', ticket.isUnread && 'unread', isChecked && 'checked', posed && `is-${posed}`];
  const openFromAnywhere = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, label, input') !== null;
    if (!isOnControl) link.current?.click();
  };
  return (
    <li
      ref={ref}
      className={classes.filter(Boolean).join(' ')}
      aria-current={isOpen || undefined}
      style={placed?.style}
      data-index={placed?.index}
      aria-setsize={placed?.count}
      aria-posinset={placed && placed.index + 1}
      onClick={openFromAnywhere}
    >
      <RowMark ticket={ticket} isChecked={isChecked} {...(onCheck ? { onCheck } : {})} />
      <PriorityMark priority={ticket.priority} alone />
      <span className="l1">
        <Link ref={link} className="subject cut" to={to} title={ticket.subject}>
          {ticket.subject}
        </Link>
        <ClockChip clock={ticket.clock} />
      </span>
      <SecondLine ticket={ticket} />
    </li>
  );
}

function SecondLine({ ticket }: { readonly ticket: RowTicket }) {
  return (
    <span className="l2">
      <span className="num">#{ticket.number}</span>
      <span className="who">
        <span className="name">{ticket.requester}</span>
        {ticket.organisation !== undefined && <span className="org cut">, {ticket.organisation}</span>}
      </span>
      <Preview ticket={ticket} />
      <span className="ends">
        <Tags names={ticket.tags} most={1} />
        <AssigneeAvatar assignee={ticket.assignee} />
      </span>
    </span>
  );
}

function Preview({ ticket: { preview, isPreviewOurs = false, replying } }: { readonly ticket: RowTicket }) {
  const { t } = useWords();
  if (replying === undefined)
    return <span className="preview cut">{isPreviewOurs ? t('ticket.youSaid', { text: preview }) : preview}</span>;
  return (
    <span className="preview cut">
      <span className="typing">
        <i className="seen busy" />
        {t('ticket.isReplying', { name: replying.split(' ')[0] ?? replying })}
      </span>
    </span>
  );
}
