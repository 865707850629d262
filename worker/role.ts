import type { SelfCheckContext } from '#commands/self-check-context';
import type { Logger } from '#process/logger';
import type { Delivery } from '#outbox/delivery';
import type { Metrics } from '#process/metrics';
import type { connectTemporal, TemporalAddress } from '#temporal/connection';
import type { SelfCheckEngine } from '#temporal/self-check-engine';
import type { SecretBox } from '#process/secret-box';
import type { TicketEngine } from '#temporal/ticket-engine';
import type { DataConverter } from '@temporalio/common';
import type { Redis } from 'ioredis';
import type { Pool } from 'pg';

/** What the roles of one process share. */
export interface WorkerParts extends SelfCheckContext {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** For short commands; a command fails soon while Redis is away. */
  readonly redis: Redis;
  readonly temporal: TemporalAddress;
  readonly connection: ReturnType<typeof connectTemporal>;
  readonly dataConverter: DataConverter;
  /** Opens what lies sealed in the database. */
  readonly box: SecretBox;
  readonly engine: SelfCheckEngine;
  readonly ticketEngine: TicketEngine;
  /** Whether a worker has asked for work on tickets in the last minute. Rejects within 2 s if the engine does not answer. */
  readonly workersPoll: () => Promise<boolean>;
  /** Where links lead: the origin of the page. */
  readonly frontendUrl: string;
  /** The folder of mail and attachments. */
  readonly attachmentsDir: string;
  /** Where mail is taken by SMTP. */
  readonly smtpListen: { readonly host: string; readonly port: number };
  /** The mail server; undefined: mail is caught. */
  readonly smtpUrl: string | undefined;
  /** From one sweep of late tickets to the next. */
  readonly sweepEveryMs: number;
  /** How many workflows a worker keeps in memory. */
  readonly maxCachedWorkflows: number;
  /** Tells what commands of this process committed. */
  readonly delivery: Delivery;
  /** A role stopped working for good: says so and ends the process in order, with exit code 1, to be started again. */
  readonly giveUp: (role: string, error: unknown) => void;
}

/** One kind of work a worker process does, while it does it. Servers that are away are waited for. */
export interface RunningRole {
  /** Whether it takes work now. */
  ready(): boolean;
  /** Take no more work and finish what is under way. */
  close(): Promise<void>;
}
