import { STATUSES } from '#domain/tickets/words';
import type { ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { ChoiceButton } from '../../shared/choice/choice-button.tsx';
import type { ChoiceGroup } from '../../shared/choice/choice-options.tsx';
import { WhereChip } from '../../shared/conditions/where-chip.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { FilterChip } from '../../shared/label/chip.tsx';
import { StatusMark } from '../../shared/marks/status-mark.tsx';
import { Avatar, NobodyAvatar } from '../../shared/person/avatar.tsx';
import { isOpenIn, type FilterName, type ListFilters } from '../data/list-filters.ts';
import { useDirectory } from '../../shared/person/use-directory.ts';

interface ListFilterProps {
  readonly view: ViewName;
  readonly filters: ListFilters;
  readonly onChange: (filters: ListFilters) => void;
}

/** The button that narrows a list down: by status, team or assignee. */
export function FilterButton({ view, filters, onChange }: ListFilterProps) {
  const { t } = useWords();
  const groups = useFilterGroups(view);
  const { status, team, assignee } = filters;
  const chosen = [
    ...status.map((one) => `status:${one}`),
    ...(team === null ? [] : [`team:${team}`]),
    ...(assignee === null ? [] : [`assignee:${assignee}`]),
  ];
  const toggle = (chosenValue: string) => {
    const [name = '', value = ''] = chosenValue.split(':');
    if (name === 'status') {
      const next = STATUSES.filter((one) => (one === value) !== status.includes(one));
      onChange({ ...filters, status: next });
    } else if (name === 'team') onChange({ ...filters, team: team === value ? null : value });
    else onChange({ ...filters, assignee: assignee === value ? null : value });
  };
  return (
    <ChoiceButton
      className="btn quiet icon tiny"
      label={t('ticket.filterBy')}
      keys="f"
      groups={groups}
      chosen={chosen}
      onChoose={toggle}
    >
      <Icon name="filter" small />
    </ChoiceButton>
  );
}

function useFilterGroups(view: ViewName): ChoiceGroup[] {
  const { t } = useWords();
  const { staffId } = useViewer();
  const { data: directory } = useDirectory();
  const others = (directory?.staff ?? []).filter(({ id, isActive }) => isActive && id !== staffId);
  const group = (name: FilterName, choices: ChoiceGroup['choices']): ChoiceGroup[] =>
    isOpenIn(view, name) ? [{ heading: t(`ticket.field.${name}`), choices }] : [];
  return [
    ...group(
      'status',
      STATUSES.map((status) => ({
        ...{ value: `status:${status}`, name: t(`ticket.status.${status}`), mark: <StatusMark status={status} /> },
      })),
    ),
    ...group('team', [
      ...(directory?.teams ?? []).map(({ id, name }) => ({ value: `team:${id}`, name })),
      { value: 'team:none', name: t('ticket.noTeam') },
    ]),
    ...group('assignee', [
      { value: 'assignee:me', name: t('ticket.me') },
      { value: 'assignee:none', name: t('ticket.nobody'), mark: <NobodyAvatar beside /> },
      ...others.map(({ id, name }) => ({
        ...{ value: `assignee:${id}`, name, mark: <Avatar name={name} kind="colleague" beside /> },
      })),
    ]),
  ];
}

/** What a list is narrowed down to, each with the way to leave it; null: nothing. */
export function FilterChips({ filters, onChange }: Omit<ListFilterProps, 'view'>) {
  const { t } = useWords();
  const { data: directory } = useDirectory();
  const { status, team, assignee, where } = filters;
  const nameIn = (all: readonly { readonly id: string; readonly name: string }[] = [], id: string) =>
    all.find((one) => one.id === id)?.name ?? '…';
  const chip = (name: FilterName, value: string, without: ListFilters) => (
    <FilterChip
      key={name}
      name={t(`ticket.field.${name}`)}
      value={value}
      removeLabel={t('feedback.removeFilter', { name: t(`ticket.field.${name}`) })}
      onRemove={() => onChange(without)}
    />
  );
  const statuses = status.map((one) => t(`ticket.statusInSentence.${one}`)).join(', ');
  const teamName = team === 'none' ? t('ticket.noTeam') : nameIn(directory?.teams, team ?? '');
  const people: Record<string, string> = { me: t('ticket.me'), none: t('ticket.nobody') };
  return (
    <>
      {status.length > 0 && chip('status', statuses, { ...filters, status: [] })}
      {team !== null && chip('team', teamName, { ...filters, team: null })}
      {assignee !== null &&
        chip('assignee', people[assignee] ?? nameIn(directory?.staff, assignee), { ...filters, assignee: null })}
      {where !== null && <WhereChip of="ticket" where={where} onRemove={() => onChange({ ...filters, where: null })} />}
    </>
  );
}
