import { Menu } from '@mantine/core';
import { chooseLanguage } from '../../shared/i18n/i18n.ts';
import { isLanguage, LANGUAGES } from '../../shared/i18n/locale.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { chooseTheme, THEME_CHOICES, useThemeChoice } from '../../shared/theme/theme-choice.ts';

/** Appearance and language, as parts of a menu. They act at once and leave the menu open. */
export function AccountChoices() {
  const { t, locale } = useWords();
  const theme = useThemeChoice();
  return (
    <>
      <Menu.Label>{t('shell.theme')}</Menu.Label>
      <Menu.RadioGroup
        value={theme}
        onChange={(chosen) => {
          const choice = THEME_CHOICES.find((known) => known === chosen);
          if (choice) chooseTheme(choice);
        }}
      >
        {THEME_CHOICES.map((choice) => (
          <Menu.RadioItem key={choice} value={choice}>
            {t(`shell.themeChoice.${choice}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{t('shell.language')}</Menu.Label>
      <Menu.RadioGroup
        value={locale.language}
        onChange={(chosen) => {
          if (isLanguage(chosen)) chooseLanguage(chosen);
        }}
      >
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.RadioItem key={language} value={language} lang={language}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
