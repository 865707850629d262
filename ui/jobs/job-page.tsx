import { Link, useParams } from 'react-router';
import { bulkJobView, type BulkJobView, type BulkReport } from '#domain/contracts/bulk-job';
import type { BulkSteering } from '#domain/bulk/words';
import { Button } from '../shared/button/button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { useFormAct } from '../shared/calls/use-form-act.ts';
import { ActFailure } from '../shared/feedback/act-failure.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { useDirectory } from '../shared/person/use-directory.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { Card } from '../shared/settings/card.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { actWords } from './act-words.ts';
import { JobProgress } from './job-progress.tsx';
import './jobs.css';
import { refusalWords } from './refusal-words.ts';
import { useJob, useRefused } from './use-jobs.ts';

/** One job over many tickets: how far it is, how to steer it, and what it could not do: `/jobs/:id`. */
export function JobPage() {
  const { id = '' } = useParams();
  const asked = useJob(id);
  return (
    <main id="content" className="jobs scroll" tabIndex={-1}>
      <div className="settings-column">
        <Asked asked={asked}>{(job) => <Job job={job} />}</Asked>
      </div>
    </main>
  );
}

function Job({ job }: { readonly job: BulkJobView }) {
  const { t } = useWords();
  const { data: directory } = useDirectory();
  const steer = useFormAct({
    act: (steering: BulkSteering) =>
      callApi({ method: 'POST', path: `/bulk-jobs/${job.id}/steering`, body: { do: steering }, reply: bulkJobView }),
    // It may have ended before it was paused.
    said: ({ state }) => t(`jobs.isNow.${state}`),
    refresh: [queryKeys.bulkJobs],
  });
  return (
    <>
      <SettingsHead title={actWords(job.act, directory, t)} back={{ to: '/jobs', name: t('jobs.title') }} />
      <ActFailure failure={steer.failure} />
      <Card title={t('jobs.howFar')}>
        <JobProgress job={job} />
        {job.may.length > 0 && (
          <div className="line">
            {job.may.map((steering) => (
              <Button key={steering} isOff={steer.isRunning} onClick={() => steer.run(steering)}>
                {t(`jobs.steer.${steering}`)}
              </Button>
            ))}
          </div>
        )}
      </Card>
      {job.refused > 0 && <NotDone id={job.id} state="refused" />}
      {job.failed > 0 && <NotDone id={job.id} state="failed" />}
    </>
  );
}

/** Tickets that stay as they were, and why. */
function NotDone({ id, state }: { readonly id: string; readonly state: 'refused' | 'failed' }) {
  const { t } = useWords();
  const asked = useRefused(id, state);
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = asked;
  return (
    <Card title={t(`jobs.items.${state}`)} hint={t(`jobs.itemsHint.${state}`)}>
      <Asked asked={asked}>{({ pages }) => <NotDoneList items={pages.flatMap((page) => page.items)} />}</Asked>
      {hasNextPage && (
        <div className="line">
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('jobs.more')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function NotDoneList({ items }: { readonly items: BulkReport['items'] }) {
  const { t } = useWords();
  return (
    <ul className="checks">
      {items.map(({ ticketId, number, subject, problem }) => (
        <li key={ticketId} className="line">
          <Link className="cut" to={`/tickets/open/${String(number)}`}>
            <span className="faint num">#{number}</span> {subject}
          </Link>
          <span className="grow" />
          {problem !== null && <span className="sm soft">{refusalWords(problem, t)}</span>}
        </li>
      ))}
    </ul>
  );
}
