import { Checkbox } from '@mantine/core';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import type { Calendar } from '#domain/sla/calendar';
import type { FormAct } from '../../shared/calls/use-form-act.ts';
import { Banner } from '../../shared/feedback/banner.tsx';
import { FieldError } from '../../shared/form/field-error.tsx';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof days)[number];

interface HoursFormProps extends Omit<FormAct<Calendar>, 'faultAt'> {
  /** What they are now; null: none yet. */
  readonly hours: Calendar | null;
  /** What is asked besides. */
  readonly children?: ReactNode;
}

/** When a desk or a team is there: some days, from when to when. What is finer is set with the service levels. */
export function HoursForm({ hours, run, isRunning, failure, children }: HoursFormProps) {
  const { t } = useWords();
  const noDayId = useId();
  const open = days.filter((day) => (hours?.weekly[day]?.length ?? 0) > 0);
  const [first] = hours?.weekly[open[0] ?? 'mon'] ?? [];
  const stretches = new Set(open.map((day) => JSON.stringify(hours?.weekly[day])));
  const isFiner = stretches.size > 1 || open.some((day) => (hours?.weekly[day]?.length ?? 0) > 1);
  const [chosen, setChosen] = useState<readonly Day[]>(hours ? open : days.slice(0, 5));
  const [from, setFrom] = useState(first?.[0] ?? '09:00');
  const [to, setTo] = useState(first?.[1] ?? '17:00');
  const [timeZone, setTimeZone] = useState(hours?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const noDay = chosen.length === 0 ? t('setUp.noDay') : undefined;
  const endsBefore = from >= to ? t('setUp.endsBefore') : undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (noDay !== undefined || endsBefore !== undefined) return;
    const weekly: Calendar['weekly'] = Object.fromEntries(chosen.map((day) => [day, [[from, to]]]));
    run({ timeZone, weekly, holidays: hours?.holidays ?? [], exceptions: hours?.exceptions ?? [] });
  };
  return (
    <form className="form-column" noValidate onSubmit={submit}>
      {children}
      {isFiner && (
        <Banner tone="warn" icon="alert" role="status">
          {t('setUp.finer')}
        </Banner>
      )}
      <fieldset className="field" aria-describedby={noDay === undefined ? undefined : noDayId}>
        <legend className="field-label">{t('setUp.days')}</legend>
        <div className="line days">
          {days.map((day) => (
            <Checkbox
              key={day}
              label={t(`setUp.day.${day}`)}
              checked={chosen.includes(day)}
              onChange={({ currentTarget: { checked } }) =>
                setChosen(days.filter((one) => (one === day ? checked : chosen.includes(one))))
              }
            />
          ))}
        </div>
        {noDay !== undefined && (
          <p id={noDayId} className="field-bad" role="alert">
            <FieldError>{noDay}</FieldError>
          </p>
        )}
      </fieldset>
      <div className="form-two">
        <TextField
          label={t('setUp.from')}
          type="time"
          value={from}
          problem={endsBefore}
          onChange={({ currentTarget: { value } }) => setFrom(value)}
        />
        <TextField
          label={t('setUp.to')}
          type="time"
          value={to}
          onChange={({ currentTarget: { value } }) => setTo(value)}
        />
      </div>
      <SelectField
        label={t('setUp.timeZone')}
        searchable
        data={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])]}
        value={timeZone}
        onChange={setTimeZone}
      />
      <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />
    </form>
  );
}
