import { Icon } from '../icon/icon.tsx';
import { Ring } from '../icon/ring.tsx';
import type { IconName } from '../icon/shapes.tsx';
import './state-words.css';

/** How a state is felt: `bad` wants somebody, `unsure` wants a decision, `warn` wants a look, `ok` is over and well. */
export type StateTone = 'plain' | 'ok' | 'warn' | 'bad' | 'unsure';

/** How a state looks beside its words. */
export interface StateLook {
  readonly icon: IconName | 'ring';
  readonly tone: StateTone;
}

interface StateWordsProps extends StateLook {
  readonly words: string;
  /** The icon stands at the end of its line, above what else stands there. */
  readonly isAtEnd?: boolean;
}

/** How something stands, in words with the icon that says the same. */
export function StateWords({ icon, tone, words, isAtEnd = false }: StateWordsProps) {
  return (
    <span className={['state', tone, isAtEnd && 'at-end'].filter(Boolean).join(' ')}>
      {icon === 'ring' ? <Ring share={0.8} /> : <Icon name={icon} small />}
      <span>{words}</span>
    </span>
  );
}
