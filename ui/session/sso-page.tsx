import { viewer } from '#domain/contracts/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ButtonLink } from '../shared/button/button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { reconnectNow } from '../shared/realtime.ts';
import { Door } from './door.tsx';
import { takeReturnPath } from './kept-return-path.ts';
import { noteViewer } from './session.ts';

/** Where a provider sends the browser back to: `/sign-in/sso`. */
export function SsoPage() {
  const { t } = useWords();
  const { search } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { mutate, isError } = useMutation({
    mutationFn: (query: string) =>
      callApi({ method: 'POST', path: '/session/sso/answer', body: { query }, reply: viewer }),
    onSuccess: (who) => {
      noteViewer(client, who);
      reconnectNow();
      void navigate(takeReturnPath(), { replace: true });
    },
  });
  // An answer is good once, and this page may be drawn twice.
  const hasAnswered = useRef(false);
  const answer = useEffectEvent(() => {
    if (hasAnswered.current) return;
    hasAnswered.current = true;
    mutate(search === '' ? '?' : search);
  });
  useEffect(() => answer(), []);
  return (
    <Door title={t('signIn.title')}>
      {isError ? (
        <EmptyState
          icon="lock"
          title={t('signIn.sso.refused')}
          actions={<ButtonLink to="/sign-in">{t('signIn.setUp.toSignIn')}</ButtonLink>}
        >
          {t('signIn.sso.refusedHint')}
        </EmptyState>
      ) : (
        <p className="soft" role="status">
          {t('signIn.sso.checking')}
        </p>
      )}
    </Door>
  );
}
