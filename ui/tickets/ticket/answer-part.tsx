import { useRef, useState } from 'react';
import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import type { TicketView } from '#domain/contracts/ticket';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import type { ChosenStatus } from '../data/edits.ts';
import type { useAnswer } from '../data/use-answer.ts';
import { useDraftFiles } from '../data/use-draft-files.ts';
import type { Draft } from '../data/use-draft.ts';
import { Composer, type AnswerKind } from './composer.tsx';
import { AttachButton, DraftFileList } from './draft-file-list.tsx';
import { UnseenDialog } from './unseen-dialog.tsx';

interface AnswerPartProps {
  readonly ticket: TicketView;
  /** What the writer sees above, oldest first. */
  readonly messages: readonly ThreadMessage[];
  readonly draft: Draft;
  readonly acts: Pick<ReturnType<typeof useAnswer>, 'answer'>;
  /** A colleague who writes as well. */
  readonly replying: string | undefined;
}

/** A reply that was stopped: somebody wrote meanwhile. */
interface Stopped {
  readonly messageIds: readonly string[];
  readonly status: ChosenStatus | undefined;
}

/** Where an answer is written and sent. What was not sent stays. */
export function AnswerPart({ ticket, messages, draft, acts: { answer }, replying }: AnswerPartProps) {
  const { t } = useWords();
  const { requester, cc, mayI } = ticket;
  const [kind, setKind] = useState<AnswerKind>(mayI.reply ? 'reply' : 'note');
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const draftFiles = useDraftFiles(ticket.ticketId);
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
