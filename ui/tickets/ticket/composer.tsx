import { useId, type ReactNode } from 'react';
import { Button } from '../../shared/button/button.tsx';
import { Segments } from '../../shared/button/segments.tsx';
import { SplitButton } from '../../shared/button/split-button.tsx';
import { formatShortInstant } from '../../shared/format/format-instant.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { PresenceOf } from '../../shared/person/presence.tsx';
import { useAtNow } from '../../shared/time/at-now.ts';
import './composer.css';

/** What is being written: a reply that the customer reads, or a note that only colleagues read. */
export type AnswerKind = 'reply' | 'note';

/** What a composer needs from the page around it. */
export interface ComposerProps {
  readonly kind: AnswerKind;
  readonly onKind: (kind: AnswerKind) => void;
  readonly to: { readonly name: string; readonly address: string; readonly copies: number };
  readonly text: string;
  readonly onText: (text: string) => void;
  /** When the draft was kept last (ms). */
  readonly savedAt: number | null;
  /** A colleague who writes as well. */
  readonly replying?: string;
  readonly isSending: boolean;
  readonly onSend: () => void;
  /** Send and set a status. */
  readonly onSendAndSet: () => void;
  /** Attach and the like: quiet icon buttons. */
  readonly tools?: ReactNode;
  /** Files that go with it. */
  readonly files?: ReactNode;
}

/** Where an answer is written. For a note everything turns yellow, the button as well. */
export function Composer(props: ComposerProps) {
  const { t } = useWords();
  const id = useId();
  const { kind, onKind, to, text, onText, replying, files } = props;
  const segments = [
    { value: 'reply', label: t('thread.reply'), icon: 'reply' },
    { value: 'note', label: t('thread.note'), icon: 'lock', isForNote: true },
  ] as const;
  return (
    <section className={kind === 'note' ? 'composer for-note' : 'composer'} aria-label={t('thread.answer')}>
      <div className="top">
        <Segments label={t('thread.kindOfAnswer')} segments={segments} value={kind} onChange={onKind} controls={id} />
        <span className="grow" />
        {kind === 'note' && <span className="for-whom">{t('thread.onlyColleagues')}</span>}
        {kind === 'reply' && replying !== undefined && <PresenceOf name={replying} presence="replying" plain />}
      </div>
      {kind === 'reply' && (
        <div className="to">
          <span className="faint">{t('thread.to')}</span>
          <span className="cut">
            {to.name} &lt;{to.address}&gt;
          </span>
          <span className="grow" />
          {to.copies > 0 && (
            <>
              <span className="faint">{t('thread.cc')}</span>
              <span className="num">{to.copies}</span>
            </>
          )}
        </div>
      )}
      <textarea
        id={id}
        aria-label={kind === 'note' ? t('thread.note') : t('thread.reply')}
        placeholder={kind === 'note' ? t('thread.writeNote') : t('thread.writeReply', { name: to.name })}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onSend();
        }}
      />
      {files}
      <Tools {...props} />
    </section>
  );
}

function Tools({ kind, text, savedAt, isSending, onSend, onSendAndSet, tools }: ComposerProps) {
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
        <Button kind="note" icon="lock" isOff={isOff} isBusy={isSending} onClick={onSend}>
          {t('thread.saveNote')}
        </Button>
      ) : (
        <SplitButton
          label={t('thread.sendReply')}
          keys="Ctrl ↵"
          moreLabel={t('thread.sendAndSet')}
          isOff={isOff}
          onPress={onSend}
          onMore={onSendAndSet}
        />
      )}
    </div>
  );
}
