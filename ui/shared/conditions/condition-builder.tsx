import { useState } from 'react';
import type { Comparison } from '#domain/conditions/comparison';
import type { Condition } from '#domain/conditions/condition';
import type { CustomFieldView } from '#domain/contracts/custom-field';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { SelectField } from '../form/select-field.tsx';
import { useWords } from '../i18n/use-words.ts';
import { askedFields, type AskedField, type AskedOf } from './asked-fields.ts';
import { ComparisonRow, usualComparison } from './comparison-row.tsx';
import './conditions.css';
import { isGroup, toCondition, toGrouped, type Grouped, type GroupMode } from './grouped.ts';

interface ConditionBuilderProps {
  /** Of what it is asked; a ticket unless told. */
  readonly of?: AskedOf;
  readonly label: string;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly customFields: readonly CustomFieldView[];
  /** Business hours that can be asked for; none: hours are not offered. */
  readonly calendars: readonly { readonly id: string; readonly name: string }[];
  /** What is not complete is said where it is. */
  readonly isJudged?: boolean;
}

type Group = Extract<Grouped, { mode: GroupMode }>;
const modes = ['all', 'any', 'none'] as const;
/** Deeper ones nobody can read; they are shown all the same. */
const deepestToAdd = 3;

/** A condition, made of comparisons in groups. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { of = 'ticket', label, condition, onChange, customFields, calendars, isJudged = false } = props;
  const fields = askedFields(customFields, of).filter(({ known }) => known !== 'openHours' || calendars.length > 0);
  // A group that is empty for now has no condition of its own, and keeps how its parts will be taken.
  const [edited, setEdited] = useState<{ readonly group: Group; readonly condition: Condition } | null>(null);
  const group = edited?.condition === condition ? edited.group : toGrouped(condition);
  const change = (next: Group) => {
    const made = toCondition(next);
    setEdited({ group: next, condition: made });
    onChange(made);
  };
  return (
    <fieldset className="field condition">
      <legend className="field-label">{label}</legend>
      <GroupEditor {...{ of, group, depth: 1, fields, calendars, isJudged }} onChange={change} />
    </fieldset>
  );
}

interface GroupEditorProps {
  readonly of: AskedOf;
  readonly group: Group;
  readonly depth: number;
  readonly fields: readonly AskedField[];
  readonly calendars: ConditionBuilderProps['calendars'];
  readonly isJudged: boolean;
  readonly onChange: (group: Group) => void;
  readonly onRemove?: () => void;
}

function GroupEditor({ group, depth, onChange, onRemove, ...shared }: GroupEditorProps) {
  const { t } = useWords();
  const { mode, parts } = group;
  const [firstField] = shared.fields;
  const put = (at: number, part: Grouped) =>
    onChange({ mode, parts: parts.map((one, index) => (index === at ? part : one)) });
  const remove = (at: number) => onChange({ mode, parts: parts.filter((_, index) => index !== at) });
  const add = (part: Grouped) => onChange({ mode, parts: [...parts, part] });
  return (
    <div className="condition-group" role="group" aria-label={t(`condition.mode.${mode}`)}>
      <div className="line">
        <SelectField
          label={t('condition.taken')}
          labelProps={{ className: 'vh' }}
          data={modes.map((one) => ({ value: one, label: t(`condition.mode.${one}`) }))}
          value={mode}
          onChange={(chosen) => onChange({ mode: modes.find((one) => one === chosen) ?? 'all', parts })}
        />
        {onRemove && <IconButton icon="x" label={t('condition.removeGroup')} onClick={onRemove} />}
      </div>
      {parts.length === 0 && <p className="sm soft">{t(`condition.always.${shared.of}`)}</p>}
      {parts.map((part, at) =>
        isGroup(part) ? (
          <GroupEditor
            key={at}
            group={part}
            depth={depth + 1}
            {...shared}
            onChange={(changed) => put(at, changed)}
            onRemove={() => remove(at)}
          />
        ) : (
          <ComparisonRow
            key={at}
            comparison={part}
            {...shared}
            onChange={(changed: Comparison) => put(at, changed)}
            onRemove={() => remove(at)}
          />
        ),
      )}
      <div className="line">
        {firstField && (
          <Button size="tiny" icon="plus" onClick={() => add(usualComparison(firstField))}>
            {t('condition.add')}
          </Button>
        )}
        {firstField && depth < deepestToAdd && (
          <Button size="tiny" icon="plus" onClick={() => add({ mode: 'any', parts: [usualComparison(firstField)] })}>
            {t('condition.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}
