import { useState } from 'react';
import type { Condition } from '#domain/conditions/condition';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { WhereDialog } from '../../shared/conditions/where-dialog.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

interface MoreFiltersProps {
  readonly where: Condition | null;
  readonly onChange: (where: Condition | null) => void;
}

/** The button that narrows a list down by a condition of any field, also of the installation's own. */
export function MoreFilters({ where, onChange }: MoreFiltersProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="gear" label={t('condition.more')} size="tiny" onClick={() => setOpen(true)} />
      {isOpen && (
        <WhereDialog
          of="ticket"
          where={where}
          onClose={() => setOpen(false)}
          onChoose={(chosen) => {
            setOpen(false);
            onChange(chosen);
          }}
        />
      )}
    </>
  );
}
