import { Outlet } from 'react-router';
import { useWords } from '../shared/i18n/use-words.ts';
import { SettingsFrame } from '../shared/settings/settings-frame.tsx';
import { ACCOUNT_PAGES, accountPath, type AccountPageName } from './account-pages.ts';

const names = Object.keys(ACCOUNT_PAGES) as AccountPageName[];

/** What is somebody's own: how they are told, how they sign in, what lets programs in. */
export function AccountFrame() {
  const { t } = useWords();
  const pages = names.map((name) => ({
    ...{ to: accountPath(name), icon: ACCOUNT_PAGES[name].icon, name: t(`account.page.${name}`) },
    settings: t(`account.settingsOf.${name}`).split('; '),
  }));
  return (
    <SettingsFrame label={t('account.title')} groups={[{ heading: t('account.title'), pages }]}>
      <Outlet />
    </SettingsFrame>
  );
}
