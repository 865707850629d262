import type { IdentityProviderRequest } from '#domain/contracts/sso';
import { Button } from '../../shared/button/button.tsx';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { SelectField } from '../../shared/form/select-field.tsx';
import type { FaultAt } from '../../shared/calls/fault-at.ts';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

type Lines = IdentityProviderRequest['roleByGroup'];

interface GroupRolesProps {
  readonly lines: Lines;
  readonly roles: readonly { readonly value: string; readonly label: string }[];
  /** Of a new line; null: none can be given. */
  readonly usual: string | null;
  readonly faultAt: FaultAt;
  readonly onChange: (lines: Lines) => void;
}

/** Which group gives which role, in the order in which they are looked at. */
export function GroupRoles({ lines, roles, usual, faultAt, onChange }: GroupRolesProps) {
  const { t } = useWords();
  const set = (at: number, change: Partial<Lines[number]>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...change } : line)));
  return (
    <fieldset className="field">
      <legend className="field-label">{t('sso.groups')}</legend>
      <p className="field-hint">{t('sso.groupsHint')}</p>
      {lines.map((line, at) => (
        // Lines have no other name than their place.
        <div key={at} className="form-two">
          <TextField
            label={t('sso.group')}
            value={line.group}
            problem={faultAt(`/roleByGroup/${String(at)}/group`, t('sso.groupMissing'))}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => set(at, { group: value })}
          />
          <div className="line">
            <SelectField
              label={t('sso.role')}
              data={[...roles]}
              value={line.role}
              onChange={(role) => set(at, { role })}
            />
            <IconButton
              icon="x"
              label={t('sso.removeGroup', { group: line.group })}
              onClick={() => onChange(lines.filter((_, index) => index !== at))}
            />
          </div>
        </div>
      ))}
      <div>
        <Button
          size="tiny"
          icon="plus"
          isOff={usual === null}
          onClick={() => usual !== null && onChange([...lines, { group: '', role: usual }])}
        >
          {t('sso.addGroup')}
        </Button>
      </div>
    </fieldset>
  );
}
