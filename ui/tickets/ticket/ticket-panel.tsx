import type { TicketView } from '#domain/contracts/ticket';
import { useViewer } from '../../session/session.ts';
import { ClockList } from '../../shared/clock/clock-list.tsx';
import type { SlaClock } from '../../shared/clock/clock.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { assigneeEdit, tagEdit, teamEdit, type Edit, type Named } from '../data/edits.ts';
import { useDirectory } from '../../shared/person/use-directory.ts';
import { peopleChoices, teamChoices } from './choices.tsx';
import { ClockReason } from './clock-reason.tsx';
import { CustomFields } from './custom-fields.tsx';
import { Properties, RequesterCard } from './properties.tsx';

interface TicketPanelProps {
  readonly ticket: TicketView;
  readonly clocks: readonly SlaClock[];
  readonly onEdit: (edit: Edit) => void;
}

/** What belongs to a ticket besides its thread: properties, clocks and why, who asks. */
export function TicketPanel({ ticket, clocks, onEdit }: TicketPanelProps) {
  const { t } = useWords();
  const { staffId } = useViewer();
  const { data: directory } = useDirectory();
  const { ticketId, assignee, team, tags, requester, cc, mayI } = ticket;
  const people = directory?.staff ?? [];
  const teams = directory?.teams ?? [];
  return (
    <>
      <Properties
        assignee={assignee && { staffId: assignee.id, name: assignee.name, isMe: assignee.id === staffId }}
        team={team?.name ?? null}
        tags={tags}
        {...(mayI.assign && {
          edit: {
            assignee: {
              groups: peopleChoices({ people, teams, teamId: team?.id ?? null, me: staffId, t }),
              chosen: assignee?.id ?? 'none',
              onChoose: (id) => onEdit(assigneeEdit(ticket, named(people, id), t)),
            },
            team: {
              groups: teamChoices(teams, t),
              chosen: team?.id ?? 'none',
              onChoose: (id) => onEdit(teamEdit(ticket, named(teams, id), t)),
            },
            onAddTag: (tag) => onEdit(tagEdit(ticket, tag, 'add', t)),
            onRemoveTag: (tag) => onEdit(tagEdit(ticket, tag, 'remove', t)),
          },
        })}
      />
      <CustomFields key={ticketId} ticket={ticket} />
      <ClockList
        clocks={clocks}
        why={(clock) => <ClockReason ticketId={ticketId} clock={clock} requester={requester.name} />}
      />
      <RequesterCard
        id={requester.id}
        name={requester.name}
        lines={[requester.email, ...cc.map(({ address }) => `${t('thread.cc')} ${address}`)]}
      />
    </>
  );
}

/** The one of that id, by name alone; null: none. */
function named(all: readonly Named[], id: string): Named | null {
  const found = all.find((one) => one.id === id);
  return found ? { id: found.id, name: found.name } : null;
}
