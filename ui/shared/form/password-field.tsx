import { useState, type ComponentProps } from 'react';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import { TextField } from './text-field.tsx';

type PasswordFieldProps = Omit<ComponentProps<typeof TextField>, 'type' | 'rightSection' | 'autoComplete'> & {
  /** Tells password managers whether to fill in or to make one up. */
  readonly autoComplete: 'current-password' | 'new-password';
};

/** A password, hidden until its writer wants to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useWords();
  const [isShown, setShown] = useState(false);
  const label = isShown ? t('signIn.hidePassword') : t('signIn.showPassword');
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      rightSection={
        <button className="reveal" type="button" aria-label={label} title={label} onClick={() => setShown(!isShown)}>
          <Icon name={isShown ? 'eye-off' : 'eye'} />
        </button>
      }
    />
  );
}
