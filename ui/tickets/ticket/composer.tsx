import { useId, type ReactNode, type Ref } from 'react';
import { STATUSES } from '#domain/tickets/words';
import { Button } from '../../shared/button/button.tsx';
import { Segments } from '../../shared/button/segments.tsx';
import { SplitButton } from '../../shared/button/split-button.tsx';
import { formatShortInstant } from '../../shared/format/format-instant.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { StatusMark } from '../../shared/marks/status-mark.tsx';
import { PresenceOf } from '../../shared/person/presence.tsx';
import { useAtNow } from '../../shared/time/at-now.ts';
import type { ChosenStatus } from '../data/edits.ts';
import './composer.css';
import { Recipients, type Recipient } from './recipients.tsx';

/** What is being written: a reply that the customer reads, or a note that only colleagues read. */
export type AnswerKind = 'reply' | 'note';

/** What a composer needs from the page around it. */
export interface ComposerProps {
  readonly kind: AnswerKind;
  readonly onKind: (kind: AnswerKind) => void;
  /** Who may not answer customers writes notes. */
  readonly mayReply: boolean;
  readonly to: Recipient;
  readonly cc: readonly Recipient[];
  readonly text: string;
  readonly onText: (text: string) => void;
  /** When the draft was kept last (ms). */
  readonly savedAt: number | null;
  /** A colleague who writes as well. */
  readonly replying?: string;
  readonly isSending: boolean;
  /** With a status: the ticket is to stand there once the reply has left. */
  readonly onSend: (status?: ChosenStatus) => void;
  /** Files that were dropped here, or pasted. */
  readonly onFiles: (files: readonly File[]) => void;
  /** Attach and the like: quiet icon buttons. */
  readonly tools?: ReactNode;
  /** Files that go with it. */
  readonly files?: ReactNode;
  /** Where one writes. */
  readonly field?: Ref<HTMLTextAreaElement>;
}

/** Where an answer is written. For a note everything turns yellow, the button as well. */
export function Composer(props: ComposerProps) {
  const { t } = useWords();
  const id = useId();
  const { kind, onKind, mayReply, to, cc, text, onText, onFiles, replying, files, field } = props;
  const segments = [
    ...(mayReply ? ([{ value: 'reply', label: t('thread.reply'), icon: 'reply' }] as const) : []),
    { value: 'note', label: t('thread.note'), icon: 'lock', isForNote: true },
  ] as const;
  const take = (event: { preventDefault: () => void }, given: DataTransfer) => {
    if (given.files.length === 0) return;
    event.preventDefault();
    onFiles([...given.files]);
  };
  return (
    <section
      className={kind === 'note' ? 'composer for-note' : 'composer'}
      aria-label={t('thread.answer')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer)}
    >
      <div className="top">
        <Segments label={t('thread.kindOfAnswer')} segments={segments} value={kind} onChange={onKind} controls={id} />
        <span className="grow" />
        {kind === 'note' && <span className="for-whom">{t('thread.onlyColleagues')}</span>}
        {kind === 'reply' && replying !== undefined && <PresenceOf name={replying} presence="replying" plain />}
      </div>
      {kind === 'reply' && <Recipients to={to} cc={cc} />}
      <textarea
        ref={field}
        id={id}
        aria-label={kind === 'note' ? t('thread.note') : t('thread.reply')}
        placeholder={kind === 'note' ? t('thread.writeNote') : t('thread.writeReply', { name: to.name })}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onPaste={(event) => take(event, event.clipboardData)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onSend();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {files}
      <Tools {...props} />
    </section>
  );
}

/** Where a ticket may stand after a reply. */
const afterReply = STATUSES.filter((status) => status === 'pending' || status === 'on_hold' || status === 'resolved');

function Tools({ kind, text, savedAt, isSending, onSend, tools }: ComposerProps) {
  const { t, locale } = useWords();
  const saved = useAtNow((now) =>
    savedAt === null ? '' : t('thread.draftSaved', { at: formatShortInstant(savedAt, now, locale) }),
  );
  const isOff = isSending || text.trim() === '';
  return (
    <div className="tools">
      {tools}
      <span className="saved num">{saved}</span>
      <span className="grow" />
      {kind === 'note' ? (
        <Button kind="note" icon="lock" isOff={isOff} isBusy={isSending} onClick={() => onSend()}>
          {t('thread.saveNote')}
        </Button>
      ) : (
        <SplitButton
          label={t('thread.sendReply')}
          keys="Ctrl ↵"
          moreLabel={t('thread.sendAndSet')}
          choices={afterReply.map((status) => ({
            name: t(`thread.sendAnd.${status}`),
            mark: <StatusMark status={status} />,
            onPress: () => onSend(status),
          }))}
          isOff={isOff}
          isBusy={isSending}
          onPress={() => onSend()}
        />
      )}
    </div>
  );
}
