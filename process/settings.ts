import { z } from 'zod';
import { requiredInProduction } from './development-default.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A TCP port to listen on; 0 lets the system choose one. */
export const port = wholeNumber(0, 65_535);

// A yes or no, in any of the words people use for it.
const yesOrNo = z
  .string()
  .refine((text) => /^(1|0|true|false|yes|no|on|off)$/i.test(text), 'must be true or false')
  .transform((text) => /^(1|true|yes|on)$/i.test(text));

/** Settings of every process. `DEBUG=true` is short for `LOG_LEVEL=debug`; other values of it are for libraries. */
export const processSettings = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).optional(),
  DEBUG: z
    .string()
    .transform((text) => /^(1|true|yes|on)$/i.test(text))
    .default(false),
};

/** Where PostgreSQL is. */
export const databaseSettings = {
  DATABASE_URL: urlOf(['postgresql', 'postgres'], 'postgresql://user:password@host:5432/database'),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
};

/** Where Redis is: one URL, or its parts. See `redisUrl`. */
export const redisSettings = {
  REDIS_URL: urlOf(['redis', 'rediss'], 'redis://:password@host:6379/0').optional(),
  REDIS_HOST: z.string().default('127.0.0.1'),
  REDIS_PORT: wholeNumber(1, 65_535).default(6379),
  REDIS_PASSWORD: z.string().optional(),
};

/** Where Temporal is, in the names its own tools use. See `temporalAddress`. */
export const temporalSettings = {
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'must be host:port, without a scheme')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: yesOrNo.optional(),
};

/** Where people's browsers find the Temporal UI. */
export const temporalUiSettings = {
  TEMPORAL_UI_URL: urlOf(['http', 'https'], 'http://localhost:8233').optional(),
};

/**
 * The secret from which the key of stored payloads is derived (HKDF-SHA256), and the one before it while something that it
 * encrypted is still there. See `encryptionKeys`.
 */
export const encryptionSettings = {
  ENCRYPTION_KEY: requiredInProduction(secret(), 'development-only-encryption-key-of-nixflow'),
  ENCRYPTION_KEY_PREVIOUS: secret().optional(),
};

/** Where attachments and raw mail lie; the same folder for the API and for workers. */
export const fileSettings = {
  EMAIL_ATTACHMENTS_DIR: requiredInProduction(z.string().min(1), '.data/attachments'),
};

/** The server that our mail is handed to: `smtp:` with STARTTLS where it is offered, `smtps:` with TLS from the beginning. */
export const smtpSettings = {
  SMTP_URL: urlOf(['smtp', 'smtps'], 'smtp://user:password@host:587').optional(),
};

/**
 * The secret that signs the tokens of the public form and of who may decode payloads, and the one before it for as long as what it
 * signed is good: half a day. Sessions are in the database.
 */
export const sessionSettings = {
  JWT_SECRET: requiredInProduction(secret(), 'development-only-session-secret-of-nixflow'),
  JWT_SECRET_PREVIOUS: secret().optional(),
};

/** The level to log at. */
export function logLevel(config: { LOG_LEVEL?: (typeof logLevels)[number] | undefined; DEBUG: boolean }) {
  return config.LOG_LEVEL ?? (config.DEBUG ? 'debug' : 'info');
}

/** One URL for Redis. `REDIS_URL` wins over host and port; a password of its own fills in one the URL lacks. */
export function redisUrl(config: z.infer<z.ZodObject<typeof redisSettings>>): string {
  const url = new URL(config.REDIS_URL ?? 'redis://localhost');
  if (config.REDIS_URL === undefined) {
    url.hostname = config.REDIS_HOST.includes(':') ? `[${config.REDIS_HOST}]` : config.REDIS_HOST;
    url.port = String(config.REDIS_PORT);
  }
  if (url.password === '' && config.REDIS_PASSWORD !== undefined)
    url.password = encodeURIComponent(config.REDIS_PASSWORD);
  return url.href;
}

/** The keys as `createDataConverter` takes them: the first encrypts, all of them decrypt. */
export function encryptionKeys(
  config: z.infer<z.ZodObject<typeof encryptionSettings>>,
): readonly [string, ...string[]] {
  const { ENCRYPTION_KEY: today, ENCRYPTION_KEY_PREVIOUS: before } = config;
  return before === undefined ? [today] : [today, before];
}

/** The secrets as `signingKeys` takes them: the first signs, all of them verify. */
export function sessionSecrets(config: z.infer<z.ZodObject<typeof sessionSettings>>): readonly [string, ...string[]] {
  const { JWT_SECRET: today, JWT_SECRET_PREVIOUS: before } = config;
  return before === undefined ? [today] : [today, before];
}

/** Temporal's address as `#temporal/connection` takes it. */
export function temporalAddress(config: z.infer<z.ZodObject<typeof temporalSettings>>) {
  return {
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    tls: config.TEMPORAL_TLS,
    apiKey: config.TEMPORAL_API_KEY,
  };
}

/** A whole number within bounds, written in decimal digits. */
export function wholeNumber(from: number, to: number) {
  return z
    .string()
    .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a whole number from ${String(from)} to ${String(to)}`,
    })
    .transform(Number);
}

function secret() {
  return z.string().min(32, 'must have at least 32 characters');
}

function urlOf(protocols: readonly string[], example: string) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.some((protocol) => new URL(text).protocol === `${protocol}:`), {
      error: `must be a URL like ${example}`,
    });
}
