import type { ReactNode } from 'react';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Tag } from '../../shared/label/tag.tsx';
import { Avatar } from '../../shared/person/avatar.tsx';
import { AssigneeAvatar } from '../../shared/row/assignee-avatar.tsx';
import type { RowAssignee } from '../../shared/row/row-ticket.ts';

/** What belongs to a ticket besides its thread. */
export interface PropertiesProps {
  readonly assignee: RowAssignee | null;
  readonly team: string | null;
  readonly tags: readonly string[];
  readonly onAddTag?: () => void;
  /** Further ones, each a `dt` and a `dd`. */
  readonly children?: ReactNode;
}

/** Assignee, team, tags and what else a ticket has. */
export function Properties({ assignee, team, tags, onAddTag, children }: PropertiesProps) {
  const { t } = useWords();
  return (
    <section aria-label={t('ticket.properties')}>
      <dl className="props">
        <dt>{t('ticket.field.assignee')}</dt>
        <dd>
          <AssigneeAvatar assignee={assignee} />
          <span className="cut">{assignee?.name ?? t('ticket.nobody')}</span>
        </dd>
        <dt>{t('ticket.field.team')}</dt>
        <dd>
          <span className="cut">{team ?? t('ticket.noTeam')}</span>
        </dd>
        {children}
        <dt>{t('ticket.field.tags')}</dt>
        <dd className="wraps">
          {tags.map((tag) => (
            <Tag key={tag} name={tag} />
          ))}
          {onAddTag && <IconButton icon="plus" size="tiny" label={t('ticket.addTag')} onClick={onAddTag} />}
        </dd>
      </dl>
    </section>
  );
}

interface RequesterCardProps {
  readonly name: string;
  /** Organisation, address and the like, a line each. */
  readonly lines: readonly string[];
}

/** Who asks for help. */
export function RequesterCard({ name, lines }: RequesterCardProps) {
  const { t } = useWords();
  return (
    <section aria-label={t('ticket.field.requester')}>
      <h2>{t('ticket.field.requester')}</h2>
      <div className="who-card">
        <Avatar name={name} kind="customer" large beside />
        <div className="cut">
          <p className="strong cut">{name}</p>
          {lines.map((line) => (
            <p key={line} className="soft cut" title={line}>
              {line}
            </p>
          ))}
        </div>
      </div>
    </section>
  );
}
