import { Keys } from '../button/keys.tsx';
import { useWords } from '../i18n/use-words.ts';
import './feedback.css';

interface ArrivalsBarProps {
  readonly count: number;
  readonly onShow: () => void;
}

/** How many wait to be shown: a list never moves by itself. */
export function ArrivalsBar({ count, onShow }: ArrivalsBarProps) {
  const { t } = useWords();
  return (
    <button className="arrivals" type="button" aria-keyshortcuts="N" onClick={onShow}>
      <span role="status">{t('feedback.newTickets', { count })}</span>
      <Keys keys="N" />
    </button>
  );
}
