import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AUDIT_ACTS, type AuditSubjectKind } from '#domain/audit/acts';
import { auditPage, type AuditEntryView } from '#domain/contracts/audit';
import { Button } from '../../shared/button/button.tsx';
import { apiOrigin } from '../../shared/calls/api-origin.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { SelectField } from '../../shared/form/select-field.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { useDirectory } from '../../shared/person/use-directory.ts';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { Instant } from '../../shared/time/instant.tsx';
import { actKey } from './act-key.ts';
import { toldValue, useFieldNames } from './audit-names.ts';

const all = 'all';
const kinds = Object.keys(AUDIT_ACTS) as AuditSubjectKind[];

/** Who administered what: `/admin/audit`. */
export function AuditPage() {
  const words = useWords();
  const { t } = words;
  const { data: directory } = useDirectory();
  const [kind, setKind] = useState(all);
  const [by, setBy] = useState(all);
  const filter = { ...(kind !== all && { kind }), ...(by !== all && { by }) };
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['admin', 'audit', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, ...(pageParam !== '' && { after: pageParam }) });
      return callApi({ path: `/audit?${query.toString()}`, reply: auditPage, signal });
    },
    getNextPageParam: ({ next }) => next,
  });
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <SettingsHead
        title={t('admin.page.audit')}
        actions={
          <a className="btn" href={`${apiOrigin}/api/audit/export?${new URLSearchParams(filter).toString()}`} download>
            {t('audit.export')}
          </a>
        }
      >
        {t('audit.intro')}
      </SettingsHead>
      <div className="form-two form-column">
        <SelectField
          label={t('audit.kind')}
          data={[
            { value: all, label: t('audit.everything') },
            ...kinds.map((one) => ({ value: one, label: t(`audit.kinds.${one}`) })),
          ]}
          value={kind}
          onChange={setKind}
        />
        <SelectField
          label={t('audit.by')}
          searchable
          data={[
            { value: all, label: t('audit.everybody') },
            ...(directory?.staff ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={by}
          onChange={setBy}
        />
      </div>
      {entries === undefined && error && (
        <ErrorState title={t('settings.notLoaded')} failure={asCallFailed(error)} onRetry={() => void refetch()} />
      )}
      {entries === undefined && !error && (
        <p className="soft" role="status">
          {t('settings.loading')}
        </p>
      )}
      {entries?.length === 0 && <EmptyState icon="doc" title={t('audit.none')} />}
      {entries !== undefined && entries.length > 0 && (
        <DataTable label={t('admin.page.audit')} rows={entries} keyOf={({ id }) => id} columns={columnsOf(words)} />
      )}
      {hasNextPage && (
        <div className="line">
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('audit.older')}
          </Button>
        </div>
      )}
    </>
  );
}

function columnsOf({ t }: Words): Column<AuditEntryView>[] {
  return [
    { head: t('audit.what'), cell: (entry) => <What entry={entry} /> },
    { head: t('audit.by'), cell: (entry) => <Who entry={entry} /> },
    { head: t('audit.from'), isMinor: true, cell: ({ address }) => <span className="soft num">{address}</span> },
    { head: t('audit.when'), cell: ({ at }) => <Instant at={Date.parse(at)} /> },
  ];
}

function Who({ entry: { by } }: { readonly entry: AuditEntryView }) {
  const { t } = useWords();
  if (by === null) return t('audit.terminal');
  return (
    <>
      {by.name}
      {by.token !== null && <span className="below sm soft">{t('audit.byToken', { token: by.token })}</span>}
    </>
  );
}

function What({ entry: { act, subject, changes } }: { readonly entry: AuditEntryView }) {
  const { t } = useWords();
  const nameOf = useFieldNames();
  return (
    <>
      {t(`audit.acts.${actKey(act)}`, { name: subject.name })}
      {changes.map(({ field, from, to }) => (
        <span key={field} className="below sm soft">
          {t('audit.change', { field: nameOf(field), from: toldValue(field, from, t), to: toldValue(field, to, t) })}
        </span>
      ))}
    </>
  );
}
