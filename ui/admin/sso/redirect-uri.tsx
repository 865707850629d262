import { useWords } from '../../shared/i18n/use-words.ts';

/** What has to be entered at the provider, before it gives an id and a secret. */
export function RedirectUri({ uri }: { readonly uri: string }) {
  const { t } = useWords();
  return (
    <div className="field">
      <span className="field-label">{t('sso.redirectUri')}</span>
      <span className="field-hint">{t('sso.redirectHint')}</span>
      <code className="secret">{uri}</code>
    </div>
  );
}
