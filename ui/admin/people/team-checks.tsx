import { Checkbox } from '@mantine/core';
import type { TeamList } from '#domain/contracts/team';
import { useWords } from '../../shared/i18n/use-words.ts';

interface TeamChecksProps {
  readonly teams: TeamList['teams'];
  readonly chosen: readonly string[];
  readonly onChange: (teamIds: string[]) => void;
}

/** The teams that somebody is in; those that are not active only if they are. */
export function TeamChecks({ teams, chosen, onChange }: TeamChecksProps) {
  const { t } = useWords();
  const offered = teams.filter(({ id, isActive }) => isActive || chosen.includes(id));
  if (offered.length === 0) return null;
  return (
    <fieldset className="field">
      <legend className="field-label">{t('people.teams')}</legend>
      <div className="checks">
        {offered.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
