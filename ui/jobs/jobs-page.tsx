import { Link } from 'react-router';
import type { BulkJobView } from '#domain/contracts/bulk-job';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { useWords, type Words } from '../shared/i18n/use-words.ts';
import { useDirectory } from '../shared/person/use-directory.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { DataTable, type Column } from '../shared/settings/data-table.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { Instant } from '../shared/time/instant.tsx';
import { actWords } from './act-words.ts';
import { JobProgress } from './job-progress.tsx';
import './jobs.css';
import { useJobs } from './use-jobs.ts';

/** What somebody has done to many tickets at once: `/jobs`. */
export function JobsPage() {
  const words = useWords();
  const { t } = words;
  const { data: directory } = useDirectory();
  const asked = useJobs();
  return (
    <main id="content" className="jobs scroll" tabIndex={-1}>
      <div className="settings-column">
        <SettingsHead title={t('jobs.title')}>{t('jobs.intro')}</SettingsHead>
        <Asked asked={asked}>
          {({ jobs }) =>
            jobs.length === 0 ? (
              <EmptyState icon="list" title={t('jobs.none')}>
                {t('jobs.noneHint')}
              </EmptyState>
            ) : (
              <DataTable
                label={t('jobs.title')}
                rows={jobs}
                keyOf={({ id }) => id}
                columns={columnsOf(words, directory)}
              />
            )
          }
        </Asked>
      </div>
    </main>
  );
}

function columnsOf({ t }: Words, directory: Parameters<typeof actWords>[1]): Column<BulkJobView>[] {
  return [
    { head: t('jobs.what'), cell: ({ id, act }) => <Link to={`/jobs/${id}`}>{actWords(act, directory, t)}</Link> },
    { head: t('jobs.howFar'), cell: (job) => <JobProgress job={job} /> },
    { head: t('jobs.begun'), isMinor: true, cell: ({ createdAt }) => <Instant at={Date.parse(createdAt)} /> },
  ];
}
