import { frontendOrigins } from '#process/frontend-origins';
import { readConfig } from '#process/read-config';
import {
  databaseSettings,
  encryptionKeys,
  encryptionSettings,
  fileSettings,
  logLevel,
  port,
  processSettings,
  redisSettings,
  redisUrl,
  sessionSecrets,
  sessionSettings,
  temporalAddress,
  temporalSettings,
  temporalUiSettings,
  wholeNumber,
} from '#process/settings';
import { z } from 'zod';
import { trustProxy } from './trust-proxy.ts';

/** The settings of the API process, in the names of its environment. */
const apiSettings = z.strictObject({
  ...processSettings,
  ...databaseSettings,
  ...redisSettings,
  ...temporalSettings,
  ...temporalUiSettings,
  ...encryptionSettings,
  ...sessionSettings,
  ...fileSettings,
  PORT: port.default(3000),
  HOST: z.string().optional(),
  FRONTEND_URL: frontendOrigins.default(['http://localhost:5173']),
  TRUST_PROXY: trustProxy.default(false),
  REQUESTS_WITHOUT_SESSION: wholeNumber(10, 1_000_000).optional(),
  SHUTDOWN_DRAIN_SECONDS: wholeNumber(0, 20).default(0),
});

/** What the API process was told. */
export type ApiConfig = ReturnType<typeof readApiConfig>;

/**
 * Read the settings of the API process.
 *
 * @throws {ConfigError} naming every setting that is wrong
 */
export function readApiConfig(env?: Readonly<Record<string, string | undefined>>) {
  const settings = readConfig(apiSettings, env);
  return {
    production: settings.NODE_ENV === 'production',
    logLevel: logLevel(settings),
    port: settings.PORT,
    /** Address to listen on; every address of the machine if unset. */
    host: settings.HOST,
    /** Origins whose pages may call the API; the first is the one links lead to. */
    frontendOrigins: settings.FRONTEND_URL,
    /** What Express takes as `trust proxy`. */
    trustProxy: settings.TRUST_PROXY,
    /** How many requests of nobody who is signed in an address may send in a quarter of an hour; undefined: the usual number. */
    requestsWithoutSession: settings.REQUESTS_WITHOUT_SESSION,
    /** How long to go on serving after the process was told to end, until balancers have noticed. */
    drainSeconds: settings.SHUTDOWN_DRAIN_SECONDS,
    database: { url: settings.DATABASE_URL, poolSize: settings.DATABASE_POOL_SIZE },
    redisUrl: redisUrl(settings),
    temporal: temporalAddress(settings),
    /** Where people look at a ticket's workflow; undefined: nobody said. */
    temporalUiUrl: settings.TEMPORAL_UI_URL,
    /** The first encrypts, all of them decrypt. */
    encryptionKeys: encryptionKeys(settings),
    /** The first signs, all of them verify. */
    jwtSecrets: sessionSecrets(settings),
    /** The folder of mail and attachments, the same as the workers'. */
    attachmentsDir: settings.EMAIL_ATTACHMENTS_DIR,
  };
}
