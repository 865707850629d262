import type { Directory } from '#domain/contracts/directory';
import type { TFunction } from 'i18next';
import type { ChoiceGroup } from '../../shared/choice/choice-options.tsx';
import { Avatar, NobodyAvatar } from '../../shared/person/avatar.tsx';

interface People {
  readonly people: Directory['staff'];
  readonly teams: Directory['teams'];
  /** The team whose members stand first. */
  readonly teamId: string | null;
  /** The viewer's id. */
  readonly me: string;
  readonly t: TFunction;
}

/** Who may have a ticket: oneself, nobody, the members of its team, then everybody else who can be given one. */
export function peopleChoices({ people, teams, teamId, me, t }: People): ChoiceGroup[] {
  const there = people.filter(({ isAssignable }) => isAssignable);
  const members = new Set(teams.find(({ id }) => id === teamId)?.memberIds);
  const choice = ({ id, name }: Directory['staff'][number]) => ({
    ...{ value: id, name: id === me ? t('ticket.meNamed', { name }) : name },
    mark: <Avatar name={name} kind={id === me ? 'me' : 'colleague'} beside />,
  });
  const [colleagues, others] = [true, false].map((isMember) =>
    there.filter(({ id }) => id !== me && members.has(id) === isMember).map(choice),
  );
  const group = (heading: string, choices: ChoiceGroup['choices'] = []) =>
    choices.length > 0 ? [{ heading, choices }] : [];
  return [
    {
      choices: [
        ...there.filter(({ id }) => id === me).map(choice),
        { value: 'none', name: t('ticket.nobody'), mark: <NobodyAvatar beside /> },
      ],
    },
    ...group(t('ticket.ofTeam'), colleagues),
    ...group(t('ticket.others'), others),
  ];
}

/** Where a ticket may be: a team, or none. */
export const teamChoices = (teams: Directory['teams'], t: TFunction): ChoiceGroup[] => [
  { choices: [...teams.map(({ id, name }) => ({ value: id, name })), { value: 'none', name: t('ticket.noTeam') }] },
];
