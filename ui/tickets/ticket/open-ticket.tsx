import type { TicketView } from '#domain/contracts/ticket';
import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import type { TicketTimeline } from '#domain/contracts/ticket-timeline';
import { isOver, STATUSES } from '#domain/tickets/words';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useViewer } from '../../session/session.ts';
import { inOrderOfUrgency } from '../../shared/clock/clock.ts';
import { sayDone } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { usePageTitle } from '../../shared/page-title.ts';
import { usePresence } from '../../shared/realtime.ts';
import { MessageSkeleton } from '../../shared/skeleton/message-skeleton.tsx';
import { clockOf } from '../data/clock-of.ts';
import { assigneeEdit, priorityEdit, statusEdit, subjectEdit } from '../data/edits.ts';
import { useAct } from '../data/use-act.ts';
import { useThread, useTimeline } from '../data/use-ticket.ts';
import { useTicketEdits } from '../data/use-ticket-edits.ts';
import { oneOf, textIn } from '../timeline/teller.ts';
import { AnswerPart } from './answer-part.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MoreActs } from './more-acts.tsx';
import { PlaceBanner } from './place-banner.tsx';
import { Thread } from './thread.tsx';
import { TicketFrame } from './ticket-frame.tsx';
import { TicketPanel } from './ticket-panel.tsx';

interface OpenTicketProps {
  readonly ticket: TicketView;
  /** The ticket of the number that was asked for, if it goes on in this one. */
  readonly merged: TicketView | null;
  /** The page's now (ms) when it was read. */
  readonly readAt: number;
  readonly backTo: string;
  /** Where another ticket is. */
  readonly linkTo: (number: number) => string;
}

/** A ticket that is there, and all that can be done with it. */
export function OpenTicket({ ticket, merged, readAt, backTo, linkTo }: OpenTicketProps) {
  const { t } = useWords();
  const { staffId, name: myName } = useViewer();
  const { ticketId, number, subject, status, priority, mayI, isSpam, isDeleted } = ticket;
  usePageTitle(`#${String(number)} ${subject}`);
  const [thread, timeline] = [useThread(ticketId), useTimeline(ticketId)];
  const [acts, edits] = [useAct(ticketId), useTicketEdits(ticket)];
  const [isWriting, onWriting] = useState(false);
  const others = useOthers(ticketId, isWriting, staffId);
  const clocks = inOrderOfUrgency(ticket.clocks.map((clock) => clockOf(clock, readAt, status)));
  const messages = thread.data?.messages ?? [];
  const takeable = messages.find(({ mayUndo }) => mayUndo);
  const held = takeable ? { message: takeable, status: statusAfter(takeable, timeline.data?.entries) } : null;
  const resolve = isOver(status) || !mayI.assign ? undefined : () => edits.change(statusEdit(ticket, 'resolved', t));
  const merging = useMerging(ticket, linkTo, acts);
  useKeys({
    ...(resolve && { e: resolve }),
    ...(mayI.assign && { a: () => edits.change(assigneeEdit(ticket, { id: staffId, name: myName }, t)) }),
  });
  return (
    <>
      <TicketFrame
        head={{
          ...{ number, subject, status, priority, backTo, presence: others },
          clock: clocks[0] ?? { state: 'none' },
          ...(mayI.assign && {
            onStatus: (to) => edits.change(statusEdit(ticket, to, t)),
            onPriority: (to) => edits.change(priorityEdit(ticket, to, t)),
            onSubject: (to) => edits.change(subjectEdit(ticket, to, t)),
          }),
          onResolve: resolve,
          acts: <MoreActs ticket={ticket} acts={acts} onMerge={merging.open} />,
        }}
        banner={<PlaceBanner ticket={ticket} merged={merged} acts={acts} />}
        thread={thread.data ? <Thread {...{ ticket, clocks, thread, timeline, linkTo, acts }} /> : <MessageSkeleton />}
        notice={
          edits.conflict && (
            <ConflictBanner
              conflict={edits.conflict}
              timeline={timeline.data}
              onAnyway={() => edits.conflict && edits.changeAnyway(edits.conflict.edit)}
              onKeep={edits.forgetConflict}
            />
          )
        }
        composer={
          !isSpam &&
          !isDeleted &&
          (mayI.reply || mayI.note) && (
            <AnswerPart
              {...{ ticket, messages, held, onWriting }}
              replying={others.find(({ presence }) => presence === 'replying')?.name}
            />
          )
        }
        panel={<TicketPanel ticket={ticket} clocks={clocks} onEdit={edits.change} />}
      />
      {merging.dialog}
    </>
  );
}

/** Where the ticket is to stand once a held reply has left, as its fact says. */
function statusAfter({ messageId }: ThreadMessage, entries: TicketTimeline['entries'] = []) {
  const fact = entries.findLast((entry) => entry.kind === 'fact' && textIn(entry.data, 'messageId') === messageId);
  return fact?.kind === 'fact' ? oneOf(STATUSES, fact.data['statusAtRelease']) : undefined;
}

/** Who else is on the ticket, and be there oneself. */
function useOthers(ticketId: string, isWriting: boolean, me: string) {
  const present = usePresence(ticketId, isWriting ? 'replying' : 'viewing');
  return present.flatMap(({ staffId, name = '', state }) =>
    staffId === me ? [] : [{ name, presence: state === 'replying' ? ('replying' as const) : ('looking' as const) }],
  );
}

/** The question into which ticket this one is to be merged, once it is asked. */
function useMerging(
  { ticketId, number }: TicketView,
  linkTo: (number: number) => string,
  acts: Pick<ReturnType<typeof useAct>, 'mutate'>,
) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const onMerged = (into: { readonly number: number }) => {
    close();
    sayDone('merge', t('ticket.mergeDone', { number, into: into.number }), () =>
      acts.mutate({ act: 'unmerge', mergedId: ticketId }),
    );
    void navigate(linkTo(into.number));
  };
  const dialog = isOpen && <MergeDialog ticketId={ticketId} number={number} onClose={close} onMerged={onMerged} />;
  return { open: () => setOpen(true), dialog };
}
