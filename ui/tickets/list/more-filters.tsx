import type { Condition } from '#domain/conditions/condition';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { useWhereDialog } from '../../shared/conditions/use-where-dialog.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

interface MoreFiltersProps {
  readonly where: Condition | null;
  readonly onChange: (where: Condition | null) => void;
}

/** The button that narrows a list down by a condition of any field, also of the installation's own. */
export function MoreFilters({ where, onChange }: MoreFiltersProps) {
  const { t } = useWords();
  const { open, dialog } = useWhereDialog({ of: 'ticket', where, onChange });
  return (
    <>
      <IconButton icon="gear" label={t('condition.more')} size="tiny" onClick={open} />
      {dialog}
    </>
  );
}
