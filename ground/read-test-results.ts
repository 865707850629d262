import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    /** The test file. */
    readonly name: string;
    readonly status: string;
    /** Why the file failed before any of its tests ran. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** What a run came to. */
export interface TestResults {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, in a few lines each: where only the end of a log is kept, it is to be found there. */
  readonly failures: readonly string[];
}

/** Of what a failure says. */
const keptLines = 12;
const keptColumns = 200;

/**
 * Read what vitest's JSON report says. A file that failed before any of its tests ran counts as one failure, and so does
 * a run that ended badly without naming one: no red run may close with "0 failed".
 *
 * @param checkout files are named from there
 */
export function readResults(file: string, exitCode: number, checkout: string): TestResults {
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: ['There is no report.'] };
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  const failures: string[] = [];
  let brokenFiles = 0;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
    for (const { fullName, failureMessages = [] } of failed)
      failures.push(`${relative(checkout, name)} > ${fullName}\n${shorten(failureMessages.join('\n'))}`);
    if (status !== 'failed' || failed.length > 0) continue;
    brokenFiles += 1;
    failures.push(`${relative(checkout, name)}\n${shorten(message ?? '')}`);
  }
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed, failures };
}

/** What vitest's report has where a test took too long. */
const tookTooLong = 'Error: STACK_TRACE_ERROR';

function shorten(message: string): string {
  const plain = stripVTControlCharacters(message).replaceAll(tookTooLong, 'It took longer than it may.');
  const lines = plain.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return lines
    .slice(0, keptLines)
    .map((line) => `    ${line.trim().slice(0, keptColumns)}`)
    .join('\n');
}
