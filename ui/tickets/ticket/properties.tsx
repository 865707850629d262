import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ChoiceButton } from '../../shared/choice/choice-button.tsx';
import type { ChoiceGroup } from '../../shared/choice/choice-options.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { Avatar } from '../../shared/person/avatar.tsx';
import { AssigneeAvatar } from '../../shared/row/assignee-avatar.tsx';
import type { RowAssignee } from '../../shared/row/row-ticket.ts';
import { TagEditor } from './tag-editor.tsx';

/** A field that is chosen from a list. */
interface ChosenField {
  readonly groups: readonly ChoiceGroup[];
  /** The value that is set. */
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

/** What belongs to a ticket besides its thread. */
export interface PropertiesProps {
  readonly assignee: RowAssignee | null;
  readonly team: string | null;
  readonly tags: readonly string[];
  /** What can be chosen and done; without it all stands fast. */
  readonly edit?: {
    readonly assignee: ChosenField;
    readonly team: ChosenField;
    readonly onAddTag: (tag: string) => void;
    readonly onRemoveTag: (tag: string) => void;
  };
  /** Further ones, each a `dt` and a `dd`. */
  readonly children?: ReactNode;
}

/** Assignee, team, tags and what else a ticket has. */
export function Properties({ assignee, team, tags, edit, children }: PropertiesProps) {
  const { t } = useWords();
  const who = assignee?.name ?? t('ticket.nobody');
  return (
    <section aria-label={t('ticket.properties')}>
      <dl className="props">
        <dt>{t('ticket.field.assignee')}</dt>
        <dd>
          <Changeable name={t('ticket.field.assignee')} value={who} field={edit?.assignee}>
            <AssigneeAvatar assignee={assignee} />
            <span className="cut">{who}</span>
          </Changeable>
        </dd>
        <dt>{t('ticket.field.team')}</dt>
        <dd>
          <Changeable name={t('ticket.field.team')} value={team ?? t('ticket.noTeam')} field={edit?.team}>
            <span className="cut">{team ?? t('ticket.noTeam')}</span>
          </Changeable>
        </dd>
        {children}
        <dt>{t('ticket.field.tags')}</dt>
        <dd className="wraps">
          <TagEditor tags={tags} {...(edit && { onAdd: edit.onAddTag, onRemove: edit.onRemoveTag })} />
        </dd>
      </dl>
    </section>
  );
}

interface ChangeableProps {
  readonly name: string;
  readonly value: string;
  readonly field: ChosenField | undefined;
  readonly children: ReactNode;
}

function Changeable({ name, value, field, children }: ChangeableProps) {
  if (!field) return children;
  const { groups, chosen, onChoose } = field;
  return (
    <ChoiceButton className="choice" label={`${name}: ${value}`} groups={groups} chosen={[chosen]} onChoose={onChoose}>
      {children}
      <Icon name="down" />
    </ChoiceButton>
  );
}

interface RequesterCardProps {
  readonly id: string;
  readonly name: string;
  /** Organisation, address and the like, a line each. */
  readonly lines: readonly string[];
}

/** Who asks for help. */
export function RequesterCard({ id, name, lines }: RequesterCardProps) {
  const { t } = useWords();
  // Whose name nobody knows is called by the address.
  const others = lines.filter((line) => line !== name);
  return (
    <section aria-label={t('ticket.field.requester')}>
      <h2>{t('ticket.field.requester')}</h2>
      <div className="who-card">
        <Avatar name={name} kind="customer" large beside />
        <div className="cut">
          <p className="strong cut">
            <Link to={`/customers/${id}`}>{name}</Link>
          </p>
          {others.map((line) => (
            <p key={line} className="soft cut" title={line}>
              {line}
            </p>
          ))}
        </div>
      </div>
    </section>
  );
}
