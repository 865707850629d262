import { z } from 'zod';
import { instant } from './identifiers.ts';

const service = z.enum(['connected', 'disconnected']);

/** How this server and what it depends on are, for people and monitors. */
export const healthReport = z
  .strictObject({
    /** `degraded` as soon as one service is not connected. */
    status: z.enum(['ok', 'degraded']),
    timestamp: instant,
    services: z.strictObject({ database: service, redis: service, temporal: service }),
  })
  .meta({ id: 'HealthReport', description: 'How the server and what it depends on are.' });

/** See `healthReport`. */
export type HealthReport = z.infer<typeof healthReport>;

/** The process runs. */
export const liveness = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Liveness' });

/** The process can serve requests. */
export const readiness = z.strictObject({ status: z.literal('ready') }).meta({ id: 'Readiness' });
