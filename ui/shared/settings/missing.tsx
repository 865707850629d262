import { useWords } from '../i18n/use-words.ts';
import { SettingsHead } from './settings-head.tsx';

interface MissingProps {
  /** The list is being asked for anew: what was only just made may be in it. */
  readonly isAsked: boolean;
}

/** What an address of settings names and its list does not have. */
export function Missing({ isAsked }: MissingProps) {
  const { t } = useWords();
  if (!isAsked) return <SettingsHead title={t('shell.notFound')}>{t('problem.why.not_found')}</SettingsHead>;
  return (
    <p className="soft" role="status">
      {t('settings.loading')}
    </p>
  );
}
