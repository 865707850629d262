import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { bulkJobView, bulkPreview, type BulkAct } from '#domain/contracts/bulk-job';
import { has } from '#domain/permissions/permission';
import { PRIORITIES, STATUSES, type Priority, type Status } from '#domain/tickets/words';
import { useViewer } from '../../session/session.ts';
import { Button } from '../../shared/button/button.tsx';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { Banner } from '../../shared/feedback/banner.tsx';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TagsField } from '../../shared/form/tags-field.tsx';
import { formatNumber } from '../../shared/format/format-number.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Dialog } from '../../shared/overlay/dialog.tsx';
import { useDirectory } from '../../shared/person/use-directory.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import '../../shared/settings/settings.css';

/** What can be chosen here; spam and deletion are for single tickets. */
const kinds = ['status', 'priority', 'assignee', 'team', 'tags'] as const;
type Kind = (typeof kinds)[number];

interface ActOnAllProps {
  /** What the list asks for. */
  readonly query: Readonly<Record<string, string>>;
}

const none = 'none';

/** Do the same to every ticket that the list would show, also further down; for whoever works on tickets. */
export function ActOnAll({ query }: ActOnAllProps) {
  const { t } = useWords();
  const who = useViewer();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>('status');
  const [value, setValue] = useState<string>('open');
  const [tags, setTags] = useState<readonly string[]>([]);
  const { sort: _, ...filter } = query;
  const { run, isRunning, failure } = useFormAct({
    act: (act: BulkAct) =>
      callApi({
        ...{ method: 'POST', path: '/bulk-jobs', body: { act, tickets: { filter } }, reply: bulkJobView },
        idempotencyKey: newIdempotencyKey(),
      }),
    ...{ said: t('jobs.started'), refresh: [queryKeys.bulkJobs] },
    done: ({ id }) => void navigate(`/jobs/${id}`),
  });
  const choose = (next: Kind) => {
    setKind(next);
    setValue({ status: 'open', priority: 'normal', assignee: none, team: none, tags: '' }[next]);
  };
  const act = actOf(kind, value, tags);
  if (!has(who, 'ticket.work')) return null;
  return (
    <>
      <Button kind="quiet" icon="list" onClick={() => setOpen(true)}>
        {t('jobs.onAll')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('jobs.onAllTitle')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('settings.cancel')}</Button>
            <Button kind="primary" isBusy={isRunning} isOff={act === null} onClick={() => act && run(act)}>
              {t('jobs.start')}
            </Button>
          </>
        }
      >
        <div className="form-column">
          <p>{t('jobs.onAllHint')}</p>
          {isOpen && <HowMany filter={filter} />}
          <SelectField
            label={t('jobs.change')}
            data={kinds.map((one) => ({ value: one, label: t(`ticket.field.${one}`) }))}
            value={kind}
            onChange={(chosen) => choose(kinds.find((one) => one === chosen) ?? 'status')}
          />
          <ValueField kind={kind} value={value} onValue={setValue} tags={tags} onTags={setTags} />
          {failure && (
            <Banner tone="late" icon="alert" role="alert">
              {problemWords(failure, t)}
            </Banner>
          )}
        </div>
      </Dialog>
    </>
  );
}

/** How many tickets it would be now. */
function HowMany({ filter }: { readonly filter: Readonly<Record<string, string>> }) {
  const { t, locale } = useWords();
  const { data } = useQuery({
    queryKey: [...queryKeys.lists, 'preview', filter],
    queryFn: ({ signal }) =>
      callApi({ path: `/bulk-jobs/preview?${new URLSearchParams(filter).toString()}`, reply: bulkPreview, signal }),
  });
  if (!data) return <p className="soft">{t('settings.loading')}</p>;
  const number = formatNumber(data.count, locale);
  return (
    <p role="status">{data.isMore ? t('jobs.tooManyFit', { number }) : t('jobs.fit', { count: data.count, number })}</p>
  );
}

interface ValueFieldProps {
  readonly kind: Kind;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly tags: readonly string[];
  readonly onTags: (tags: readonly string[]) => void;
}

function ValueField({ kind, value, onValue, tags, onTags }: ValueFieldProps) {
  const { t } = useWords();
  const { data: directory } = useDirectory();
  if (kind === 'tags') return <TagsField label={t('jobs.tagsToAdd')} tags={tags} onChange={onTags} />;
  const choices = {
    status: STATUSES.filter((one) => one !== 'new').map((one) => ({ value: one, label: t(`ticket.status.${one}`) })),
    priority: PRIORITIES.toReversed().map((one) => ({ value: one, label: t(`ticket.priority.${one}`) })),
    assignee: [
      { value: none, label: t('ticket.nobody') },
      ...(directory?.staff ?? [])
        .filter(({ isAssignable }) => isAssignable)
        .map(({ id, name }) => ({ value: id, label: name })),
    ],
    team: [
      { value: none, label: t('ticket.noTeam') },
      ...(directory?.teams ?? [])
        .filter(({ isActive }) => isActive)
        .map(({ id, name }) => ({ value: id, label: name })),
    ],
  };
  return <SelectField label={t('jobs.to')} searchable data={choices[kind]} value={value} onChange={onValue} />;
}

/** Null: something is to be chosen yet. */
function actOf(kind: Kind, value: string, tags: readonly string[]): BulkAct | null {
  switch (kind) {
    case 'status':
      return { type: 'status', status: value as Exclude<Status, 'new'> };
    case 'priority':
      return { type: 'priority', priority: value as Priority };
    case 'assignee':
      return { type: 'assignee', assigneeId: value === none ? null : value };
    case 'team':
      return { type: 'team', teamId: value === none ? null : value };
    case 'tags':
      return tags.length === 0 ? null : { type: 'tags', add: [...tags], remove: [] };
  }
}
