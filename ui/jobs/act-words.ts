import type { BulkAct } from '#domain/contracts/bulk-job';
import type { Directory } from '#domain/contracts/directory';
import type { TFunction } from 'i18next';

/** What a job does to each ticket, in words. */
export function actWords(act: BulkAct, directory: Directory | undefined, t: TFunction): string {
  const named = (all: readonly { readonly id: string; readonly name: string }[] | undefined, id: string) =>
    all?.find((one) => one.id === id)?.name ?? '…';
  switch (act.type) {
    case 'status':
      return t('jobs.act.status', { to: t(`ticket.status.${act.status}`) });
    case 'priority':
      return t('jobs.act.priority', { to: t(`ticket.priority.${act.priority}`) });
    case 'assignee':
      return act.assigneeId === null
        ? t('jobs.act.pool')
        : t('jobs.act.assignee', { to: named(directory?.staff, act.assigneeId) });
    case 'team':
      return act.teamId === null
        ? t('jobs.act.noTeam')
        : t('jobs.act.team', { to: named(directory?.teams, act.teamId) });
    case 'tags':
      return t('jobs.act.tags', {
        tags: [...act.add.map((tag) => `+${tag}`), ...act.remove.map((tag) => `−${tag}`)].join(' '),
      });
    case 'spam':
      return t('jobs.act.spam');
    case 'deletion':
      return t('jobs.act.deletion');
  }
}
