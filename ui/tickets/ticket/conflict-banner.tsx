import type { TicketTimeline } from '#domain/contracts/ticket-timeline';
import { use } from 'react';
import { useViewer } from '../../session/session.ts';
import { Button } from '../../shared/button/button.tsx';
import { Banner } from '../../shared/feedback/banner.tsx';
import { formatShortInstant } from '../../shared/format/format-instant.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { ToldText } from '../../shared/message/fact-line.tsx';
import { FixedNow, secondOf } from '../../shared/time/at-now.ts';
import type { Conflict } from '../data/use-ticket-edits.ts';
import { tellFact } from '../timeline/tell-fact.ts';

interface ConflictBannerProps {
  readonly conflict: Conflict;
  /** What happened to the ticket, as far as it is there: it says what somebody else did. */
  readonly timeline: Pick<TicketTimeline, 'entries' | 'names'> | undefined;
  readonly onAnyway: () => void;
  readonly onKeep: () => void;
}

/** An edit that somebody was ahead of: what they did, that the edit was not saved, and both ways on. */
export function ConflictBanner({ conflict: { edit, news }, timeline, onAnyway, onKeep }: ConflictBannerProps) {
  const { t, locale } = useWords();
  const { staffId: me } = useViewer();
  const now = secondOf(use(FixedNow));
  const last = news.at(-1);
  const fact = timeline?.entries.find((entry) => entry.kind === 'fact' && entry.seq === last?.seq);
  const told =
    timeline && fact?.kind === 'fact'
      ? tellFact({ t, locale, now, me, names: timeline.names, factAt: () => undefined }, fact)
      : null;
  const at = last === undefined ? '' : formatShortInstant(Date.parse(last.at), now, locale);
  return (
    <Banner
      tone="late"
      icon="x-circle"
      role="alert"
      actions={
        <>
          <Button size="tiny" kind="quiet" onClick={onKeep}>
            {t('ticket.keepTheirs')}
          </Button>
          <Button size="tiny" onClick={onAnyway}>
            {t('ticket.setAnyway', { value: edit.wanted })}
          </Button>
        </>
      }
    >
      <b>
        {told ? <ToldText sentence={told.sentence} /> : t('problem.why.stale')}
        {at !== '' && ` · ${at}`}
      </b>{' '}
      {t('ticket.notSaved', { value: edit.wanted })}
    </Banner>
  );
}
