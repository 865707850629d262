import { healthReport, liveness, readiness, type HealthReport } from '#domain/contracts/health';
import { Problem } from '#domain/contracts/problem';
import { endpoint, ReplyWithStatus, type Endpoint } from '../endpoint.ts';
import { sharedCheck, type Check } from './shared-check.ts';

/** How to ask each part whether it answers; rejects when it is away. */
export type HealthChecks = Readonly<Record<keyof HealthReport['services'], () => Promise<unknown>>>;

/** Where a process is in its life. */
export type Phase = 'starting' | 'running' | 'stopping';

interface HealthDependencies {
  readonly health: HealthChecks;
  readonly phase: () => Phase;
}

/**
 * The probes. Only PostgreSQL decides whether the process gets requests: Redis or Temporal being away makes the service
 * poorer, not useless. A process that ends stays live and is no longer ready, so that balancers let it finish.
 */
export function healthEndpoints({ health, phase }: HealthDependencies): Endpoint[] {
  const database = sharedCheck(health.database);
  const redis = sharedCheck(health.redis);
  const temporal = sharedCheck(health.temporal);

  return [
    endpoint({
      method: 'get',
      path: '/live',
      isCounted: false,
      summary: 'Whether the process runs',
      reply: liveness,
      handle: () => ({ status: 'ok' as const }),
    }),
    endpoint({
      method: 'get',
      path: '/ready',
      isCounted: false,
      summary: 'Whether the process can serve requests',
      description: 'For balancers. Answers within 2 s. Depends on PostgreSQL alone.',
      reply: readiness,
      problems: ['store_unavailable', 'starting', 'shutting_down'],
      handle: async () => {
        if (phase() === 'stopping') throw new Problem('shutting_down');
        if (!(await database())) throw new Problem('store_unavailable');
        if (phase() === 'starting') throw new Problem('starting');
        return { status: 'ready' as const };
      },
    }),
    endpoint({
      method: 'get',
      path: '/health',
      isCounted: false,
      summary: 'How the server and what it depends on are',
      description:
        'For people and monitors. Answers within 2 s; the findings are up to a second old. 503 when degraded.',
      reply: healthReport,
      otherStatuses: [503],
      handle: async () => {
        const report = await reportOn({ database, redis, temporal });
        return report.status === 'ok' ? report : new ReplyWithStatus(503, report);
      },
    }),
  ];
}

async function reportOn(checks: Readonly<Record<keyof HealthReport['services'], Check>>): Promise<HealthReport> {
  const [database, redis, temporal] = await Promise.all([checks.database(), checks.redis(), checks.temporal()]);
  const word = (answers: boolean) => (answers ? 'connected' : 'disconnected');
  return {
    status: database && redis && temporal ? 'ok' : 'degraded',
    timestamp: new Date().toISOString(),
    services: { database: word(database), redis: word(redis), temporal: word(temporal) },
  };
}
