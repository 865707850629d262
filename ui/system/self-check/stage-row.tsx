import { formatSeconds } from '../../shared/format/format-instant.ts';
import { formatNumber } from '../../shared/format/format-number.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import type { IconName } from '../../shared/icon/shapes.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import type { Stage, StageState } from './stages.ts';

const icons: Record<StageState, IconName> = { done: 'check', here: 'clock', stopped: 'alert', ahead: 'ahead' };

/** One stage: what it is, how it stands, what was measured. */
export function StageRow({ stage, requestedAt }: { readonly stage: Stage; readonly requestedAt: string }) {
  const words = useWords();
  return (
    <li className={`stage ${stage.state}`} aria-current={stage.state === 'here' ? 'step' : undefined}>
      <Icon name={icons[stage.state]} />
      <span className="what">
        <span className={stage.state === 'ahead' ? '' : 'strong'}>{words.t(`system.stages.${stage.name}.name`)}</span>
        <span className="sm soft">{words.t(`system.stages.${stage.name}.hint`)}</span>
      </span>
      <span className="took sm num">{measure(stage, requestedAt, words)}</span>
    </li>
  );
}

function measure({ name, state, milliseconds: ms }: Stage, requestedAt: string, { t, locale }: Words): string {
  if (name === 'requested') return formatSeconds(Date.parse(requestedAt), locale);
  if (ms === null) return t(`system.stageStates.${state}`);
  const milliseconds = formatNumber(ms, locale);
  if (name === 'timerFired') return t('system.late', { milliseconds });
  return name === 'finished' ? t('system.inAll', { milliseconds }) : t('system.after', { milliseconds });
}
