import type { Condition } from '#domain/conditions/condition';
import { Button } from '../button/button.tsx';
import { useAllCustomFields } from '../fields/use-custom-fields.ts';
import { useWords } from '../i18n/use-words.ts';
import { askedFields, type AskedOf } from './asked-fields.ts';
import { useWhereDialog } from './use-where-dialog.tsx';
import { WhereChip } from './where-chip.tsx';

interface WhereFilterProps {
  readonly of: AskedOf;
  readonly where: Condition | null;
  readonly onChange: (where: Condition | null) => void;
}

/** Narrows a list down by the installation's own fields; nothing where there are none. What holds stands beside the button. */
export function WhereFilter({ of, where, onChange }: WhereFilterProps) {
  const { t } = useWords();
  const { open, dialog } = useWhereDialog({ of, where, onChange });
  const hasFields = askedFields(useAllCustomFields(), of).length > 0;
  if (!hasFields && where === null) return null;
  return (
    <div className="line">
      <Button icon="filter" onClick={open}>
        {t('condition.more')}
      </Button>
      {where !== null && <WhereChip of={of} where={where} onRemove={() => onChange(null)} />}
      {dialog}
    </div>
  );
}
