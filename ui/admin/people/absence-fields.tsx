import { useState, type SubmitEvent } from 'react';
import type { StaffView } from '#domain/contracts/staff';
import { Button } from '../../shared/button/button.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { inLocalTime, ofLocalTime } from './local-time.ts';
import { useChangePerson } from './use-change-person.ts';

/** From when to when somebody is away, in the time of this computer. */
export function AbsenceFields({ person }: { readonly person: StaffView }) {
  const { t } = useWords();
  const { absence, may } = person;
  const mayChange = may.includes('change');
  const [shown, setShown] = useState(absence);
  const [from, setFrom] = useState(absence ? inLocalTime(absence.from) : '');
  const [until, setUntil] = useState(absence?.until == null ? '' : inLocalTime(absence.until));
  const [fault, setFault] = useState<'from' | 'until' | null>(null);
  const show = ({ absence: now }: StaffView) => {
    setShown(now);
    setFrom(now ? inLocalTime(now.from) : '');
    setUntil(now?.until == null ? '' : inLocalTime(now.until));
  };
  const { run, isRunning, failure } = useChangePerson(person, t('settings.saved'), show);
  const end = useChangePerson(person, t('settings.saved'), show);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isBackwards = until !== '' && until <= from;
    setFault(from === '' ? 'from' : isBackwards ? 'until' : null);
    if (from === '' || isBackwards) return;
    const wanted = { from: ofLocalTime(from), until: until === '' ? null : ofLocalTime(until) };
    run({ absence: wanted, was: { absence: shown } });
  };
  return (
    <form noValidate onSubmit={submit}>
      <fieldset className="form-column" disabled={!mayChange}>
        <div className="form-two">
          <TextField
            label={t('people.from')}
            description={t('people.fromHint')}
            type="datetime-local"
            value={from}
            problem={fault === 'from' ? t('people.fromMissing') : undefined}
            onChange={({ currentTarget: { value } }) => setFrom(value)}
          />
          <TextField
            label={t('people.until')}
            description={t('people.untilHint')}
            type="datetime-local"
            value={until}
            problem={fault === 'until' ? t('people.untilBefore') : undefined}
            onChange={({ currentTarget: { value } }) => setUntil(value)}
          />
        </div>
        {mayChange && (
          <FormFoot save={t('settings.save')} isSaving={isRunning} failure={end.failure ?? failure}>
            {absence && (
              <Button
                kind="quiet"
                isBusy={end.isRunning}
                onClick={() => end.run({ absence: null, was: { absence: shown } })}
              >
                {t('people.notAway')}
              </Button>
            )}
          </FormFoot>
        )}
      </fieldset>
    </form>
  );
}
