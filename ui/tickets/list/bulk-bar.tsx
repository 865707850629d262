import type { ReactNode } from 'react';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

interface BulkBarProps {
  readonly count: number;
  readonly onClear: () => void;
  readonly actions: ReactNode;
}

/** How many are ticked, and what can be done with them. */
export function BulkBar({ count, onClear, actions }: BulkBarProps) {
  const { t } = useWords();
  return (
    <div className="bulk" role="toolbar" aria-label={t('feedback.selectedTickets')}>
      <span className="strong" role="status">
        {t('feedback.selected', { count })}
      </span>
      {actions}
      <span className="grow" />
      <IconButton icon="x" label={t('feedback.clearSelection')} keys="Esc" onClick={onClear} />
    </div>
  );
}
