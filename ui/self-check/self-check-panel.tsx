import { catalogue } from '../shared/catalogue.ts';
import type { CallFailed } from '../shared/call-api.ts';
import { Icon } from '../shared/icon.tsx';
import { announce } from './announce.ts';
import { StageRow } from './stage-row.tsx';
import { stagesOf } from './stages.ts';
import { useSelfCheck } from './use-self-check.ts';

/** The self-check: the button that starts one, and the latest with its stages as they come. */
export function SelfCheckPanel() {
  const { selfCheck, failure, isRunning, start } = useSelfCheck();
  return (
    <section className="part" aria-labelledby="self-check">
      <div className="line">
        <div className="grow">
          <h2 id="self-check">{catalogue.selfCheck}</h2>
          <p className="soft">{catalogue.selfCheckIntro}</p>
        </div>
        <button className="btn primary" type="button" aria-disabled={isRunning} onClick={() => void start()}>
          {isRunning ? catalogue.selfCheckRuns : catalogue.runSelfCheck}
        </button>
      </div>
      {failure && <Failure failure={failure} />}
      {!failure && selfCheck?.failure != null && (
        <Banner headline={catalogue.stoppedBecause} text={selfCheck.failure} />
      )}
      {selfCheck && (
        <ol className="stages">
          {stagesOf(selfCheck).map((stage) => (
            <StageRow key={stage.name} stage={stage} requestedAt={selfCheck.requestedAt} />
          ))}
        </ol>
      )}
      {selfCheck === null && !failure && (
        <div className="empty">
          <Icon name="clock" />
          <h3 className="strong">{catalogue.noSelfCheck}</h3>
          <p className="soft">{catalogue.noSelfCheckHint}</p>
        </div>
      )}
      <p className="vh" role="status">
        {selfCheck && announce(selfCheck)}
      </p>
    </section>
  );
}

/** Why it did not start, and the way on. */
function Failure({ failure }: { readonly failure: CallFailed }) {
  const say = failure.code === 'engine_unavailable' ? catalogue.engineSilent : catalogue.apiSilent;
  return <Banner headline={say(failure.message)} text={catalogue.tryThis} />;
}

function Banner({ headline, text }: { readonly headline: string; readonly text: string }) {
  return (
    <div className="banner late" role="alert">
      <Icon name="alert" />
      <span className="grow">
        <b>{headline}</b> <Words text={text} />
      </span>
    </div>
  );
}

/** Text in which back-ticks mark what is typed. */
function Words({ text }: { readonly text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
