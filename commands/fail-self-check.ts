import { selfChecks } from '#store/self-check';
import { tellBrowsers, type SelfCheckContext } from './self-check-context.ts';

/** End a self-check as failed, with the reason in words. One that is finished stays as it is. */
export async function failSelfCheck(context: SelfCheckContext, id: string, failure: string): Promise<void> {
  tellBrowsers(context, await selfChecks.fail(context.pool, id, failure));
}
