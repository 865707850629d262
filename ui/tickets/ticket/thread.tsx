import type { TicketView } from '#domain/contracts/ticket';
import type { TimelineNames } from '#domain/contracts/ticket-timeline';
import { use } from 'react';
import { useViewer } from '../../session/session.ts';
import { Button } from '../../shared/button/button.tsx';
import type { SlaClock } from '../../shared/clock/clock.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { FactLine, ToldText } from '../../shared/message/fact-line.tsx';
import { FixedNow, secondOf } from '../../shared/time/at-now.ts';
import type { useAct } from '../data/use-act.ts';
import type { useThread, useTimeline } from '../data/use-ticket.ts';
import { interleave, oldestShown } from '../timeline/interleave.ts';
import { tellAll } from '../timeline/tell-all.ts';
import type { Teller } from '../timeline/teller.ts';
import { Message } from './message.tsx';

interface ThreadProps {
  readonly ticket: Pick<TicketView, 'ticketId'>;
  readonly clocks: readonly SlaClock[];
  readonly thread: ReturnType<typeof useThread>;
  readonly timeline: ReturnType<typeof useTimeline>;
  /** Where another ticket is. */
  readonly linkTo: (number: number) => string;
  readonly acts: Pick<ReturnType<typeof useAct>, 'mutate'>;
}

const noNames: TimelineNames = {
  staff: {},
  customers: {},
  teams: {},
  tickets: {},
  fields: {},
  policies: {},
  flows: {},
};

/** What was written on a ticket and what happened to it, oldest first; without facts until they are there. */
export function Thread({ ticket: { ticketId }, clocks, thread, timeline, linkTo, acts }: ThreadProps) {
  const { t, locale } = useWords();
  const { staffId: me } = useViewer();
  const now = secondOf(use(FixedNow));
  const { messages = [], hasOlder: hasOlderMessages = false } = thread.data ?? {};
  const { entries = [], hasOlder: hasOlderEntries = false, names = noNames } = timeline.data ?? {};
  const facts = new Map(entries.flatMap((entry) => (entry.kind === 'fact' ? [[entry.seq, entry] as const] : [])));
  const teller: Teller = { t, locale, now, me, names, factAt: (seq) => facts.get(seq) };
  const parts = { messages, entries, hasOlderMessages, hasOlderEntries };
  const from = oldestShown(parts);
  const showEarlier = () => {
    // Whichever ends later hides what the other has; both, if they end together.
    const isOldest = (at: string | undefined) => at !== undefined && Date.parse(at) >= from;
    if (hasOlderMessages && isOldest(messages[0]?.at)) void thread.fetchNextPage();
    if (hasOlderEntries && isOldest(entries[0]?.at)) void timeline.fetchNextPage();
  };
  return (
    <>
      {(hasOlderMessages || hasOlderEntries) && (
        <div className="earlier">
          <Button
            kind="quiet"
            icon="up"
            isBusy={thread.isFetchingNextPage || timeline.isFetchingNextPage}
            onClick={showEarlier}
          >
            {t('timeline.earlier')}
          </Button>
        </div>
      )}
      {tellAll(teller, interleave({ ticketId, clocks, ...parts })).map((line) => {
        if (line.kind === 'told') {
          const { key, at, told } = line;
          return (
            <FactLine key={key} icon={told.icon} at={at} isLate={told.isLate ?? false}>
              <ToldText sentence={told.sentence} linkTo={linkTo} />
            </FactLine>
          );
        }
        const { message } = line;
        if (message.isUndone)
          return (
            <FactLine key={message.messageId} icon="reply" at={Date.parse(message.at)}>
              {message.author?.name ?? message.flow ?? t('ticket.flowWrote')}: {t('ticket.undone')}
            </FactLine>
          );
        return <Message key={message.messageId} message={message} me={me} acts={acts} />;
      })}
    </>
  );
}
