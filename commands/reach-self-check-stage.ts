import { selfChecks, type SelfCheckStage } from '#store/self-check';
import { tellBrowsers, type SelfCheckContext } from './self-check-context.ts';

/** Record that a self-check reached a stage. Safe to repeat: the first instant stays. One that was deleted is passed over. */
export async function reachSelfCheckStage(context: SelfCheckContext, id: string, stage: SelfCheckStage): Promise<void> {
  tellBrowsers(context, await selfChecks.record(context.pool, id, stage));
}
