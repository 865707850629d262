import type { Logger } from '#process/logger';

/**
 * Bind the workflow of a self-check to the log of a request, in the id the engine and the worker's log know it by. Once.
 *
 * The id is spelled again because only types of workflows/ reach the API; self-check-endpoints.integration.test.ts compares.
 */
export function bindSelfCheck(logger: Logger, selfCheckId: string): void {
  logger.setBindings({ workflowId: `self-check-${selfCheckId}` });
}
