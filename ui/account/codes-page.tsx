import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { begunSecondFactor, recoveryCodes, secondFactorView } from '#domain/contracts/session';
import { Button } from '../shared/button/button.tsx';
import { CopyButton } from '../shared/button/copy-button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { useFormAct, type FormAct } from '../shared/calls/use-form-act.ts';
import { focusContent } from '../shared/focus-content.ts';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { Card } from '../shared/settings/card.tsx';
import { FormFoot } from '../shared/settings/form-foot.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { StateWords } from '../shared/state/state-words.tsx';
import { BeginForm } from './begin-form.tsx';
import { QrCode } from './qr-code.tsx';

const secondFactor = ['account', 'second-factor'] as const;

/** The authenticator app: to set it up, to renew its recovery codes, to be rid of it: `/account/codes`. */
export function CodesPage() {
  const { t } = useWords();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const keep = () => {
    focusContent();
    setCodes([]);
  };
  const asked = useQuery({
    queryKey: secondFactor,
    queryFn: ({ signal }) => callApi({ path: '/session/second-factor', reply: secondFactorView, signal }),
  });
  return (
    <>
      <SettingsHead title={t('account.page.codes')}>{t('account.codes.intro')}</SettingsHead>
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={keep} />}
      <Asked asked={asked}>
        {({ isOn, recoveryCodesLeft, asksForPassword }) =>
          isOn ? (
            <IsOn left={recoveryCodesLeft} onCodes={setCodes} />
          ) : (
            <SetUp {...{ asksForPassword }} onCodes={setCodes} />
          )
        }
      </Asked>
    </>
  );
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const { t } = useWords();
  return (
    <Card title={t('account.codes.recovery')} hint={t('account.codes.recoveryHint')}>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="line">
        <CopyButton text={codes.join('\n')} />
        <Button kind="primary" onClick={onKept}>
          {t('account.codes.kept')}
        </Button>
      </div>
    </Card>
  );
}

interface SetUpProps {
  readonly asksForPassword: boolean;
  readonly onCodes: (codes: readonly string[]) => void;
}

function SetUp({ asksForPassword, onCodes }: SetUpProps) {
  const { t } = useWords();
  const [begun, setBegun] = useState<{ readonly secret: string; readonly url: string } | null>(null);
  const begin = useFormAct({
    act: (password: string) =>
      callApi({
        ...{ method: 'POST', path: '/session/second-factor', reply: begunSecondFactor },
        body: asksForPassword ? { password } : {},
      }),
    ...{ said: t('account.codes.begun'), icon: 'lock', refresh: [] },
    done: setBegun,
  });
  const confirm = useFormAct({
    act: (code: string) =>
      callApi({ method: 'PUT', path: '/session/second-factor', body: { code }, reply: recoveryCodes }),
    ...{ said: t('account.codes.isOnNow'), refresh: [secondFactor] },
    done: ({ codes }) => onCodes(codes),
  });
  if (!begun) {
    return (
      <Card title={t('account.codes.setUp')} hint={t('account.codes.setUpHint')}>
        <BeginForm act={begin} {...{ asksForPassword }} />
      </Card>
    );
  }
  return (
    <Card title={t('account.codes.setUp')} hint={t('account.codes.scan')}>
      <QrCode text={begun.url} label={t('account.codes.picture')} />
      <p className="sm soft">{t('account.codes.orType')}</p>
      <code className="secret">{begun.secret}</code>
      <CodeForm act={confirm} save={t('account.codes.confirm')} isNext />
    </Card>
  );
}

function IsOn({ left, onCodes }: { readonly left: number; readonly onCodes: (codes: readonly string[]) => void }) {
  const { t } = useWords();
  const renew = useFormAct({
    act: (code: string) =>
      callApi({ method: 'POST', path: '/session/second-factor/recovery-codes', body: { code }, reply: recoveryCodes }),
    ...{ said: t('account.codes.renewed'), refresh: [secondFactor] },
    done: ({ codes }) => onCodes(codes),
  });
  const remove = useFormAct({
    act: (code: string) =>
      callApi({ method: 'POST', path: '/session/second-factor/removal', body: { code }, reply: null }),
    ...{ said: t('account.codes.removed'), refresh: [secondFactor] },
  });
  return (
    <>
      <Card title={t('account.codes.isOn')} hint={t('account.codes.left', { count: left })}>
        <StateWords icon="lock" tone={left < 3 ? 'warn' : 'ok'} words={t('account.codes.asked')} />
        <CodeForm act={renew} save={t('account.codes.renew')} />
      </Card>
      <Card title={t('account.codes.remove')} hint={t('account.codes.removeHint')}>
        <CodeForm act={remove} save={t('account.codes.remove')} />
      </Card>
    </>
  );
}

interface CodeFormProps {
  readonly act: FormAct<string>;
  readonly save: string;
  /** The code is what the page waits for: the cursor is in it. */
  readonly isNext?: boolean;
}

/** A code of the app, or a recovery code, that is shown for an act. */
function CodeForm({ act: { run, isRunning, failure }, save, isNext = false }: CodeFormProps) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '') run(code);
  };
  return (
    <form className="form-column" noValidate onSubmit={submit}>
      <TextField
        label={t('signIn.code')}
        autoFocus={isNext}
        description={t('signIn.codeHint')}
        value={code}
        problem={isMissing ? t('signIn.required.code') : undefined}
        autoComplete="one-time-code"
        inputMode="text"
        autoCapitalize="none"
        spellCheck={false}
        onChange={({ currentTarget: { value } }) => setCode(value)}
      />
      <FormFoot save={save} isSaving={isRunning} failure={failure} />
    </form>
  );
}
