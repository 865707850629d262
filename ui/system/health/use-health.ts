import { healthReport, type HealthReport } from '#domain/contracts/health';
import { useState } from 'react';
import { callApi } from '../../shared/calls/call-api.ts';
import { useAsked } from '../../shared/use-asked.ts';
import { useIsLive } from '../../shared/realtime.ts';

const askEveryMs = 5_000;

/** How NixFlow is: `asking` before the first answer, `silent` when the API gives none. */
export type Health = HealthReport | 'asking' | 'silent';

/** Ask for NixFlow's health every five seconds, and at once when the socket comes or goes. */
export function useHealth(): Health {
  const [health, setHealth] = useState<Health>('asking');
  const ask = async () => {
    setHealth(await callApi({ path: '/health', reply: healthReport }).catch(() => 'silent' as const));
  };
  useAsked(ask, askEveryMs, useIsLive());
  return health;
}
