import type { Directory } from '#domain/contracts/directory';
import { PRIORITIES } from '#domain/tickets/words';
import { Banner } from '../shared/feedback/banner.tsx';
import { SelectField } from '../shared/form/select-field.tsx';
import { TagsField } from '../shared/form/tags-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { useViewer } from '../session/session.ts';
import { useDirectory } from '../shared/person/use-directory.ts';
import type { TicketDraft } from './draft.ts';
import type { Faults } from './judge-draft.ts';

interface PropertyFieldsProps {
  readonly draft: TicketDraft;
  readonly onChange: (change: Partial<TicketDraft>) => void;
  readonly faults: Faults;
}

const none = 'none';

/** Priority, team, assignee and tags. */
export function PropertyFields({ draft, onChange, faults }: PropertyFieldsProps) {
  const { t } = useWords();
  const { data, isError } = useDirectory();
  const { name, staffId } = useViewer();
  const me = { value: staffId, label: t('newTicket.me', { name }) };
  const nobody = { value: none, label: t('ticket.nobody') };
  const teams = data?.teams.map((team) => ({ value: team.id, label: team.name })) ?? [];
  const orNull = (chosen: string) => (chosen === none ? null : chosen);
  return (
    <>
      {isError && (
        <Banner tone="warn" icon="alert" role="status">
          {t('newTicket.directoryFailed')}
        </Banner>
      )}
      <SelectField
        label={t('ticket.field.priority')}
        data={PRIORITIES.toReversed().map((value) => ({ value, label: t(`ticket.priority.${value}`) }))}
        value={draft.priority}
        onChange={(chosen) => onChange({ priority: PRIORITIES.find((known) => known === chosen) ?? 'normal' })}
      />
      <SelectField
        label={t('ticket.field.team')}
        data={[{ value: none, label: t('ticket.noTeam') }, ...teams]}
        value={draft.teamId ?? none}
        onChange={(chosen) => onChange({ teamId: orNull(chosen) })}
      />
      <SelectField
        label={t('ticket.field.assignee')}
        searchable
        data={[me, nobody, ...colleagues(data, draft.teamId, staffId, t)]}
        value={draft.assigneeId ?? none}
        onChange={(chosen) => onChange({ assigneeId: orNull(chosen) })}
      />
      <TagsField
        name="tags"
        label={t('ticket.field.tags')}
        hint={t('newTicket.tagsHint')}
        tags={draft.tags}
        problem={faults.tags}
        onChange={(tags) => onChange({ tags: [...tags] })}
      />
    </>
  );
}

type Words = ReturnType<typeof useWords>['t'];

/** Those who can take part, in the chosen team first. */
function colleagues(directory: Directory | undefined, teamId: string | null, me: string, t: Words) {
  if (!directory) return [];
  const team = directory.teams.find(({ id }) => id === teamId);
  const able = directory.staff
    .filter(({ id, isAssignable }) => isAssignable && id !== me)
    .map(({ id, name }) => ({ value: id, label: name }));
  if (!team) return able.length === 0 ? [] : [{ group: t('newTicket.colleagues'), items: able }];
  const groups = [
    {
      group: t('newTicket.inTeam', { team: team.name }),
      items: able.filter(({ value }) => team.memberIds.includes(value)),
    },
    { group: t('newTicket.others'), items: able.filter(({ value }) => !team.memberIds.includes(value)) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
