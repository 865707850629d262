import { comparison as judged, type Comparison } from '#domain/conditions/comparison';
import { IconButton } from '../button/icon-button.tsx';
import { SelectField } from '../form/select-field.tsx';
import { useWords } from '../i18n/use-words.ts';
import { nameOfField, takenBy, type AskedField } from './asked-fields.ts';
import { ConditionValue, usualValue, type Value } from './condition-value.tsx';

interface ComparisonRowProps {
  readonly comparison: Comparison;
  readonly fields: readonly AskedField[];
  readonly calendars: readonly { readonly id: string; readonly name: string }[];
  readonly isJudged: boolean;
  readonly onChange: (comparison: Comparison) => void;
  readonly onRemove: () => void;
}

const written = (field: string, op: string, value: Value | undefined) =>
  (value === undefined ? { field, op } : { field, op, value }) as Comparison;

/** What is asked of a field until something else is chosen. */
export const usualComparison = (field: AskedField, op = field.questions[0] ?? ''): Comparison =>
  written(field.name, op, usualValue(field, takenBy(field, op)));

/** One question to one field. */
export function ComparisonRow(props: ComparisonRowProps) {
  const { comparison, fields, calendars, isJudged, onChange, onRemove } = props;
  const { t } = useWords();
  const asked = fields.find(({ name }) => name === comparison.field);
  const value = 'value' in comparison ? comparison.value : undefined;
  return (
    <div className="condition-row">
      <SelectField
        label={t('condition.fieldLabel')}
        labelProps={{ className: 'vh' }}
        searchable
        data={[
          ...fields.map((field) => ({ value: field.name, label: nameOfField(field, t) })),
          // A field that is out of use, or that only newer code knows, stays until somebody takes it away.
          ...(asked ? [] : [{ value: comparison.field, label: t('condition.unknownField') }]),
        ]}
        value={comparison.field}
        onChange={(name) => {
          const field = fields.find((one) => one.name === name);
          if (field) onChange(usualComparison(field));
        }}
      />
      {asked && (
        <SelectField
          label={t('condition.question')}
          labelProps={{ className: 'vh' }}
          data={asked.questions.map((op) => ({ value: op, label: t(`condition.op.${op}` as 'condition.op.is') }))}
          value={comparison.op}
          onChange={(op) => {
            const isSame = takenBy(asked, op) === takenBy(asked, comparison.op);
            if (isSame) onChange(written(asked.name, op, value));
            else onChange(usualComparison(asked, op));
          }}
        />
      )}
      {asked && value !== undefined && (
        <ConditionValue
          field={asked}
          takes={takenBy(asked, comparison.op)}
          value={value}
          calendars={calendars}
          problem={isJudged && !judged.safeParse(comparison).success ? t('condition.valueMissing') : undefined}
          onChange={(next) => onChange(written(asked.name, comparison.op, next))}
        />
      )}
      <IconButton
        icon="x"
        label={t('condition.remove', { field: asked ? nameOfField(asked, t) : '' })}
        onClick={onRemove}
      />
    </div>
  );
}
