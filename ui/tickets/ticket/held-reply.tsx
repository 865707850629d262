import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import type { Status } from '#domain/tickets/words';
import { UndoBar } from '../../shared/feedback/undo-bar.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { UNDO_SECONDS, type useAnswer } from '../data/use-answer.ts';

interface HeldReplyProps {
  readonly message: ThreadMessage;
  readonly number: number;
  /** Where the ticket is to stand once it has left. */
  readonly status: Status | undefined;
  /** What its writer goes on with. */
  readonly onUndo: (text: string) => void;
  readonly acts: Pick<ReturnType<typeof useAnswer>, 'unsend'>;
}

/** A reply that leaves in a moment, and the way to take it back. */
export function HeldReply({ message, number, status, onUndo, acts }: HeldReplyProps) {
  const { t } = useWords();
  const undo = () => acts.unsend.mutate(message.messageId, { onSuccess: () => onUndo(message.body) });
  useKeys({ z: undo });
  const until = message.delivery?.heldUntil;
  if (until === undefined || until === null) return null;
  return (
    <UndoBar
      until={Date.parse(until)}
      heldMs={UNDO_SECONDS * 1_000}
      what={
        status === undefined
          ? t('ticket.replyTo', { number })
          : t('ticket.replyThen', { number, status: t(`ticket.statusInSentence.${status}`) })
      }
      onUndo={undo}
    />
  );
}
