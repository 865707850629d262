/** What a watch is told. */
export interface StandstillWatch {
  /** How long the process may stand still; ms. */
  readonly mostMs: number;
  /** Called once, with how long it stood still (ms), before anything else that waited gets its turn. */
  readonly onStandstill: (stoodMs: number) => void;
}

const lookEveryMs = 250;

/**
 * Notice that this process stood still: stopped by a signal, its machine paused, or its event loop held up.
 *
 * Two clocks are asked, since the steady one may stand still with the machine and the other may be set.
 *
 * @returns ends the watch
 */
export function watchStandstill({ mostMs, onStandstill }: StandstillWatch): () => void {
  let [steady, wall] = [performance.now(), Date.now()];
  const timer = setInterval(() => {
    const stood = Math.max(performance.now() - steady, Date.now() - wall) - lookEveryMs;
    [steady, wall] = [performance.now(), Date.now()];
    if (stood <= mostMs) return;
    clearInterval(timer);
    onStandstill(stood);
  }, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
