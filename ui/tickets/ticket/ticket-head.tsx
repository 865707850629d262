import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Priority, Status } from '#domain/tickets/words';
import { Button } from '../../shared/button/button.tsx';
import { IconButton } from '../../shared/button/icon-button.tsx';
import type { Clock } from '../../shared/clock/clock.ts';
import { ClockChip } from '../../shared/clock/clock-chip.tsx';
import { formatNumber } from '../../shared/format/format-number.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { PriorityBadge } from '../../shared/marks/priority-mark.tsx';
import { StatusBadge } from '../../shared/marks/status-mark.tsx';
import type { Presence } from '../../shared/person/avatar.tsx';
import { PresenceOf } from '../../shared/person/presence.tsx';
import { PriorityMenu, StatusMenu } from './status-menu.tsx';
import { Subject } from './subject.tsx';

/** Where a ticket stands in the list beside it, counted from 1. */
export interface ListPlace {
  readonly at: number;
  readonly of: number;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

/** What a ticket's head says, and what can be done there. */
export interface TicketHeadProps {
  readonly number: number;
  readonly subject: string;
  readonly status: Status;
  readonly priority: Priority;
  readonly clock: Clock;
  readonly presence: readonly { readonly name: string; readonly presence: Presence }[];
  readonly place?: ListPlace;
  /** Where one comes back to on a phone. */
  readonly backTo: string;
  /** Without it the status stands fast; so does the priority. */
  readonly onStatus?: (status: Exclude<Status, 'new'>) => void;
  readonly onPriority?: (priority: Priority) => void;
  /** Without it the subject stands fast. */
  readonly onSubject?: (subject: string) => void;
  /** Without it there is nothing to resolve any more. */
  readonly onResolve?: (() => void) | undefined;
  readonly onDetails: () => void;
  /** More acts: quiet icon buttons. */
  readonly acts?: ReactNode;
}

/** A ticket's head: subject, number, moves; below status, priority, the next clock, who else is here. */
export function TicketHead(props: TicketHeadProps) {
  const { t } = useWords();
  const { number, subject, status, priority, clock, presence, place, backTo, acts, onSubject, onResolve } = props;
  return (
    <header className="thead">
      <div className="r1">
        <Link className="btn quiet icon only-phone" to={backTo} aria-label={t('ticket.backToList')}>
          <Icon name="left" />
        </Link>
        <Subject subject={subject} number={number} {...(onSubject && { onChange: onSubject })} />
        {place && <Steps place={place} />}
        {acts}
        {onResolve && (
          <span className="wide">
            <Button icon="check-circle" keys="E" aria-keyshortcuts="E" onClick={onResolve}>
              {t('ticket.resolve')}
            </Button>
          </span>
        )}
        <span className="only-narrow">
          <IconButton icon="panel" kind="default" label={t('ticket.details')} onClick={props.onDetails} />
        </span>
      </div>
      <div className="r2">
        {props.onStatus ? <StatusMenu status={status} onChange={props.onStatus} /> : <StatusBadge status={status} />}
        {props.onPriority ? (
          <PriorityMenu priority={priority} onChange={props.onPriority} />
        ) : (
          <PriorityBadge priority={priority} />
        )}
        <ClockChip clock={clock} isPill />
        <span className="grow" />
        {presence.map((who) => (
          <PresenceOf key={who.name} name={who.name} presence={who.presence} />
        ))}
      </div>
    </header>
  );
}

function Steps({ place: { at, of, onPrevious, onNext } }: { readonly place: ListPlace }) {
  const { t, locale } = useWords();
  return (
    <span className="steps">
      <span className="num">{t('ticket.place', { at: formatNumber(at, locale), of: formatNumber(of, locale) })}</span>
      <IconButton icon="up" label={t('ticket.previous')} isOff={at <= 1} onClick={onPrevious} />
      <IconButton icon="down" label={t('ticket.next')} isOff={at >= of} onClick={onNext} />
    </span>
  );
}
