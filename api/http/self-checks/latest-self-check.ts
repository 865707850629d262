import { latestSelfCheckView } from '#domain/contracts/self-check';
import { latestSelfCheck } from '#queries/latest-self-check';
import type { Queryable } from '#store/queryable';
import { endpoint } from '../endpoint.ts';

/** GET /self-checks/latest */
export const latestSelfCheckEndpoint = ({ pool }: { readonly pool: Queryable }) =>
  endpoint({
    method: 'get',
    path: '/self-checks/latest',
    summary: 'The self-check that was asked for last',
    reply: latestSelfCheckView,
    handle: () => latestSelfCheck(pool),
  });
