import { useState } from 'react';
import { calendarList, calendarView, type CalendarView, type ChangeCalendarRequest } from '#domain/contracts/calendar';
import type { Calendar } from '#domain/sla/calendar';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Card } from '../../shared/settings/card.tsx';
import { editsOf } from '../../shared/settings/edits-of.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';
import { HoursForm } from '../set-up/hours-form.tsx';

const made = 'new';

/** Business hours, made and changed where teams choose among them; for whoever manages the desk. */
export function CalendarsCard() {
  const { t } = useWords();
  const { data } = useAdmin('/calendars', calendarList);
  const [chosen, setChosen] = useState(made);
  if (!data) return null;
  const calendar = data.calendars.find(({ id }) => id === chosen) ?? null;
  return (
    <Card title={t('teams.calendars')} hint={t('teams.calendarsHint')}>
      <div className="form-column">
        <SelectField
          label={t('teams.calendar')}
          data={[
            { value: made, label: t('teams.newCalendar') },
            ...data.calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={chosen}
          onChange={setChosen}
        />
      </div>
      {/* One that was just made is not in the list yet: what was entered stands until it is. */}
      <CalendarForm key={calendar?.id ?? made} calendar={calendar} onSaved={({ id }) => setChosen(id)} />
    </Card>
  );
}

interface CalendarFormProps {
  readonly calendar: CalendarView | null;
  readonly onSaved: (saved: CalendarView) => void;
}

const datesIn = (text: string) => text.split(/[\s,;]+/).filter((date) => date !== '');

function CalendarForm({ calendar, onSaved }: CalendarFormProps) {
  const { t } = useWords();
  const [name, setName] = useState(calendar?.name ?? '');
  const [holidays, setHolidays] = useState(calendar?.hours?.holidays.join(', ') ?? '');
  const [shown, setShown] = useState(calendar);
  const [isMissing, setMissing] = useState(false);
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: ChangeCalendarRequest) =>
      callApi({
        ...(calendar ? { method: 'PATCH', path: `/calendars/${calendar.id}` } : { method: 'POST', path: '/calendars' }),
        ...{ body, reply: calendarView },
      }),
    ...{ said: t('settings.saved'), refresh: afterAdminAct },
    done(saved) {
      setShown(saved);
      onSaved(saved);
    },
  });
  const areDates = datesIn(holidays).every(
    (date) => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)),
  );
  const save = (hours: Calendar) => {
    setMissing(name.trim() === '');
    if (name.trim() === '' || !areDates) return;
    const said = { name, hours: { ...hours, holidays: datesIn(holidays) } };
    if (!shown) run(said);
    else if (shown.hours) run(editsOf({ name: shown.name, hours: shown.hours }, said));
    else run(said);
  };
  return (
    <HoursForm hours={calendar?.hours ?? null} run={save} isRunning={isRunning} failure={failure}>
      <TextField
        label={t('teams.calendarName')}
        value={name}
        problem={isMissing ? t('teams.nameMissing') : faultAt('/name')}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <TextField
        label={t('teams.holidays')}
        description={t('teams.holidaysHint')}
        value={holidays}
        problem={areDates ? undefined : t('teams.holidaysWrong')}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => setHolidays(value)}
      />
    </HoursForm>
  );
}
