import type { SelfCheckView } from '#domain/contracts/self-check';

/** A stage of the self-check, in order. */
export type StageName = 'requested' | 'activity' | 'timerFired' | 'job' | 'finished';

/** How a stage stands: behind us, being waited for, where it ended early, or still to come. */
export type StageState = 'done' | 'here' | 'stopped' | 'ahead';

/** A stage with what was measured; `milliseconds` is null until it is done. */
export interface Stage {
  readonly name: StageName;
  readonly state: StageState;
  /** Since the stage before; for the timer how late it fired; for the last one since the request. */
  readonly milliseconds: number | null;
}

const names: readonly StageName[] = ['requested', 'activity', 'timerFired', 'job', 'finished'];

/** The stages of a self-check. The first one not done is where it is, or where it stopped. */
export function stagesOf(check: SelfCheckView): Stage[] {
  const instants: Record<StageName, string | null> = {
    requested: check.requestedAt,
    activity: check.activityAt,
    timerFired: check.timerFiredAt,
    job: check.jobAt,
    // A failed self-check has an end, but did not reach the last stage.
    finished: check.failure === null ? check.finishedAt : null,
  };
  const measured: Record<StageName, number | null> = {
    requested: null,
    activity: between(check.requestedAt, instants.activity),
    timerFired: between(check.timerDueAt, instants.timerFired),
    job: between(instants.timerFired, instants.job),
    finished: between(check.requestedAt, instants.finished),
  };
  const current = names.find((name) => instants[name] === null);
  return names.map((name) => {
    const open: StageState = name === current ? (check.failure === null ? 'here' : 'stopped') : 'ahead';
    return { name, state: instants[name] === null ? open : 'done', milliseconds: measured[name] };
  });
}

/** Whether nothing more will happen to this self-check. */
export function isOver(check: SelfCheckView): boolean {
  return check.finishedAt !== null || check.failure !== null;
}

/** An unfinished self-check older than this is given up by the page; it takes two seconds where all is well. */
const patienceMs = 120_000;

/**
 * A self-check as a page shows it at `now`: one that nobody finished for two minutes has stopped, so that another can be
 * started. Should it go on after all, because a worker comes back, its next view says so.
 *
 * @param nobodyFinishedIt why it stopped, in words
 */
export function asItStands(check: SelfCheckView, now: number, nobodyFinishedIt: string): SelfCheckView {
  if (isOver(check) || now - Date.parse(check.requestedAt) <= patienceMs) return check;
  return { ...check, failure: nobodyFinishedIt };
}

/**
 * The newer of two views. Events and replies arrive in any order: a later request wins, then the one further on.
 */
export function newerOf(known: SelfCheckView | null, heard: SelfCheckView | null): SelfCheckView | null {
  if (!known || !heard) return heard ?? known;
  if (known.id !== heard.id) return known.requestedAt > heard.requestedAt ? known : heard;
  return progress(known) > progress(heard) ? known : heard;
}

function progress(check: SelfCheckView): number {
  return Object.values(check).filter((value) => value !== null).length;
}

function between(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Date.parse(to) - Date.parse(from);
}
