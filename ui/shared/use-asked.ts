import { useEffect, useEffectEvent } from 'react';

/** Ask at once, again every `everyMs`, and whenever `again` changes. Pauses while nobody sees the page. */
export function useAsked(ask: () => Promise<void>, everyMs: number, again: unknown): void {
  const onTime = useEffectEvent(() => {
    if (document.visibilityState === 'visible') void ask();
  });
  useEffect(() => {
    onTime();
    const clock = setInterval(onTime, everyMs);
    document.addEventListener('visibilitychange', onTime);
    return () => {
      clearInterval(clock);
      document.removeEventListener('visibilitychange', onTime);
    };
  }, [everyMs, again]);
}
