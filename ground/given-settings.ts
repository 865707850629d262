import { z } from 'zod';
import { readConfig, type Environment } from '#process/read-config';
import { databaseSettings, redisSettings, redisUrl, temporalAddress, temporalSettings } from '#process/settings';
import type { TemporalAddress } from '#temporal/connection';

/** Servers of the person's own; what is absent is started by us. */
export interface GivenServers {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly temporal?: TemporalAddress;
}

const ofDatabase = ['DATABASE_URL', 'DATABASE_DIRECT_URL'];
const ofRedis = Object.keys(redisSettings);
const ofTemporal = Object.keys(temporalSettings);

const isSet = (env: Environment, name: string) => Boolean(env[name]) || Boolean(env[`${name}_FILE`]);

/**
 * The servers that settings name, read as our processes read them (`NAME` or `NAME_FILE`, URL or host and port).
 *
 * @throws {ConfigError} a setting is not what it must be
 */
export function givenServers(env: Environment = process.env): GivenServers {
  return {
    ...(isSet(env, 'DATABASE_URL') && {
      databaseUrl: readConfig(z.strictObject({ DATABASE_URL: databaseSettings.DATABASE_URL }), env).DATABASE_URL,
    }),
    ...((isSet(env, 'REDIS_URL') || isSet(env, 'REDIS_HOST')) && {
      redisUrl: redisUrl(readConfig(z.strictObject(redisSettings), env)),
    }),
    ...(isSet(env, 'TEMPORAL_ADDRESS') && {
      temporal: temporalAddress(readConfig(z.strictObject(temporalSettings), env)),
    }),
  };
}

/**
 * The person's environment without the settings that speak of servers we run ourselves: what is left of them (a password,
 * a direct URL, a file) would lead our processes to a server that nobody meant.
 */
export function withoutOurServers(given: GivenServers, env: Environment = process.env): NodeJS.ProcessEnv {
  const ours = [
    ...(given.databaseUrl === undefined ? ofDatabase : []),
    ...(given.redisUrl === undefined ? ofRedis : []),
    ...(given.temporal === undefined ? ofTemporal : []),
  ];
  const dropped = new Set(ours.flatMap((name) => [name, `${name}_FILE`]));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.has(name)));
}
