import { Menu } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Viewer } from '#domain/contracts/session';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { Keys } from '../../shared/button/keys.tsx';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Avatar } from '../../shared/person/avatar.tsx';
import { has } from '#domain/permissions/permission';
import { useSignOut } from '../../session/session.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { ACCOUNT_PAGES, accountPath, type AccountPageName } from '../../account/account-pages.ts';
import { adminPagesFor } from '../../admin/admin-pages.ts';
import { AccountChoices } from './account-choices.tsx';
import { KeysDialog } from './keys-dialog.tsx';

interface AccountMenuProps {
  readonly who: Viewer;
  /** On a phone it opens from the tabs below. */
  readonly isTab?: boolean;
}

/** Who is signed in, and what is theirs alone: appearance, language, keys, password, signing out. */
export function AccountMenu({ who, isTab = false }: AccountMenuProps) {
  const { t } = useWords();
  const signOut = useSignOut();
  const [showsKeys, setShowsKeys] = useState(false);
  const leave = () => signOut().catch((error: unknown) => sayFailed(problemWords(asCallFailed(error), t)));
  return (
    <>
      <Menu position={isTab ? 'top-end' : 'right-end'} width={240}>
        <Menu.Target>
          <button
            className={isTab ? 'item' : 'item whoami'}
            type="button"
            aria-label={t('shell.accountOf', { name: who.name })}
            title={isTab ? undefined : who.name}
          >
            {isTab ? <Icon name="user" /> : <Avatar name={who.name} kind="me" large beside />}
            <span className="t cut">{isTab ? t('shell.account') : who.name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <span className="below cut">{who.email}</span>
            <span className="below">{roleName(who.role, t)}</span>
          </Menu.Label>
          <Menu.Divider />
          <AccountChoices />
          <Menu.Divider />
          <Menu.Item onClick={() => setShowsKeys(true)} rightSection={<Keys keys="?" />}>
            {t('shell.keys')}
          </Menu.Item>
          {(Object.keys(ACCOUNT_PAGES) as AccountPageName[]).map((page) => (
            <Menu.Item key={page} component={Link} to={accountPath(page)}>
              {t(`account.page.${page}`)}
            </Menu.Item>
          ))}
          {has(who, 'ticket.work') && (
            <Menu.Item component={Link} to="/jobs">
              {t('jobs.title')}
            </Menu.Item>
          )}
          <Menu.Item component={Link} to="/change-password">
            {t('signIn.change.title')}
          </Menu.Item>
          {isTab && <OnPhones who={who} />}
          <Menu.Item component={Link} to="/system">
            {t('shell.system')}
          </Menu.Item>
          <Menu.Item onClick={() => void leave()}>{t('shell.signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </>
  );
}

/** What has its own place in the rail, and none among the tabs. */
function OnPhones({ who }: Pick<AccountMenuProps, 'who'>) {
  const { t } = useWords();
  return (
    <>
      <Menu.Item component={Link} to="/notices">
        {t('notices.title')}
      </Menu.Item>
      {adminPagesFor(who).length > 0 && (
        <Menu.Item component={Link} to="/admin">
          {t('admin.title')}
        </Menu.Item>
      )}
    </>
  );
}
