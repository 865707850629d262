import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { asCallFailed } from '../shared/calls/call-failed.ts';
import { ErrorState } from '../shared/feedback/error-state.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Door } from './door.tsx';
import { signInPath } from './return-path.ts';
import { sessionQuery, ViewerOfPages } from './session.ts';

/**
 * Lets in whoever is signed in, and nobody else. The others come to sign-in and from there back to where they wanted;
 * whoever must change their password comes to that first.
 */
export function RequireViewer() {
  const { t } = useWords();
  const { pathname, search, hash } = useLocation();
  const { data: who, error, refetch } = useQuery(sessionQuery);
  const wanted = `${pathname}${search}${hash}`;
  if (who === null) return <Navigate to={signInPath(wanted)} replace />;
  if (who?.mustChangePassword === true && pathname !== '/change-password') {
    return <Navigate to={`/change-password?${new URLSearchParams({ next: wanted }).toString()}`} replace />;
  }
  if (who) {
    return (
      <ViewerOfPages value={who}>
        <Outlet />
      </ViewerOfPages>
    );
  }
  return (
    <Door title={t('signIn.title')}>
      {error === null ? (
        <p className="soft" role="status">
          {t('signIn.checking')}
        </p>
      ) : (
        <ErrorState title={t('signIn.checkFailed')} failure={asCallFailed(error)} onRetry={() => void refetch()} />
      )}
    </Door>
  );
}
