import { Button } from '../button/button.tsx';
import { formatDuration } from '../format/format-duration.ts';
import { useWords } from '../i18n/use-words.ts';
import { Ring } from '../icon/ring.tsx';
import { useAtNow } from '../time/at-now.ts';
import './feedback.css';

interface UndoBarProps {
  /** When it happens (ms). */
  readonly until: number;
  /** How long it was held from the start (ms), for the pie. */
  readonly heldMs: number;
  /** What is being done, in words: `Reply to #1038`. */
  readonly what: string;
  readonly onUndo: () => void;
}

/** What will happen in a moment and can still be taken back. Read aloud once, not every second. */
export function UndoBar({ until, heldMs, what, onUndo }: UndoBarProps) {
  const { t, locale } = useWords();
  const text = useAtNow((now) =>
    until - now <= 0
      ? t('feedback.sendingNow', { what })
      : t('feedback.sending', { what, time: formatDuration(until - now, locale, 'up') }),
  );
  const share = useAtNow((now) => Math.min(1, Math.max(0, (until - now) / heldMs)));
  const isOver = useAtNow((now) => until <= now);
  return (
    <div className="bar undo">
      <Ring share={share} small={false} />
      <span className="grow cut" aria-hidden="true">
        {text}
      </span>
      <span className="vh" role="status">
        {t('feedback.sendingSoon', { what, key: 'Z' })}
      </span>
      <Button keys="Z" aria-keyshortcuts="Z" isOff={isOver} onClick={onUndo}>
        {t('feedback.undo')}
      </Button>
    </div>
  );
}
