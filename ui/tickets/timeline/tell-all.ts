import type { ThreadItem } from './interleave.ts';
import { tellFact } from './tell-fact.ts';
import { tellMet } from './tell-met.ts';
import { tellStep } from './tell-step.ts';
import { numberIn, type Teller, type Told, type ToldStep } from './teller.ts';

/** A line of a thread: a message, or something that happened. */
export type ThreadLine =
  | Extract<ThreadItem, { kind: 'message' }>
  | { readonly kind: 'told'; readonly key: string; readonly at: number; readonly told: Told };

/** A thread's items as lines; what nobody needs a line for is left out. */
export function tellAll(teller: Teller, items: readonly ThreadItem[]): ThreadLine[] {
  const newest = newestSteps(items);
  return items.flatMap((item): ThreadLine[] => {
    if (item.kind === 'message') return [item];
    if (item.kind === 'met') {
      const { metric, metAt } = item.clock;
      return [{ kind: 'told', key: `met ${metric} ${String(metAt)}`, at: metAt, told: tellMet(teller, item.clock) }];
    }
    const { entry } = item;
    if (entry.kind === 'step' && isPast(entry, newest, items)) return [];
    const told = entry.kind === 'fact' ? tellFact(teller, entry) : tellStep(teller, entry);
    const key = entry.kind === 'fact' ? `fact ${String(entry.seq)}` : `step ${String(entry.id)}`;
    return told ? [{ kind: 'told', key, at: Date.parse(entry.at), told }] : [];
  });
}

const pathOf = ({ step: { run, path } }: ToldStep) => `${String(run)} ${path}`;

/** The newest step of each path. */
function newestSteps(items: readonly ThreadItem[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const item of items) {
    if (item.kind === 'entry' && item.entry.kind === 'step') newest.set(pathOf(item.entry), item.entry.id);
  }
  return newest;
}

/** A wait that is over, and the start of a run that has been seen to do something. */
function isPast(entry: ToldStep, newest: ReadonlyMap<string, number>, items: readonly ThreadItem[]): boolean {
  const { what, run, flowVersionId } = entry.step;
  if (what === 'waits') return newest.get(pathOf(entry)) !== entry.id;
  if (what !== 'started') return false;
  return items.some(
    (item) =>
      item.kind === 'entry' &&
      item.entry.kind === 'fact' &&
      item.entry.cause.kind === 'flow' &&
      item.entry.cause['flowVersionId'] === flowVersionId &&
      numberIn(item.entry.cause, 'run') === run,
  );
}
