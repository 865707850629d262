import type { BulkJobView } from '#domain/contracts/bulk-job';
import { formatNumber } from '../shared/format/format-number.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { StateWords, type StateLook } from '../shared/state/state-words.tsx';
import './jobs.css';

const LOOKS: Readonly<Record<BulkJobView['state'], StateLook>> = {
  waiting: { icon: 'clock', tone: 'plain' },
  running: { icon: 'ring', tone: 'plain' },
  paused: { icon: 'pause', tone: 'plain' },
  done: { icon: 'check', tone: 'ok' },
  cancelled: { icon: 'x', tone: 'plain' },
  stopped: { icon: 'lock', tone: 'bad' },
};

/** How a job stands, in words, numbers and a bar. */
export function JobProgress({ job: { state, total, done, refused, failed } }: { readonly job: BulkJobView }) {
  const { t, locale } = useWords();
  const number = (count: number) => formatNumber(count, locale);
  const dealtWith = done + refused + failed;
  const said = t('jobs.progress', { done: number(dealtWith), total: number(total) });
  return (
    <div className="job-progress">
      <div className="line">
        <StateWords {...LOOKS[state]} words={t(`jobs.state.${state}`)} />
        <span className="grow" />
        <span className="sm soft num">{said}</span>
      </div>
      <progress max={total} value={dealtWith} aria-label={said} />
      {refused + failed > 0 && (
        <p className="sm soft num">{t('jobs.notDone', { refused: number(refused), failed: number(failed) })}</p>
      )}
    </div>
  );
}
