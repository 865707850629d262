import { useEffect, useRef, useState } from 'react';
import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import type { TicketView } from '#domain/contracts/ticket';
import type { Status } from '#domain/tickets/words';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import type { ChosenStatus } from '../data/edits.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useDraftFiles } from '../data/use-draft-files.ts';
import { useDraft } from '../data/use-draft.ts';
import { Composer, type AnswerKind } from './composer.tsx';
import { AttachButton, DraftFileList } from './draft-file-list.tsx';
import { HeldReply } from './held-reply.tsx';
import { UnseenDialog } from './unseen-dialog.tsx';

interface AnswerPartProps {
  readonly ticket: TicketView;
  /** What the writer sees above, oldest first. */
  readonly messages: readonly ThreadMessage[];
  /** A reply that can still be taken back, and where the ticket is to stand once it has left. */
  readonly held: { readonly message: ThreadMessage; readonly status: Status | undefined } | null;
  /** A colleague who writes as well. */
  readonly replying: string | undefined;
  /** Hears whether somebody writes here. */
  readonly onWriting: (isWriting: boolean) => void;
}

/** A reply that was stopped: somebody wrote meanwhile. */
interface Stopped {
  readonly messageIds: readonly string[];
  readonly status: ChosenStatus | undefined;
}

/**
 * Where an answer is written, sent, and for a moment taken back. What was not sent stays.
 *
 * The draft is this component's own, so that a letter that is typed draws nothing else anew.
 */
export function AnswerPart({ ticket, messages, held, replying, onWriting }: AnswerPartProps) {
  const { t } = useWords();
  const { ticketId, number, requester, cc, mayI } = ticket;
  const { answer, unsend } = useAnswer(ticketId);
  const draft = useDraft(ticketId);
  useEffect(() => onWriting(draft.isWriting), [draft.isWriting, onWriting]);
  const [kind, setKind] = useState<AnswerKind>(mayI.reply ? 'reply' : 'note');
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const draftFiles = useDraftFiles(ticketId);
  const { files } = draftFiles;
  const write = (as: AnswerKind) => {
    setKind(as);
    field.current?.focus();
  };
  useKeys({ ...(mayI.reply && { r: () => write('reply') }), ...(mayI.note && { i: () => write('note') }) });
  const send = (status?: ChosenStatus, isSeen = true) => {
    if (draft.text.trim() === '' || answer.isPending) return;
    if (draftFiles.isUploading) {
      sayFailed(t('thread.stillUploading'));
      return;
    }
    const attachmentIds = files.flatMap(({ id, state }) => (state.is === 'ready' ? [id] : []));
    const seen = isSeen ? (messages.findLast(({ isUndone }) => !isUndone)?.messageId ?? null) : null;
    setStopped(null);
    answer.mutate(
      { public: kind === 'reply', body: draft.text, lastMessageId: seen, status, attachmentIds },
      {
        onSuccess() {
          draft.write('');
          draftFiles.clear();
        },
        onError(error) {
          const failed = asCallFailed(error);
          const news = failed.details.news ?? [];
          if (failed.code !== 'stale') sayFailed(whyNotSent(failed, files.length > 0));
          else setStopped({ messageIds: news.flatMap(({ messageId }) => messageId ?? []), status });
        },
      },
    );
  };
  const whyNotSent = (failed: ReturnType<typeof asCallFailed>, hasFiles: boolean) =>
    failed.code === 'unknown_reference' && hasFiles ? t('thread.filesGone') : problemWords(failed, t);
  return (
    <>
      {held && <HeldReply {...{ ...held, number, acts: { unsend } }} onUndo={draft.takeBack} />}
      <Composer
        kind={kind}
        onKind={setKind}
        mayReply={mayI.reply}
        to={{ name: requester.name, address: requester.email }}
        cc={cc.filter(({ address }) => address !== requester.email)}
        text={draft.text}
        onText={draft.write}
        savedAt={draft.savedAt}
        {...(replying !== undefined && { replying })}
        isSending={answer.isPending}
        onSend={send}
        onFiles={draftFiles.add}
        tools={<AttachButton onFiles={draftFiles.add} />}
        files={<DraftFileList files={files} onRemove={draftFiles.remove} />}
        field={field}
      />
      {stopped && (
        <UnseenDialog
          messages={messages.filter(({ messageId }) => stopped.messageIds.includes(messageId))}
          onSend={() => send(stopped.status, false)}
          onBack={() => {
            setStopped(null);
            requestAnimationFrame(() => field.current?.focus());
          }}
        />
      )}
    </>
  );
}
