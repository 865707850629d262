import { frontendOrigins } from '#process/frontend-origins';
import {
  databaseSettings,
  encryptionSettings,
  fileSettings,
  port,
  processSettings,
  redisSettings,
  smtpSettings,
  temporalSettings,
  wholeNumber,
} from '#process/settings';
import { z } from 'zod';
import { roleNames, type RoleName } from './roles.ts';

const isRole = (name: string): name is RoleName => roleNames.some((role) => role === name);

/** Roles by name, separated by commas, or `all`. */
const roles = z.string().transform((text, context): readonly RoleName[] => {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('all')) return roleNames;
  const known = names.filter(isRole);
  if (known.length !== names.length) {
    context.addIssue(`must be "all" or some of ${roleNames.join(', ')}, separated by commas`);
    return z.NEVER;
  }
  return [...new Set(known)];
});

/** Minutes, fractions allowed, as milliseconds. */
const minutes = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+(\.\d+)?$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a number of minutes from ${String(from)} to ${String(to)}, like 5 or 0.5`,
    })
    .transform((text) => Math.round(Number(text) * 60_000));

/** The settings of a worker process. */
export const workerConfig = z.strictObject({
  ...processSettings,
  ...databaseSettings,
  ...redisSettings,
  ...temporalSettings,
  ...encryptionSettings,
  ...smtpSettings,
  ...fileSettings,
  /** Where mail for our addresses is taken by SMTP: from a mail server of yours that hands it on, or for trying it out. */
  SMTP_LISTEN_PORT: port.prefault('2525'),
  SMTP_LISTEN_HOST: z.string().default('127.0.0.1'),
  /** Origins of the page; links lead to the first. */
  FRONTEND_URL: frontendOrigins.default(['http://localhost:5173']),
  WORKER_ROLES: roles.prefault('all'),
  /** How often the sweep looks for tickets whose workflow is late; milliseconds, once read. */
  SLA_CHECK_INTERVAL_MINUTES: minutes(0.01, 1_440).prefault('5'),
  /**
   * How many ticket workflows stay in memory between their tasks (`npm run bench -- core memory` says what they take). One
   * that is not there is made anew from its history at its next task.
   */
  MAX_CACHED_WORKFLOWS: wholeNumber(2, 100_000).default(2_000),
  /** Where `/live`, `/ready` and `/metrics` answer. */
  WORKER_PORT: port.prefault('3001'),
  /** Address the probes listen on; all of them when unset, since a cluster's probes come from outside. */
  HOST: z.string().optional(),
  /** Where Temporal's SDK core serves its own figures to Prometheus, `host:port`; not served when unset. */
  TEMPORAL_METRICS_ADDRESS: z.string().optional(),
});
/** What a worker process was told. */
export type WorkerConfig = z.infer<typeof workerConfig>;
