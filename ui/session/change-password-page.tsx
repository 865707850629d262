import { viewer } from '#domain/contracts/session';
import { useState, type SubmitEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { callApi } from '../shared/calls/call-api.ts';
import { Button } from '../shared/button/button.tsx';
import { sayDone, sayFailed } from '../shared/feedback/toasts.ts';
import { focusOn, textOf } from '../shared/form/fields-of.ts';
import { PasswordField } from '../shared/form/password-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { problemWords } from '../shared/calls/problem-words.ts';
import { asCallFailed } from '../shared/calls/call-failed.ts';
import { Door } from './door.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { faultOf, judgeTyped } from './password-faults.ts';
import { Refusal } from './refusal.tsx';
import { returnPath } from './return-path.ts';
import { useSignOut, useViewer } from './session.ts';
import { usePasswordAct } from './use-password-act.ts';
import { HiddenUsername } from './hidden-username.tsx';

interface Passwords {
  readonly current: string;
  readonly new: string;
}

interface Faults {
  readonly current?: string;
  readonly password?: string;
  readonly again?: string;
}

/** Change one's own password: because one wants to, or because nothing else is open before. */
export function ChangePasswordPage() {
  const { t } = useWords();
  const { search } = useLocation();
  const navigate = useNavigate();
  const who = useViewer();
  const signOut = useSignOut();
  const [faults, setFaults] = useState<Faults>({});
  const { run, isRunning, failure, waitUntil } = usePasswordAct(
    (body: Passwords) => callApi({ method: 'PUT', path: '/session/password', body, reply: viewer }),
    () => {
      sayDone('check', t('signIn.change.saved'));
      void navigate(returnPath(search), { replace: true });
    },
  );
  const errors = failure?.code === 'invalid_request' ? (failure.details.errors ?? []) : [];

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const passwords = { current: textOf(form, 'current'), new: textOf(form, 'new') };
    const found: Faults = {
      ...(passwords.current === '' ? { current: t('signIn.change.required') } : {}),
      ...judgeTyped(passwords.new, textOf(form, 'again'), t),
    };
    setFaults(found);
    const first = found.current ? 'current' : found.password ? 'new' : found.again ? 'again' : null;
    if (first !== null) focusOn(form, first);
    else if (!isRunning && waitUntil === null) run(passwords);
  };
  const leave = () => signOut().catch((error: unknown) => sayFailed(problemWords(asCallFailed(error), t)));
  return (
    <Door
      title={t('signIn.change.title')}
      intro={`${t('signIn.change.signedInAs', { name: who.name })} ${who.mustChangePassword ? t('signIn.change.forced') : t('signIn.change.free')}`}
    >
      <form noValidate onSubmit={submit}>
        {failure && errors.length === 0 && <Refusal failure={failure} waitUntil={waitUntil} />}
        <HiddenUsername email={who.email} />
        <PasswordField
          name="current"
          label={t('signIn.change.current')}
          autoComplete="current-password"
          wrapperProps={{ className: 'large' }}
          problem={faults.current ?? faultOf('/current', errors, t)}
        />
        <NewPasswordFields password={faults.password ?? faultOf('/new', errors, t)} again={faults.again} />
        <Button kind="primary" type="submit" isBusy={isRunning} isOff={waitUntil !== null}>
          {isRunning ? t('signIn.change.submitting') : t('signIn.change.submit')}
        </Button>
        <Button kind="quiet" onClick={() => void (who.mustChangePassword ? leave() : navigate(-1))}>
          {who.mustChangePassword ? t('shell.signOut') : t('feedback.cancel')}
        </Button>
      </form>
    </Door>
  );
}
