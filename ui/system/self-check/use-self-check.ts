import { latestSelfCheckView, selfCheckView, type SelfCheckView } from '#domain/contracts/self-check';
import { useState } from 'react';
import { callApi } from '../../shared/calls/call-api.ts';
import { asCallFailed, type CallFailed } from '../../shared/calls/call-failed.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useIsLive, useRealtimeEvent } from '../../shared/realtime.ts';
import { useAsked } from '../../shared/use-asked.ts';
import { asItStands, isOver, newerOf } from './stages.ts';

/** While one runs, in case an event got lost; and otherwise, in case one was started elsewhere and the socket is away. */
const askEveryMs = { running: 2_000, resting: 10_000 };

/** The latest self-check, kept up to date by events and by asking, and the act of starting one. */
export function useSelfCheck() {
  const { t } = useWords();
  const [latest, setLatest] = useState<SelfCheckView | null>();
  const [now, setNow] = useState(Date.now);
  const [failure, setFailure] = useState<CallFailed>();
  const [isStarting, setStarting] = useState(false);

  const hear = (heard: SelfCheckView | null) => setLatest((known) => newerOf(known ?? null, heard));
  useRealtimeEvent((event) => {
    if (event.type === 'self_check.changed') hear(event.selfCheck);
  });

  const selfCheck = latest && asItStands(latest, now, t('system.nobodyFinishedIt'));
  const isRunning = isStarting || (selfCheck != null && !isOver(selfCheck));
  const ask = async () => {
    const reply = await callApi({ path: '/self-checks/latest', reply: latestSelfCheckView }).catch(() => undefined);
    if (reply) hear(reply.selfCheck);
    setNow(Date.now());
  };
  useAsked(ask, isRunning ? askEveryMs.running : askEveryMs.resting, useIsLive());

  const start = async () => {
    if (isRunning) return;
    setStarting(true);
    setFailure(undefined);
    try {
      hear(await callApi({ method: 'POST', path: '/self-checks', reply: selfCheckView }));
    } catch (error) {
      setFailure(asCallFailed(error));
      await ask();
    } finally {
      setStarting(false);
    }
  };

  return { selfCheck, failure, isRunning, start };
}
