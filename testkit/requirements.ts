import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import { installCommand } from '#ground/system-packages';
import { testStack, type TestStack } from './stack.ts';

/** A part that some machines do not have. */
export type OptionalPart = 'chromium' | 'dovecot' | 'java' | 'temporal-server';

/** A row of the "not run" table. */
export interface NotRun {
  readonly part: OptionalPart;
  readonly why: string;
  /** The one command that changes it. */
  readonly command: string;
  /** The test file, from the repository's folder. */
  readonly file: string;
}

/** File in `stack.dir` that collects the rows, one JSON object a line. */
export const notRunFile = 'not-run.jsonl';

type Absence = Pick<NotRun, 'why' | 'command'>;

const absences: Readonly<Record<OptionalPart, (stack: TestStack) => Absence | undefined>> = {
  chromium: ({ chromium }) =>
    chromium === null ? { why: 'no Chromium or Chrome found', command: installCommand(['chromium']) } : undefined,
  dovecot: ({ dovecot }) =>
    dovecot === null ? { why: 'no Dovecot found', command: installCommand(['dovecot-imapd']) } : undefined,
  java: ({ java, timeSkippingServer }) => {
    if (java === null) return { why: 'no Java ≥11 found', command: installCommand(['default-jre-headless', 'maven']) };
    if (timeSkippingServer !== null) return undefined;
    const command = `${installCommand(['maven'])} && npm test`;
    return { why: 'the time-skipping Temporal server could not be fetched through Maven', command };
  },
  // Its build takes minutes, so a run of tests does not begin with it.
  'temporal-server': ({ temporalServer }) =>
    temporalServer ? undefined : { why: 'not built yet', command: 'npm run bench -- temporal-bare' },
};

/**
 * Whether the parts are there that tests cannot do without, for `describe.runIf(needs('dovecot'))('…')`.
 *
 * Never silent: what is missing goes into the "not run" table that `npm test` prints, with the command that changes it.
 * `java` stands for the time-skipping Temporal server, which runs on it; `temporal-server` for Temporal over PostgreSQL.
 */
export function needs(...parts: readonly OptionalPart[]): boolean {
  const stack = testStack();
  const missing = parts.flatMap((part) => {
    const absence = absences[part](stack);
    return absence === undefined ? [] : [{ part, ...absence, file: testFile() } satisfies NotRun];
  });
  for (const row of missing) appendFileSync(join(stack.dir, notRunFile), `${JSON.stringify(row)}\n`);
  return missing.length === 0;
}

/**
 * The path of a part, or its paths, for what starts it.
 *
 * @throws {Error} this machine does not have it, and the test did not say that it needs it
 */
export function requirePart<Part>(part: OptionalPart, path: Part | null): Part {
  const absence = absences[part](testStack());
  if (absence === undefined && path !== null) return path;
  const { why, command } = absence ?? { why: 'unknown', command: 'nothing' };
  throw new Error(`${part}: ${why} (${command}). Put describe.runIf(needs('${part}')) around these tests.`);
}

function testFile(): string {
  const { testPath } = expect.getState();
  return testPath === undefined ? 'unknown' : relative(join(import.meta.dirname, '..'), testPath);
}
