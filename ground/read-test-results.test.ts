import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readResults } from './read-test-results.ts';

const reportOf = (report: unknown) => {
  const file = join(mkdtempSync(join(tmpdir(), 'nixflow-results-')), 'results.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
};
const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };

test('a green run is counted as it is', () => {
  const file = reportOf({ numPassedTests: 7, numFailedTests: 0, testResults: [passedFile] });
  expect(readResults(file, 0)).toEqual({ passed: 7, failed: 0 });
});

test('a file that fails before its first test is a failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const file = reportOf({ numPassedTests: 7, numFailedTests: 0, testResults: [passedFile, broken] });
  expect(readResults(file, 1)).toEqual({ passed: 7, failed: 1 });
});

test('a failed test is counted once, not again for its file', () => {
  const red = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
  const file = reportOf({ numPassedTests: 1, numFailedTests: 1, testResults: [red] });
  expect(readResults(file, 1)).toEqual({ passed: 1, failed: 1 });
});

test('a run that ends badly without a failed test, or without a report, never closes with 0 failed', () => {
  const file = reportOf({ numPassedTests: 7, numFailedTests: 0, testResults: [passedFile] });
  expect(readResults(file, 1)).toEqual({ passed: 7, failed: 1 });
  expect(readResults('/nonexistent/results.json', 0)).toEqual({ passed: 0, failed: 1 });
});
