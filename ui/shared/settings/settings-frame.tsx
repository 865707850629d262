import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { TextField } from '../form/text-field.tsx';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import { useWords } from '../i18n/use-words.ts';
import './settings.css';

/** A page of settings. */
export interface SettingsPage {
  readonly to: string;
  readonly icon: IconName;
  readonly name: string;
  /** What can be set there, each as it is called there: found by searching. */
  readonly settings: readonly string[];
}

/** Pages that belong together. */
export interface SettingsGroup {
  readonly heading: string;
  readonly pages: readonly SettingsPage[];
}

interface SettingsFrameProps {
  readonly label: string;
  readonly groups: readonly SettingsGroup[];
  /** The page. */
  readonly children: ReactNode;
}

/** Pages of settings, the list of them, and a search over what can be set on them. */
export function SettingsFrame({ label, groups, children }: SettingsFrameProps) {
  const { t } = useWords();
  const [wanted, setWanted] = useState('');
  const found = wanted.trim() === '' ? null : findSettings(groups, wanted);
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // Where the list is a strip, the page one is on may be beyond its end.
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className="settings">
      <nav ref={list} className="settings-nav scroll" aria-label={label}>
        <TextField
          label={t('settings.search')}
          labelProps={{ className: 'vh' }}
          placeholder={t('settings.search')}
          leftSection={<Icon name="search" />}
          type="search"
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        {found ? (
          <Found found={found} onChoose={() => setWanted('')} />
        ) : (
          groups.map(({ heading, pages }) => (
            <section key={heading}>
              <h2>{heading}</h2>
              <ul>
                {pages.map(({ to, icon, name }) => (
                  <li key={to}>
                    <NavLink className="item" to={to}>
                      <Icon name={icon} />
                      <span className="cut">{name}</span>
                    </NavLink>
                  </li>
                ))}
              </ul>
            </section>
          ))
        )}
      </nav>
      <main id="content" className="settings-page scroll" tabIndex={-1}>
        <div className="settings-column">{children}</div>
      </main>
    </div>
  );
}

interface FoundSetting {
  readonly to: string;
  readonly setting: string;
  readonly page: string;
}

function Found({ found, onChoose }: { readonly found: readonly FoundSetting[]; readonly onChoose: () => void }) {
  const { t } = useWords();
  return (
    <section>
      <h2>
        <span role="status">
          {found.length === 0 ? t('settings.nothingFound') : t('settings.found', { count: found.length })}
        </span>
      </h2>
      <ul>
        {found.map(({ to, setting, page }) => (
          <li key={`${to} ${setting}`}>
            <Link className="item two-lines" to={to} onClick={onChoose}>
              <span className="cut">{setting}</span>
              <span className="cut sm faint">{page}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Settings, and pages by their names, that have every word that is wanted; those on pages of that name last. */
export function findSettings(groups: readonly SettingsGroup[], wanted: string): FoundSetting[] {
  const words = wanted.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return groups.flatMap(({ pages }) =>
    pages.flatMap(({ to, name, settings }) =>
      [name, ...settings]
        .filter((setting) => words.every((word) => `${setting} ${name}`.toLocaleLowerCase().includes(word)))
        .map((setting) => ({ to, setting, page: name })),
    ),
  );
}
