import { Banner } from '../../shared/feedback/banner.tsx';
import { TagsField } from '../../shared/form/tags-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

interface DomainsFieldProps {
  readonly domains: readonly string[];
  /** Whether everybody whom the provider knows gets a role. */
  readonly letsEverybodyIn: boolean;
  readonly onChange: (domains: string[]) => void;
}

/** From which domains of mail people are let in, with a warning where that is everybody of a provider. */
export function DomainsField({ domains, letsEverybodyIn, onChange }: DomainsFieldProps) {
  const { t } = useWords();
  return (
    <>
      <TagsField
        label={t('sso.domains')}
        hint={t('sso.domainsHint')}
        tags={domains}
        onChange={(chosen) => onChange([...chosen])}
      />
      {letsEverybodyIn && domains.length === 0 && (
        <Banner tone="warn" icon="alert" role="status">
          {t('sso.letsEverybodyIn')}
        </Banner>
      )}
    </>
  );
}
