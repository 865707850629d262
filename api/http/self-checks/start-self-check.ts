import { startSelfCheck, type StartSelfCheckContext } from '#commands/start-self-check';
import { selfCheckView } from '#domain/contracts/self-check';
import { endpoint } from '../endpoint.ts';
import { bindSelfCheck } from './bind-self-check.ts';

/** POST /self-checks */
export const startSelfCheckEndpoint = (context: StartSelfCheckContext) =>
  endpoint({
    method: 'post',
    path: '/self-checks',
    summary: 'Walk once through the whole engine and measure it',
    description:
      'Starts a workflow that uses an activity, a durable timer and a job, and records when each had its turn. ' +
      'While one younger than ten seconds is unfinished, that one is returned instead. Each stage is pushed to ' +
      'browsers as `self_check.changed`.',
    reply: selfCheckView,
    status: 202,
    problems: ['engine_unavailable'],
    handle: (_input, { logger }) => {
      const startWorkflow = (selfCheckId: string) => {
        bindSelfCheck(logger, selfCheckId);
        return context.startWorkflow(selfCheckId);
      };
      return startSelfCheck({ ...context, startWorkflow });
    },
  });
