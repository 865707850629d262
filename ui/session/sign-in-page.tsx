import { viewer } from '#domain/contracts/session';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Navigate, useLocation } from 'react-router';
import { callApi } from '../shared/calls/call-api.ts';
import { Button } from '../shared/button/button.tsx';
import { PasswordField } from '../shared/form/password-field.tsx';
import { focusOn, textOf } from '../shared/form/fields-of.ts';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Door } from './door.tsx';
import { Refusal } from './refusal.tsx';
import { returnPath } from './return-path.ts';
import { sessionQuery } from './session.ts';
import { usePasswordAct } from './use-password-act.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Sign in with address and password, and go on to where one wanted to be. */
export function SignInPage() {
  const { t } = useWords();
  const { search } = useLocation();
  const { data: who } = useQuery(sessionQuery);
  const { run, isRunning, failure, waitUntil } = usePasswordAct((body: Credentials) =>
    callApi({ method: 'POST', path: '/session', body, reply: viewer }),
  );
  const [missing, setMissing] = useState<{ readonly email?: string; readonly password?: string }>({});

  // RequireViewer sends whoever must change their password on from there.
  if (who) return <Navigate to={returnPath(search)} replace />;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [email, password] = [textOf(event.currentTarget, 'email').trim(), textOf(event.currentTarget, 'password')];
    setMissing({
      ...(email === '' ? { email: t('signIn.required.email') } : {}),
      ...(password === '' ? { password: t('signIn.required.password') } : {}),
    });
    const first = email === '' ? 'email' : password === '' ? 'password' : null;
    if (first !== null) focusOn(event.currentTarget, first);
    else if (!isRunning && waitUntil === null) run({ email, password });
  };
  return (
    <Door title={t('signIn.title')}>
      <form noValidate onSubmit={submit}>
        {failure && <Refusal failure={failure} waitUntil={waitUntil} />}
        <TextField
          name="email"
          type="email"
          autoFocus
          label={t('signIn.email')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          wrapperProps={{ className: 'large' }}
          problem={missing.email}
        />
        <PasswordField
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          wrapperProps={{ className: 'large' }}
          problem={missing.password}
        />
        <Button kind="primary" type="submit" isBusy={isRunning} isOff={waitUntil !== null}>
          {isRunning ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
      </form>
    </Door>
  );
}
