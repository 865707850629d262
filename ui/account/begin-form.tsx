import { useState, type SubmitEvent } from 'react';
import type { FormAct } from '../shared/calls/use-form-act.ts';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { FormFoot } from '../shared/settings/form-foot.tsx';

interface BeginFormProps {
  readonly act: FormAct<string>;
  readonly asksForPassword: boolean;
}

/** The password, of whoever has one, before an authenticator app is set up: the browser may have been left open. */
export function BeginForm({ act: { run, isRunning, failure }, asksForPassword }: BeginFormProps) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isWrong = failure?.details.errors?.some(({ code }) => code === 'password_wrong') === true;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const lacks = asksForPassword && password === '';
    setMissing(lacks);
    if (!lacks) run(password);
  };
  return (
    <form className="form-column" noValidate onSubmit={submit}>
      {asksForPassword && (
        <TextField
          label={t('account.codes.password')}
          description={t('account.codes.passwordHint')}
          type="password"
          value={password}
          problem={isMissing ? t('signIn.required.password') : isWrong ? t('signIn.fault.password_wrong') : undefined}
          autoComplete="current-password"
          onChange={({ currentTarget: { value } }) => setPassword(value)}
        />
      )}
      <FormFoot save={t('account.codes.begin')} isSaving={isRunning} failure={isWrong ? null : failure} />
    </form>
  );
}
