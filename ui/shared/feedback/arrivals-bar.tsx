import { Keys } from '../button/keys.tsx';
import { useWords } from '../i18n/use-words.ts';
import './feedback.css';

interface ArrivalsBarProps {
  readonly count: number;
  readonly onShow: () => void;
}

/**
 * How many wait to be shown: a list never moves by itself. Nothing, while none waits.
 *
 * The words are read aloud from beside the button, since what a button holds is its name and no region of its own.
 */
export function ArrivalsBar({ count, onShow }: ArrivalsBarProps) {
  const { t } = useWords();
  const words = count > 0 ? t('feedback.newTickets', { count }) : '';
  return (
    <>
      <span className="vh" role="status">
        {words}
      </span>
      {count > 0 && (
        <button className="arrivals" type="button" aria-keyshortcuts="N" onClick={onShow}>
          {words}
          <Keys keys="N" />
        </button>
      )}
    </>
  );
}
