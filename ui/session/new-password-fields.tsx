import { FEWEST_CHARACTERS } from '#domain/people/password-length';
import { PasswordField } from '../shared/form/password-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';

interface NewPasswordFieldsProps {
  /** What is wrong with the first, and with the second. */
  readonly password?: string | undefined;
  readonly again?: string | undefined;
}

/** A new password, typed twice: `new` and `again` of the form around it. */
export function NewPasswordFields({ password, again }: NewPasswordFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <PasswordField
        name="new"
        label={t('signIn.change.new')}
        description={t('signIn.change.hint', { count: FEWEST_CHARACTERS })}
        autoComplete="new-password"
        wrapperProps={{ className: 'large' }}
        problem={password}
      />
      <PasswordField
        name="again"
        label={t('signIn.change.again')}
        autoComplete="new-password"
        wrapperProps={{ className: 'large' }}
        problem={again}
      />
    </>
  );
}
