import { useEffect, useState } from 'react';
import { liveness } from '#domain/contracts/health';
import { callApi } from '../../shared/calls/call-api.ts';
import { reconnectNow, useIsLive } from '../../shared/realtime.ts';

/** What is cut off, and since when (ms). */
export interface Loss {
  readonly lost: 'computer' | 'server' | 'live';
  readonly since: number;
}

/** A connection that is back within this time was never missed. */
const patienceMs = 3_000;
const askEveryMs = 5_000;

/** Whether the page is cut off: null while changes come by themselves. */
export function useConnection(): { readonly loss: Loss | null; readonly tryNow: () => void } {
  const isLive = useIsLive();
  const [loss, setLoss] = useState<Loss | null>(null);
  useEffect(() => {
    if (isLive) return undefined;
    const since = Date.now();
    let isOver = false;
    const look = async () => {
      const lost = await whatIsLost();
      if (!isOver) setLoss({ lost, since });
    };
    const first = setTimeout(() => void look(), patienceMs);
    const again = setInterval(() => void look(), patienceMs + askEveryMs);
    return () => {
      isOver = true;
      clearTimeout(first);
      clearInterval(again);
      setLoss(null);
    };
  }, [isLive]);
  return { loss, tryNow: reconnectNow };
}

async function whatIsLost(): Promise<Loss['lost']> {
  const answers = await callApi({ path: '/live', reply: liveness }).then(
    () => true,
    () => false,
  );
  if (answers) return 'live';
  return navigator.onLine ? 'server' : 'computer';
}
