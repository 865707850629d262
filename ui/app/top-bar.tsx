import { catalogue } from '../shared/catalogue.ts';
import { Icon } from '../shared/icon.tsx';
import { useIsLive } from '../shared/realtime.ts';

/** The product's name, and whether changes arrive by themselves. */
export function TopBar() {
  const isLive = useIsLive();
  return (
    <header className="top">
      <svg className="mark" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M3 13V3l10 10V3"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.25"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      {catalogue.product}
      <span
        className={`state ${isLive ? 'ok' : 'warn'}`}
        role="status"
        title={isLive ? catalogue.liveHint : catalogue.notLiveHint}
      >
        <Icon name={isLive ? 'check-circle' : 'off'} />
        {isLive ? catalogue.live : catalogue.notLive}
      </span>
    </header>
  );
}
