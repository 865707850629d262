import { comparisonsIn } from '#domain/conditions/comparisons-in';
import type { Condition } from '#domain/conditions/condition';
import { useAllCustomFields } from '../fields/use-custom-fields.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilterChip } from '../label/chip.tsx';
import { askedFields, nameOfField, type AskedOf } from './asked-fields.ts';

interface WhereChipProps {
  readonly of: AskedOf;
  readonly where: Condition;
  readonly onRemove: () => void;
}

/** A condition that holds, by the fields that it asks about, and the way to leave it. */
export function WhereChip({ of, where, onRemove }: WhereChipProps) {
  const { t } = useWords();
  const fields = askedFields(useAllCustomFields(), of);
  const nameOf = (asked: string) => {
    const field = fields.find(({ name }) => name === asked);
    return field ? nameOfField(field, t) : t('condition.unknownField');
  };
  const names = new Set(comparisonsIn(where).map(({ comparison }) => nameOf(comparison.field)));
  const name = t('condition.asked');
  return (
    <FilterChip
      name={name}
      value={[...names].join(', ')}
      removeLabel={t('feedback.removeFilter', { name })}
      onRemove={onRemove}
    />
  );
}
