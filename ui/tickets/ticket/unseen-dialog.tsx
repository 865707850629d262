import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import { Button } from '../../shared/button/button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Dialog } from '../../shared/overlay/dialog.tsx';
import { Instant } from '../../shared/time/instant.tsx';

interface UnseenDialogProps {
  /** What the writer had not seen, as far as it is there by now. */
  readonly messages: readonly ThreadMessage[];
  /** Send it as it is. */
  readonly onSend: () => void;
  readonly onBack: () => void;
}

/** A reply was stopped, since somebody wrote meanwhile: what they wrote, and what to do with the reply. */
export function UnseenDialog({ messages, onSend, onBack }: UnseenDialogProps) {
  const { t } = useWords();
  const [first] = messages;
  const name = first?.author?.name;
  return (
    <Dialog
      isOpen
      onClose={onBack}
      title={name === undefined ? t('thread.unseen') : t('thread.unseenFrom', { name })}
      actions={
        <>
          <Button kind="quiet" onClick={onSend}>
            {t('thread.sendAsItIs')}
          </Button>
          <Button kind="primary" onClick={onBack} data-autofocus>
            {t('thread.backToReply')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('thread.keptAsDraft')}</p>
      {messages.map(({ messageId, author, at, replyText, body }) => (
        <blockquote key={messageId} className="unseen">
          <p className="sm">
            <b>{author?.name}</b> <Instant at={Date.parse(at)} />
          </p>
          <p className="excerpt">{replyText ?? body}</p>
        </blockquote>
      ))}
    </Dialog>
  );
}
