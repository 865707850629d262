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
import type { Presence } from '../../shared/person/avatar.tsx';
import { PresenceOf } from '../../shared/person/presence.tsx';
import { PriorityMenu, StatusMenu } from './status-menu.tsx';

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
  readonly onStatus: (status: Exclude<Status, 'new'>) => void;
  readonly onPriority: (priority: Priority) => void;
  readonly onResolve: () => void;
  readonly onDetails: () => void;
  /** More acts: quiet icon buttons. */
  readonly acts?: ReactNode;
}

/** A ticket's head: subject, number, moves; below status, priority, the next clock, who else is here. */
export function TicketHead(props: TicketHeadProps) {
  const { t } = useWords();
  const { number, subject, status, priority, clock, presence, place, backTo, acts } = props;
  return (
    <header className="thead">
      <div className="r1">
        <Link className="btn quiet icon only-phone" to={backTo} aria-label={t('ticket.backToList')}>
          <Icon name="left" />
        </Link>
        <h1 className="cut" title={subject}>
          {subject}
        </h1>
        <span className="num">#{number}</span>
        <span className="grow" />
        {place && <Steps place={place} />}
        {acts}
        <span className="wide">
          <Button icon="check-circle" keys="E" onClick={props.onResolve}>
            {t('ticket.resolve')}
          </Button>
        </span>
        <span className="only-narrow">
          <IconButton icon="panel" kind="default" label={t('ticket.details')} onClick={props.onDetails} />
        </span>
      </div>
      <div className="r2">
        <StatusMenu status={status} onChange={props.onStatus} />
        <PriorityMenu priority={priority} onChange={props.onPriority} />
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
