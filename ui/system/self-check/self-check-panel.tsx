import type { CallFailed } from '../../shared/calls/call-failed.ts';
import { Button } from '../../shared/button/button.tsx';
import { Banner } from '../../shared/feedback/banner.tsx';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { announce } from './announce.ts';
import { StageRow } from './stage-row.tsx';
import { stagesOf } from './stages.ts';
import { useSelfCheck } from './use-self-check.ts';

/** The self-check: the button that starts one, and the latest with its stages as they come. */
export function SelfCheckPanel() {
  const words = useWords();
  const { t } = words;
  const { selfCheck, failure, isRunning, start } = useSelfCheck();
  return (
    <section className="part" aria-labelledby="self-check">
      <div className="line">
        <div className="grow">
          <h2 id="self-check">{t('system.selfCheck')}</h2>
          <p className="soft">{t('system.selfCheckIntro')}</p>
        </div>
        <Button kind="primary" isOff={isRunning} onClick={() => void start()}>
          {isRunning ? t('system.selfCheckRuns') : t('system.runSelfCheck')}
        </Button>
      </div>
      {failure && <Failure failure={failure} />}
      {!failure && selfCheck?.failure != null && (
        <Banner tone="late" icon="alert" role="alert" headline={t('system.stoppedBecause')}>
          <Commands text={selfCheck.failure} />
        </Banner>
      )}
      {selfCheck && (
        <ol className="stages">
          {stagesOf(selfCheck).map((stage) => (
            <StageRow key={stage.name} stage={stage} requestedAt={selfCheck.requestedAt} />
          ))}
        </ol>
      )}
      {selfCheck === null && !failure && (
        <EmptyState icon="clock" title={t('system.noSelfCheck')} isFramed>
          {t('system.noSelfCheckHint')}
        </EmptyState>
      )}
      <p className="vh" role="status">
        {selfCheck && announce(selfCheck, words)}
      </p>
    </section>
  );
}

/** Why it did not start, and the way on. The API says why in English; what only the page knows is said in its language. */
function Failure({ failure: { code, message } }: { readonly failure: CallFailed }) {
  const { t } = useWords();
  const why = code === 'unreachable' ? t('problem.unreachable') : message;
  const headline = code === 'engine_unavailable' ? t('system.engineSilent', { why }) : t('system.apiSilent', { why });
  return (
    <Banner tone="late" icon="alert" role="alert" headline={headline}>
      <Commands text={t('system.tryThis')} />
    </Banner>
  );
}

/** Text in which back-ticks mark what is typed. */
function Commands({ text }: { readonly text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
