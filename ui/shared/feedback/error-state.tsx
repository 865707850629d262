import type { ReactNode } from 'react';
import type { CallFailed } from '../calls/call-failed.ts';
import { problemWords } from '../calls/problem-words.ts';
import { Button } from '../button/button.tsx';
import { formatDuration } from '../format/format-duration.ts';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useAtNow } from '../time/at-now.ts';
import './feedback.css';

interface ErrorStateProps {
  /** What did not work, in words: `The list did not load`. */
  readonly title: string;
  readonly failure: CallFailed;
  readonly onRetry?: () => void;
  /** When it is tried again by itself (ms). */
  readonly retryAt?: number;
  /** Other ways on. */
  readonly actions?: ReactNode;
  readonly isFramed?: boolean;
}

/** What did not work, its cause, and the way on. What nobody can find or see is no error of the page, and looks calmer. */
export function ErrorState({ title, failure, onRetry, retryAt, actions, isFramed = false }: ErrorStateProps) {
  const { t, locale } = useWords();
  const again = useAtNow((now) =>
    retryAt === undefined || retryAt <= now
      ? ''
      : t('problem.retryIn', { time: formatDuration(retryAt - now, locale, 'up') }),
  );
  const isAbsent = failure.code === 'not_found' || failure.code === 'forbidden';
  const icon = failure.code === 'forbidden' ? 'lock' : isAbsent ? 'search' : 'alert';
  const isStale = failure.code === 'unreadable';
  return (
    <div className={['empty', !isAbsent && 'bad', isFramed && 'framed'].filter(Boolean).join(' ')} role="alert">
      <Icon name={icon} />
      <p className="title">{title}</p>
      <p className="sm soft">
        {problemWords(failure, t)}
        {again !== '' && (
          <>
            {' '}
            <span className="num" aria-hidden="true">
              {again}
            </span>
          </>
        )}
      </p>
      <div className="acts">
        {isStale && (
          <Button icon="retry" onClick={() => location.reload()}>
            {t('problem.reload')}
          </Button>
        )}
        {onRetry && !isAbsent && !isStale && (
          <Button icon="retry" onClick={onRetry}>
            {again === '' ? t('problem.tryAgain') : t('problem.tryNow')}
          </Button>
        )}
        {actions}
      </div>
    </div>
  );
}
