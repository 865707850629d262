import { catalogue } from '../shared/catalogue.ts';
import { formatNumber, formatTimeOfDay } from '../shared/format-time.ts';
import { Icon, type IconName } from '../shared/icon.tsx';
import type { Stage, StageState } from './stages.ts';

const icons: Record<StageState, IconName> = { done: 'check', here: 'clock', stopped: 'alert', ahead: 'ahead' };

/** One stage: what it is, how it stands, what was measured. */
export function StageRow({ stage, requestedAt }: { readonly stage: Stage; readonly requestedAt: string }) {
  const { name, hint } = catalogue.stages[stage.name];
  return (
    <li className={`stage ${stage.state}`} aria-current={stage.state === 'here' ? 'step' : undefined}>
      <Icon name={icons[stage.state]} />
      <span className="what">
        <span className={stage.state === 'ahead' ? '' : 'strong'}>{name}</span>
        <span className="sm soft">{hint}</span>
      </span>
      <span className="took sm num">{measure(stage, requestedAt)}</span>
    </li>
  );
}

function measure({ name, state, milliseconds }: Stage, requestedAt: string): string {
  if (name === 'requested') return formatTimeOfDay(requestedAt);
  if (milliseconds === null) return catalogue.stageStates[state];
  const number = formatNumber(milliseconds);
  if (name === 'timerFired') return catalogue.late(number);
  return name === 'finished' ? catalogue.inAll(number) : catalogue.after(number);
}
