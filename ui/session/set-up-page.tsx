import { oneTimeLinkView, viewer, type OneTimeLinkView } from '#domain/contracts/session';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { asCallFailed } from '../shared/calls/call-failed.ts';
import { callApi } from '../shared/calls/call-api.ts';
import { Button, ButtonLink } from '../shared/button/button.tsx';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { ErrorState } from '../shared/feedback/error-state.tsx';
import { focusOn, textOf } from '../shared/form/fields-of.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { Door } from './door.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { faultOf, judgeTyped } from './password-faults.ts';
import { Refusal } from './refusal.tsx';
import { usePasswordAct } from './use-password-act.ts';
import { HiddenUsername } from './hidden-username.tsx';

const pathOf = (token: string) => `/one-time-links/${encodeURIComponent(token)}`;

/**
 * Choose the first password, or another one, by a one-time link.
 *
 * The token stands in the path, or in the fragment, which no server on the way gets to see.
 */
export function SetUpPage() {
  const { t } = useWords();
  const { hash } = useLocation();
  const { token = hash.slice(1) } = useParams();
  const {
    data: link,
    error,
    refetch,
  } = useQuery({
    queryKey: ['one-time-link', token],
    queryFn: ({ signal }) => callApi({ path: pathOf(token), reply: oneTimeLinkView, signal }),
    enabled: token !== '',
    staleTime: Infinity,
    gcTime: 0,
  });
  if (link) return <ChoosePassword token={token} link={link} />;
  const failure = error === null ? null : asCallFailed(error);
  if (token === '' || failure?.code === 'not_found') return <LinkGone />;
  return (
    <Door title={t('signIn.setUp.title.set_up')}>
      {failure ? (
        <ErrorState title={t('signIn.setUp.checkFailed')} failure={failure} onRetry={() => void refetch()} />
      ) : (
        <p className="soft" role="status">
          {t('signIn.setUp.checking')}
        </p>
      )}
    </Door>
  );
}

function LinkGone() {
  const { t } = useWords();
  return (
    <Door title={t('signIn.setUp.title.set_up')}>
      <EmptyState
        icon="clock"
        title={t('signIn.setUp.gone')}
        actions={<ButtonLink to="/sign-in">{t('signIn.setUp.toSignIn')}</ButtonLink>}
      >
        {t('signIn.setUp.goneHint')}
      </EmptyState>
    </Door>
  );
}

/** The password is chosen; whoever has an authenticator app signs in with both. */
function CodeNeeded() {
  const { t } = useWords();
  return (
    <Door title={t('signIn.setUp.title.reset_password')}>
      <EmptyState
        icon="lock"
        title={t('signIn.change.saved')}
        actions={<ButtonLink to="/sign-in">{t('signIn.setUp.toSignIn')}</ButtonLink>}
      >
        {t('problem.why.second_factor_required')}
      </EmptyState>
    </Door>
  );
}

function ChoosePassword({ token, link }: { readonly token: string; readonly link: OneTimeLinkView }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [faults, setFaults] = useState<{ readonly password?: string; readonly again?: string }>({});
  const { run, isRunning, failure, waitUntil } = usePasswordAct(
    (password: string) => callApi({ method: 'POST', path: pathOf(token), body: { password }, reply: viewer }),
    () => void navigate('/', { replace: true }),
  );
  const errors = failure?.code === 'invalid_request' ? (failure.details.errors ?? []) : [];
  if (failure?.code === 'not_found') return <LinkGone />;
  if (failure?.code === 'second_factor_required') return <CodeNeeded />;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const password = textOf(form, 'new');
    const found = judgeTyped(password, textOf(form, 'again'), t);
    setFaults(found);
    if (found.password ?? found.again) focusOn(form, found.password ? 'new' : 'again');
    else if (!isRunning && waitUntil === null) run(password);
  };
  return (
    <Door title={t(`signIn.setUp.title.${link.purpose}`)} intro={t('signIn.setUp.intro', { email: link.email })}>
      <form noValidate onSubmit={submit}>
        {failure && errors.length === 0 && <Refusal failure={failure} waitUntil={waitUntil} />}
        <HiddenUsername email={link.email} />
        <NewPasswordFields password={faults.password ?? faultOf('/password', errors, t)} again={faults.again} />
        <Button kind="primary" type="submit" isBusy={isRunning} isOff={waitUntil !== null}>
          {isRunning ? t('signIn.setUp.submitting') : t('signIn.setUp.submit')}
        </Button>
      </form>
    </Door>
  );
}
