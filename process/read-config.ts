import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { developmentDefault } from './development-default.ts';

/** Settings by name, as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Read the settings a schema names, each from `NAME` or from the file that `NAME_FILE` names.
 *
 * An empty value counts as unset; a file's one trailing newline is dropped. Values of other names are not looked at.
 *
 * @throws {ConfigError} naming every setting that is wrong, not only the first
 */
export function readConfig<T extends z.ZodObject>(schema: T, env: Environment = process.env): z.infer<T> {
  const problems = new Map<string, string>();
  const production = env['NODE_ENV'] === 'production';
  const values: Record<string, string> = {};

  for (const [name, piece] of Object.entries<z.core.$ZodType>(schema.shape)) {
    try {
      const value = readSetting(name, env);
      const fallback = developmentDefault(piece);
      if (production && fallback !== undefined && value === fallback) {
        throw new ConfigError([
          `${name}: is the value everybody knows from development; production needs one of its own`,
        ]);
      }
      const chosen = value ?? (production ? undefined : fallback);
      if (chosen !== undefined) values[name] = chosen;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.set(name, error.message);
    }
  }

  const parsed = schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? 'settings');
    if (problems.has(name)) continue;
    const missing = name in schema.shape && values[name] === undefined;
    problems.set(name, `${name}: ${missing ? `is not set (give ${name} or ${name}_FILE)` : issue.message}`);
  }

  if (parsed.success && problems.size === 0) return parsed.data;
  throw new ConfigError([...problems.values()]);
}

function readSetting(name: string, env: Environment): string | undefined {
  const value = env[name] === '' ? undefined : env[name];
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return value;
  if (value !== undefined) throw new ConfigError([`${name}: is set twice, by ${name} and by ${name}_FILE; keep one`]);
  try {
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? undefined : text;
  } catch (error) {
    throw new ConfigError([`${name}: the file that ${name}_FILE names cannot be read (${errorCode(error)})`]);
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
