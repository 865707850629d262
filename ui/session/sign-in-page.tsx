import { viewer } from '#domain/contracts/session';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { callApi } from '../shared/calls/call-api.ts';
import { Button } from '../shared/button/button.tsx';
import { PasswordField } from '../shared/form/password-field.tsx';
import { focusOn, textOf } from '../shared/form/fields-of.ts';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Door } from './door.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { Refusal } from './refusal.tsx';
import { returnPath } from './return-path.ts';
import { sessionQuery } from './session.ts';
import { usePasswordAct } from './use-password-act.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** Sign in with address and password, and a code where one is wanted; go on to where one wanted to be. */
export function SignInPage() {
  const { t } = useWords();
  const { search } = useLocation();
  const { data: who } = useQuery(sessionQuery);
  const { run, isRunning, failure, waitUntil } = usePasswordAct((body: Credentials) =>
    callApi({ method: 'POST', path: '/session', body, reply: viewer }),
  );
  const [missing, setMissing] = useState<Partial<Record<keyof Credentials, string>>>({});
  // Once it was asked for the field stays, whatever comes of the next try.
  const [needsCode, setNeedsCode] = useState(false);
  if (!needsCode && failure?.code === 'second_factor_required') setNeedsCode(true);

  // RequireViewer sends whoever must change their password on from there.
  if (who) return <Navigate to={returnPath(search)} replace />;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = {
      email: textOf(form, 'email').trim(),
      password: textOf(form, 'password'),
      ...(needsCode && { code: textOf(form, 'code').trim() }),
    };
    const empty = (['email', 'password', 'code'] as const).filter((name) => typed[name] === '');
    setMissing(Object.fromEntries(empty.map((name) => [name, t(`signIn.required.${name}`)])));
    const [first] = empty;
    if (first) focusOn(form, first);
    else if (!isRunning && waitUntil === null) run(typed);
  };
  return (
    <Door title={t('signIn.title')}>
      <form noValidate onSubmit={submit}>
        {failure && failure.code !== 'second_factor_required' && <Refusal failure={failure} waitUntil={waitUntil} />}
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
        {needsCode && (
          <TextField
            name="code"
            autoFocus
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            autoComplete="one-time-code"
            inputMode="text"
            autoCapitalize="none"
            spellCheck={false}
            wrapperProps={{ className: 'large' }}
            problem={missing.code}
          />
        )}
        <Button kind="primary" type="submit" isBusy={isRunning} isOff={waitUntil !== null}>
          {isRunning ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
        <ProviderButtons />
        <Link className="link" to="/forgot-password">
          {t('signIn.forgot')}
        </Link>
      </form>
    </Door>
  );
}
