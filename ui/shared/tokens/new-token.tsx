import { Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { madeApiToken } from '#domain/contracts/api-token';
import type { Permission } from '#domain/permissions/permission';
import type { QueryKey } from '@tanstack/react-query';
import { callApi } from '../calls/call-api.ts';
import { useFormAct } from '../calls/use-form-act.ts';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useWords } from '../i18n/use-words.ts';
import { PermissionChecks } from '../permissions/permission-checks.tsx';
import { FormFoot } from '../settings/form-foot.tsx';

interface NewTokenProps {
  /** What its owner may: no token may more. */
  readonly owned: readonly Permission[];
  /** What "everything" is, in a sentence; unless told, also what its owner may later. */
  readonly everythingHint?: string;
  /** Where it is made. */
  readonly path: string;
  /** What the page knew of tokens. */
  readonly refresh: readonly QueryKey[];
  readonly onMade: (secret: string) => void;
}

const terms = [7, 30, 90, 366] as const;

/** The form of a new token. */
export function NewToken({ owned, everythingHint, path, refresh, onMade }: NewTokenProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [isNamed, setNamed] = useState(false);
  const [permissions, setPermissions] = useState<readonly Permission[]>([]);
  const [mayWrite, setMayWrite] = useState(false);
  const [days, setDays] = useState('90');
  const [isMissing, setMissing] = useState(false);
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: () =>
      callApi({
        ...{ method: 'POST', path, reply: madeApiToken },
        body: { name, mayWrite, days: Number(days), permissions: isNamed ? permissions : null },
      }),
    ...{ said: t('account.tokens.made'), refresh },
    done: ({ secret }) => {
      setName('');
      setNamed(false);
      setPermissions([]);
      onMade(secret);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') run(undefined);
  };
  return (
    <form className="form-column" noValidate onSubmit={submit}>
      <TextField
        label={t('account.tokens.name')}
        description={t('account.tokens.nameHint')}
        value={name}
        problem={isMissing ? t('account.tokens.nameMissing') : faultAt('/name')}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <SelectField
        label={t('account.tokens.term')}
        data={terms.map((one) => ({ value: String(one), label: t('account.tokens.days', { count: one }) }))}
        value={days}
        onChange={setDays}
      />
      <SelectField
        label={t('account.tokens.scope')}
        description={isNamed ? undefined : (everythingHint ?? t('account.tokens.everythingHint'))}
        data={[
          { value: 'everything', label: t('account.tokens.everything') },
          { value: 'named', label: t('account.tokens.named') },
        ]}
        value={isNamed ? 'named' : 'everything'}
        onChange={(scope) => setNamed(scope === 'named')}
      />
      {isNamed && (
        <PermissionChecks
          hint={t('account.tokens.always')}
          chosen={permissions}
          isFixed={false}
          mayGive={(permission) => owned.includes(permission)}
          onChange={setPermissions}
        />
      )}
      <Switch
        label={t('account.tokens.mayWrite')}
        description={t('account.tokens.mayWriteHint')}
        checked={mayWrite}
        onChange={({ currentTarget: { checked } }) => setMayWrite(checked)}
      />
      <FormFoot save={t('account.tokens.make')} isSaving={isRunning} failure={failure} />
    </form>
  );
}
