import { selfCheckView } from '#domain/contracts/self-check';
import { findSelfCheck } from '#queries/find-self-check';
import type { Queryable } from '#store/queryable';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bindSelfCheck } from './bind-self-check.ts';

/** GET /self-checks/:selfCheckId */
export const findSelfCheckEndpoint = ({ pool }: { readonly pool: Queryable }) =>
  endpoint({
    method: 'get',
    path: '/self-checks/:selfCheckId',
    summary: 'One self-check of the last day',
    params: z.strictObject({ selfCheckId: z.uuid() }),
    reply: selfCheckView,
    problems: ['not_found'],
    handle: ({ params }, { logger }) => {
      bindSelfCheck(logger, params.selfCheckId);
      return findSelfCheck(pool, params.selfCheckId);
    },
  });
