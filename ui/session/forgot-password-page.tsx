import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Button, ButtonLink } from '../shared/button/button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { asCallFailed } from '../shared/calls/call-failed.ts';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { focusOn, textOf } from '../shared/form/fields-of.ts';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Door } from './door.tsx';
import { Refusal } from './refusal.tsx';

/** Ask for a link with which another password is chosen. What it says is the same whether or not there is such an account. */
export function ForgotPasswordPage() {
  const { t } = useWords();
  const [isMissing, setMissing] = useState(false);
  const {
    mutate,
    isPending,
    error,
    data: sentTo,
  } = useMutation({
    async mutationFn(email: string) {
      await callApi({ method: 'POST', path: '/password-resets', body: { email }, reply: null });
      return email;
    },
  });
  if (sentTo !== undefined)
    return (
      <Door title={t('signIn.reset.title')}>
        <EmptyState
          icon="mail"
          title={t('signIn.reset.sent')}
          actions={<ButtonLink to="/sign-in">{t('signIn.setUp.toSignIn')}</ButtonLink>}
        >
          {t('signIn.reset.sentHint', { email: sentTo })}
        </EmptyState>
      </Door>
    );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = textOf(event.currentTarget, 'email').trim();
    setMissing(email === '');
    if (email === '') focusOn(event.currentTarget, 'email');
    else if (!isPending) mutate(email);
  };
  return (
    <Door title={t('signIn.reset.title')} intro={t('signIn.reset.intro')}>
      <form noValidate onSubmit={submit}>
        {error && <Refusal failure={asCallFailed(error)} waitUntil={null} />}
        <TextField
          name="email"
          type="email"
          autoFocus
          label={t('signIn.email')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          wrapperProps={{ className: 'large' }}
          problem={isMissing ? t('signIn.required.email') : undefined}
        />
        <Button kind="primary" type="submit" isBusy={isPending}>
          {isPending ? t('signIn.reset.submitting') : t('signIn.reset.submit')}
        </Button>
      </form>
    </Door>
  );
}
