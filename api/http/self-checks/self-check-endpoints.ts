import { createSelfCheckEngine } from '#temporal/self-check-engine';
import type { ApiDependencies } from '../../api-dependencies.ts';
import type { Endpoint } from '../endpoint.ts';
import { findSelfCheckEndpoint } from './find-self-check.ts';
import { latestSelfCheckEndpoint } from './latest-self-check.ts';
import { startSelfCheckEndpoint } from './start-self-check.ts';

/** The endpoints of the self-check. */
export function selfCheckEndpoints({ store, realtime, temporal }: ApiDependencies): Endpoint[] {
  const { startWorkflow } = createSelfCheckEngine(temporal);
  const context = { pool: store.pool, realtime, startWorkflow };
  return [startSelfCheckEndpoint(context), latestSelfCheckEndpoint(context), findSelfCheckEndpoint(context)];
}
