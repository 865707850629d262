import type { ExplainedClock } from '#domain/contracts/clock-reasons';
import type { Priority } from '#domain/tickets/words';
import type { TFunction } from 'i18next';
import { use } from 'react';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import type { SlaClock } from '../../shared/clock/clock.ts';
import { reasonLines, type Reckoning } from '../../shared/clock/reason-lines.ts';
import { WhyThisTime } from '../../shared/clock/why-this-time.tsx';
import { formatShortInstant } from '../../shared/format/format-instant.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { FixedNow, secondOf } from '../../shared/time/at-now.ts';
import { useClockReasons } from '../data/use-ticket.ts';

interface ClockReasonProps {
  readonly ticketId: string;
  readonly clock: SlaClock;
  /** Who asks for help, by name. */
  readonly requester: string;
}

/** Why a clock of a ticket is due when it is, asked for once somebody wants to know. */
export function ClockReason({ ticketId, clock, requester }: ClockReasonProps) {
  const { t, locale } = useWords();
  const now = secondOf(use(FixedNow));
  const { data, error } = useClockReasons(ticketId);
  const metric = t(`clock.metricInSentence.${clock.metric}`);
  const found = data?.clocks.find(
    (one) => one.metric === clock.metric && Date.parse(one.startedAt) === clock.startedAt,
  );
  if (!data || !found) {
    const said = error ? problemWords(asCallFailed(error), t) : data ? t('clock.whyGone') : t('feedback.loading');
    return <p className="why-wait soft" role="status">{said}</p>; // prettier-ignore
  }
  const due = found.dueAt === null ? null : formatShortInstant(Date.parse(found.dueAt), now, locale);
  const lines = reasonLines(reckoningOf(found, { t, requester, priority: data.priority }), now, locale);
  const stops = found.standsStillIn.map((status) => t(`ticket.statusInSentence.${status}`));
  const hint =
    stops.length === 0
      ? t('clock.neverStops')
      : t('clock.stopsIn', { statuses: new Intl.ListFormat(locale.tag, { type: 'disjunction' }).format(stops) });
  const title = due === null ? t('clock.whyStands', { metric }) : t('clock.whyTitle', { metric, at: due });
  return <WhyThisTime title={title} lines={lines} hint={`${hint} ${t('clock.keepsUsed')}`} />;
}

interface Telling {
  readonly t: TFunction;
  readonly requester: string;
  readonly priority: Priority;
}

function reckoningOf(clock: ExplainedClock, { t, requester, priority }: Telling): Reckoning {
  const { metric, policy, calendar, openedBy, targetMs, usedMs, dueAt } = clock;
  const named = ({ name, version }: { readonly name: string; readonly version: number }) =>
    t('clock.named', { name, version });
  return {
    startedAt: Date.parse(clock.startedAt),
    startedBy:
      metric === 'nextResponse' || (metric === 'firstResponse' && openedBy > 1)
        ? t('clock.startedByCustomer', { name: requester })
        : openedBy > 1
          ? t('clock.startedAgain')
          : t('clock.startedByOpening'),
    policy: policy
      ? t('clock.policyOf', { policy: named(policy), priority: t(`ticket.priorityOf.${priority}`) })
      : t('clock.noPolicy'),
    calendar: calendar
      ? t('clock.hoursOf', { calendar: named(calendar), zone: calendar.timeZone.replaceAll('_', ' ') })
      : t('clock.aroundTheClock'),
    ...{ targetMs, leftMs: targetMs - usedMs, dueAt: dueAt === null ? null : Date.parse(dueAt) },
    warnings: [...clock.warnings, ...clock.warningsAhead]
      .map(({ percent, at }) => ({ percent, at: Date.parse(at) }))
      .toSorted((a, b) => a.percent - b.percent),
    pauses: clock.pauses.map(({ from, to, because }) => ({
      from: Date.parse(from),
      to: to === null ? null : Date.parse(to),
      because:
        because === 'merged' || because === 'spam' || because === 'deleted'
          ? t(`clock.away.${because}`)
          : t(`ticket.statusInSentence.${because}`),
    })),
  };
}
