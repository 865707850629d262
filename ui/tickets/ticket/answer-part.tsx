import { useEffect, useState } from 'react';
import type { TicketView } from '#domain/contracts/ticket';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import type { useTicketActs } from '../data/use-ticket-acts.ts';
import { Composer, type AnswerKind } from './composer.tsx';

/** What somebody writes on a ticket, kept in this browser until it is sent. */
export interface Draft {
  readonly text: string;
  readonly savedAt: number | null;
  /** Whether they wrote in the last seconds. */
  readonly isWriting: boolean;
  readonly write: (text: string) => void;
  /** Put a reply back that was taken back; what was written meanwhile stays below it. */
  readonly takeBack: (text: string) => void;
}

const pauseMs = 6_000;

/** The draft of a ticket in this browser. */
export function useDraft(ticketId: string): Draft {
  const place = `nixflow.draft.${ticketId}`;
  const [text, setText] = useState(() => localStorage.getItem(place) ?? '');
  const [wroteAt, setWroteAt] = useState<number | null>(null);
  const [isWriting, setWriting] = useState(false);
  useEffect(() => {
    if (wroteAt === null) return undefined;
    const timer = setTimeout(() => setWriting(false), pauseMs);
    return () => clearTimeout(timer);
  }, [wroteAt]);
  const keep = (written: string) => {
    setText(written);
    if (written === '') localStorage.removeItem(place);
    else localStorage.setItem(place, written);
  };
  return {
    text,
    savedAt: text === '' ? null : wroteAt,
    isWriting: isWriting && text !== '',
    write(written) {
      keep(written);
      setWroteAt(Date.now());
      setWriting(true);
    },
    takeBack: (undone) => keep(text === '' ? undone : `${undone}\n\n${text}`),
  };
}

interface AnswerPartProps {
  readonly ticket: TicketView;
  readonly draft: Draft;
  readonly acts: Pick<ReturnType<typeof useTicketActs>, 'answer'>;
  /** A colleague who writes as well. */
  readonly replying: string | undefined;
}

/** Where an answer is written and sent. What was not sent stays. */
export function AnswerPart({ ticket, draft, acts: { answer }, replying }: AnswerPartProps) {
  const { t } = useWords();
  const [kind, setKind] = useState<AnswerKind>(ticket.mayI.reply ? 'reply' : 'note');
  const { requester, lastMessageId } = ticket;
  const send = () => {
    if (draft.text.trim() === '' || answer.isPending) return;
    answer.mutate(
      { public: kind === 'reply', body: draft.text, lastMessageId },
      {
        onSuccess: () => draft.write(''),
        onError: (error) => {
          if (asCallFailed(error).code === 'stale') sayFailed(t('ticket.unseen'));
        },
      },
    );
  };
  return (
    <Composer
      kind={kind}
      onKind={setKind}
      to={{ name: requester.name, address: requester.email, copies: 0 }}
      text={draft.text}
      onText={draft.write}
      savedAt={draft.savedAt}
      {...(replying !== undefined && { replying })}
      isSending={answer.isPending}
      onSend={send}
      onSendAndSet={send}
    />
  );
}
