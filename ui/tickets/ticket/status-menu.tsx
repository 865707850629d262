import { Menu } from '@mantine/core';
import { PRIORITIES, STATUSES, type Priority, type Status } from '#domain/tickets/words';
import { useWords } from '../../shared/i18n/use-words.ts';
import { ChoiceChip } from '../../shared/label/chip.tsx';
import { PriorityMark } from '../../shared/marks/priority-mark.tsx';
import { StatusMark } from '../../shared/marks/status-mark.tsx';

interface StatusMenuProps {
  readonly status: Status;
  readonly onChange: (status: Exclude<Status, 'new'>) => void;
}

/** Where the ticket stands, and where it may go. Nobody makes it new again. */
export function StatusMenu({ status, onChange }: StatusMenuProps) {
  const { t } = useWords();
  return (
    <Menu>
      <Menu.Target>
        <ChoiceChip
          mark={<StatusMark status={status} />}
          aria-label={`${t('ticket.field.status')}: ${t(`ticket.status.${status}`)}`}
        >
          {t(`ticket.status.${status}`)}
        </ChoiceChip>
      </Menu.Target>
      <Menu.Dropdown>
        {STATUSES.filter((choice) => choice !== 'new').map((choice) => (
          <Menu.Item key={choice} leftSection={<StatusMark status={choice} />} onClick={() => onChange(choice)}>
            {t(`ticket.status.${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface PriorityMenuProps {
  readonly priority: Priority;
  readonly onChange: (priority: Priority) => void;
}

/** How urgent it is, and how urgent it may be. */
export function PriorityMenu({ priority, onChange }: PriorityMenuProps) {
  const { t } = useWords();
  return (
    <Menu>
      <Menu.Target>
        <ChoiceChip
          mark={<PriorityMark priority={priority} />}
          aria-label={`${t('ticket.field.priority')}: ${t(`ticket.priority.${priority}`)}`}
        >
          {t(`ticket.priority.${priority}`)}
        </ChoiceChip>
      </Menu.Target>
      <Menu.Dropdown>
        {PRIORITIES.toReversed().map((choice) => (
          <Menu.Item key={choice} leftSection={<PriorityMark priority={choice} />} onClick={() => onChange(choice)}>
            {t(`ticket.priority.${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
