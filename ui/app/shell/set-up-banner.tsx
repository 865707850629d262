import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { setUpView } from '#domain/contracts/set-up';
import type { Viewer } from '#domain/contracts/session';
import { has } from '#domain/permissions/permission';
import { setUpKey } from '../../admin/set-up/set-up-key.ts';
import { ButtonLink } from '../../shared/button/button.tsx';
import { callApi } from '../../shared/calls/call-api.ts';
import { Banner } from '../../shared/feedback/banner.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

const page = '/admin/set-up';

/** That the desk is not set up yet, for whoever can do something about it, and the way there. */
export function SetUpBanner({ who }: { readonly who: Viewer }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const { data } = useQuery({
    queryKey: setUpKey,
    enabled: has(who, 'desk.manage') && !who.mustChangePassword,
    queryFn: ({ signal }) => callApi({ path: '/desk/set-up', reply: setUpView, signal }),
    staleTime: Infinity,
  });
  if (data?.isDone !== false || pathname === page) return null;
  return (
    <div className="shell-banner">
      <Banner
        tone="warn"
        icon="gear"
        role="status"
        actions={
          <ButtonLink size="tiny" to={page}>
            {t('setUp.goOn')}
          </ButtonLink>
        }
      >
        {t('setUp.notDone')}
      </Banner>
    </div>
  );
}
