import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { setUpView, type SetUpView } from '#domain/contracts/set-up';
import { has } from '#domain/permissions/permission';
import type { Calendar } from '#domain/sla/calendar';
import { useViewer } from '../../session/session.ts';
import { Button, ButtonLink } from '../../shared/button/button.tsx';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { ActFailure } from '../../shared/feedback/act-failure.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { StateWords } from '../../shared/state/state-words.tsx';
import { adminPath } from '../admin-pages.ts';
import { HoursForm } from './hours-form.tsx';
import { setUpKey } from './set-up-key.ts';
import { TestMail } from './test-mail.tsx';

/** What the first administrator does, in an order that makes sense and none that is forced: `/admin/set-up`. */
export function SetUpDeskPage() {
  const { t } = useWords();
  const asked = useQuery({
    queryKey: setUpKey,
    queryFn: ({ signal }) => callApi({ path: '/desk/set-up', reply: setUpView, signal }),
  });
  return (
    <>
      <SettingsHead title={t('setUp.title')}>{t('setUp.intro')}</SettingsHead>
      <Asked asked={asked}>{(state) => <Steps state={state} />}</Asked>
    </>
  );
}

function Steps({ state }: { readonly state: SetUpView }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const managesPeople = has(useViewer(), 'people.manage');
  const finish = useFormAct({
    act: () => callApi({ method: 'PUT', path: '/desk/set-up', reply: setUpView }),
    ...{ said: t('setUp.done'), refresh: [setUpKey] },
    done: () => void navigate('/tickets/open'),
  });
  return (
    <>
      <Card title={t('setUp.name')} hint={t('setUp.nameHint')}>
        <NameForm state={state} />
      </Card>
      <Card title={t('setUp.hours')} hint={t('setUp.hoursHint')} actions={<Step isDone={state.hours !== null} />}>
        <DeskHours hours={state.hours} />
      </Card>
      {managesPeople && <PeopleSteps state={state} />}
      <Card title={t('setUp.mail')} hint={t('setUp.mailHint')}>
        <TestMail />
      </Card>
      {!state.isDone && (
        <div className="form-foot">
          <ActFailure failure={finish.failure} />
          <div>
            <Button kind="primary" isBusy={finish.isRunning} onClick={() => finish.run(undefined)}>
              {t('setUp.finish')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** Teams and colleagues, for whoever may say who they are. */
function PeopleSteps({ state }: { readonly state: SetUpView }) {
  const { t } = useWords();
  return (
    <>
      <Card title={t('setUp.team')} hint={t('setUp.teamHint')} actions={<Step isDone={state.teams > 0} />}>
        <div>
          <ButtonLink to={adminPath('teams')}>{t('setUp.toTeams', { count: state.teams })}</ButtonLink>
        </div>
      </Card>
      <Card title={t('setUp.people')} hint={t('setUp.peopleHint')} actions={<Step isDone={state.colleagues > 0} />}>
        <div>
          <ButtonLink to={adminPath('people', 'new')}>{t('people.invite')}</ButtonLink>
        </div>
      </Card>
    </>
  );
}

function Step({ isDone }: { readonly isDone: boolean }) {
  const { t } = useWords();
  return isDone ? (
    <StateWords icon="check" tone="ok" words={t('setUp.stepDone')} />
  ) : (
    <StateWords icon="ahead" tone="plain" words={t('setUp.stepOpen')} />
  );
}

function DeskHours({ hours }: Pick<SetUpView, 'hours'>) {
  const { t } = useWords();
  const act = useFormAct({
    act: (body: Calendar) => callApi({ method: 'PUT', path: '/desk/hours', body, reply: setUpView }),
    ...{ said: t('settings.saved'), refresh: [setUpKey] },
  });
  return <HoursForm hours={hours} {...act} />;
}

function NameForm({ state }: { readonly state: SetUpView }) {
  const { t } = useWords();
  const [name, setName] = useState(state.name ?? '');
  const { run, isRunning, failure } = useFormAct({
    act: () => callApi({ method: 'PUT', path: '/desk/name', body: { name }, reply: setUpView }),
    ...{ said: t('settings.saved'), refresh: [setUpKey] },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() !== '') run(undefined);
  };
  return (
    <form className="form-column" noValidate onSubmit={submit}>
      <TextField
        label={t('setUp.deskName')}
        value={name}
        problem={name.trim() === '' ? t('people.nameMissing') : undefined}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />
    </form>
  );
}
