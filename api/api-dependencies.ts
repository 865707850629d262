import type { Delivery } from '#outbox/delivery';
import type { PasswordHashing } from '#process/hash-passwords';
import type { Logger } from '#process/logger';
import type { Oidc } from '#process/oidc';
import type { RealtimePublisher } from '#process/publish-realtime';
import type { Store } from '#store/connect';
import type { createTemporalClient } from '#temporal/connection';
import type { ActorReaders } from './auth/read-actor.ts';
import type { SessionCookie } from './auth/session-cookie.ts';
import type { CodecTokens } from './codec/codec-tokens.ts';
import type { ApiConfig } from './config.ts';
import type { CountForm } from './http/help-form/form-figures.ts';
import type { HealthChecks, Phase } from './http/health/health-endpoints.ts';
import type { Limiter } from './limits/limiter.ts';
import type { Realtime } from './realtime/attach-realtime.ts';

/** What endpoints may use. */
export interface ApiDependencies {
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly store: Store;
  /** Its `connection` dials with the first call. */
  readonly temporal: ReturnType<typeof createTemporalClient>;
  readonly realtime: RealtimePublisher;
  /** Tells what commands of this process committed. */
  readonly delivery: Delivery;
  /** Who sends a request. */
  readonly readers: ActorReaders;
  readonly codecTokens: CodecTokens;
  readonly sessionCookie: SessionCookie;
  readonly passwords: PasswordHashing;
  readonly oidc: Oidc;
  readonly limiter: Limiter;
  readonly countForm: CountForm;
  readonly endSocketsOf: Realtime['endSocketsOf'];
  readonly health: HealthChecks;
  readonly phase: () => Phase;
}
