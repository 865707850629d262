import { Menu } from '@mantine/core';
import { Button } from '../shared/button/button.tsx';
import { chooseLanguage } from '../shared/i18n/i18n.ts';
import { isLanguage, LANGUAGES } from '../shared/i18n/locale.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { Icon } from '../shared/icon/icon.tsx';

/** Which language the page speaks, each under its own name. */
export function LanguageMenu() {
  const { t, locale } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button kind="quiet" size="tiny" aria-label={`${t('shell.language')}: ${LANGUAGES[locale.language]}`}>
          {LANGUAGES[locale.language]}
          <Icon name="down" small />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={locale.language}
          onChange={(language) => isLanguage(language) && chooseLanguage(language)}
        >
          {Object.entries(LANGUAGES).map(([language, name]) => (
            <Menu.RadioItem key={language} value={language} lang={language} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
