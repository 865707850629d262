import type { TicketView } from '#domain/contracts/ticket';
import { viewPath, type ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { ClockList } from '../../shared/clock/clock-list.tsx';
import { inOrderOfUrgency } from '../../shared/clock/clock.ts';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { usePresence } from '../../shared/realtime.ts';
import { RowSkeletons } from '../../shared/skeleton/row-skeletons.tsx';
import { clockOf } from '../data/clock-of.ts';
import { useTicketActs } from '../data/use-ticket-acts.ts';
import { useThread, useTicketOf } from '../data/use-ticket.ts';
import { AnswerPart, useDraft } from './answer-part.tsx';
import { HeldReply } from './held-reply.tsx';
import { Properties, RequesterCard } from './properties.tsx';
import { Thread } from './thread.tsx';
import { TicketFrame } from './ticket-frame.tsx';

interface TicketPaneProps {
  readonly number: number;
  /** Where one comes back to. */
  readonly view: ViewName;
}

/** A ticket, as it is now. */
export function TicketPane({ number, view }: TicketPaneProps) {
  const { t } = useWords();
  const { ticket, readAt, failure, retry } = useTicketOf(number);
  if (ticket) return <OpenTicket ticket={ticket} readAt={readAt} backTo={viewPath(view)} />;
  return (
    <main id="content" className="ticket" tabIndex={-1} data-fills-phone>
      {failure ? (
        <ErrorState title={t('ticket.notLoaded')} failure={asCallFailed(failure)} onRetry={retry} />
      ) : (
        <RowSkeletons count={6} />
      )}
    </main>
  );
}

interface OpenTicketProps {
  readonly ticket: TicketView;
  readonly readAt: number;
  readonly backTo: string;
}

function OpenTicket({ ticket, readAt, backTo }: OpenTicketProps) {
  const { t } = useWords();
  const { staffId } = useViewer();
  const { ticketId, number, subject, status, priority, requester, assignee, team, tags, engine } = ticket;
  const { data: thread } = useThread(ticketId);
  const acts = useTicketActs(ticket);
  const draft = useDraft(ticketId);
  const present = usePresence(ticketId, draft.isWriting ? 'replying' : 'viewing');
  const others = present.flatMap(({ staffId: who, name = '', state }) =>
    who === staffId ? [] : [{ name, presence: state === 'replying' ? ('replying' as const) : ('looking' as const) }],
  );
  const clocks = inOrderOfUrgency(ticket.clocks.map((clock) => clockOf(clock, readAt, status)));
  const [first] = clocks;
  const held = thread?.messages.find(({ mayUndo }) => mayUndo);
  return (
    <TicketFrame
      head={{
        ...{ number, subject, status, priority, backTo, presence: others },
        clock: first ?? { state: 'none' },
        onStatus: (to) => acts.status.mutate(to),
        onPriority: (to) => acts.priority.mutate(to),
        onResolve: () => acts.status.mutate('resolved'),
        ...(engine.url !== null && {
          acts: (
            <a className="btn quiet" href={engine.url} target="_blank" rel="noreferrer">
              {t('ticket.inTemporal')}
            </a>
          ),
        }),
      }}
      thread={thread ? <Thread messages={thread.messages} /> : <RowSkeletons count={4} />}
      notice={held && <HeldReply message={held} number={number} onUndo={(text) => draft.takeBack(text)} acts={acts} />}
      composer={
        <AnswerPart
          ticket={ticket}
          draft={draft}
          acts={acts}
          replying={others.find(({ presence }) => presence === 'replying')?.name}
        />
      }
      panel={
        <>
          <Properties
            assignee={assignee && { name: assignee.name, isMe: assignee.id === staffId }}
            team={team?.name ?? null}
            tags={tags}
          />
          <ClockList clocks={clocks} />
          <RequesterCard name={requester.name} lines={[requester.email]} />
        </>
      }
    />
  );
}
