import { Checkbox } from '@mantine/core';
import { PERMISSIONS, type Permission } from '#domain/permissions/permission';
import { useWords } from '../i18n/use-words.ts';
import { permissionKey } from './permission-key.ts';

interface PermissionChecksProps {
  /** What is true of it whatever is chosen. */
  readonly hint: string;
  readonly chosen: readonly Permission[];
  /** They are shown and not changed. */
  readonly isFixed: boolean;
  /** Nobody gives away what they do not have. */
  readonly mayGive: (permission: Permission) => boolean;
  readonly onChange: (permissions: Permission[]) => void;
}

/** Everything that a role or a token may allow, in words. */
export function PermissionChecks({ hint, chosen, isFixed, mayGive, onChange }: PermissionChecksProps) {
  const { t } = useWords();
  return (
    <fieldset className="field">
      {/* The card around it says the same. */}
      <legend className="vh">{t('roles.allows')}</legend>
      <p className="sm soft">{hint}</p>
      <div className="checks">
        {PERMISSIONS.map((permission) => {
          const key = permissionKey(permission);
          return (
            <Checkbox
              key={permission}
              label={t(`roles.permission.${key}`)}
              description={t(`roles.permissionHint.${key}`)}
              checked={chosen.includes(permission)}
              disabled={isFixed || !mayGive(permission)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(PERMISSIONS.filter((one) => (one === permission ? checked : chosen.includes(one))))
              }
            />
          );
        })}
      </div>
    </fieldset>
  );
}
