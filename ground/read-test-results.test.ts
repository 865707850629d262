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
const passed = { status: 'passed', fullName: 'a story' };
const passedFile = { name: '/checkout/ground/a.test.ts', status: 'passed', assertionResults: [passed] };

test('a green run is counted as it is', () => {
  const file = reportOf({ numPassedTests: 7, numFailedTests: 0, testResults: [passedFile] });
  expect(readResults(file, 0, '/checkout')).toEqual({ passed: 7, failed: 0, failures: [] });
});

test('a file that fails before its first test is a failure, and says why', () => {
  const broken = { name: '/checkout/ui/b.test.ts', status: 'failed', message: 'No such module', assertionResults: [] };
  const file = reportOf({ numPassedTests: 7, numFailedTests: 0, testResults: [passedFile, broken] });
  const failures = ['ui/b.test.ts\n    No such module'];
  expect(readResults(file, 1, '/checkout')).toEqual({ passed: 7, failed: 1, failures });
});

test('a failed test is counted once, not again for its file, and named with what it says but not where it stood', () => {
  const failureMessages = [
    'Error: The browser complained:\n- 404 /a.js\n    at openPage (browser.ts:90:9)\n\n- 404 /b.js',
  ];
  const red = { status: 'failed', fullName: 'Anna answers', failureMessages };
  const redFile = { name: '/checkout/ui/c.test.ts', status: 'failed', assertionResults: [red, passed] };
  const file = reportOf({ numPassedTests: 1, numFailedTests: 1, testResults: [redFile] });
  const failures = [
    'ui/c.test.ts > Anna answers\n    Error: The browser complained:\n    - 404 /a.js\n    - 404 /b.js',
  ];
  expect(readResults(file, 1, '/checkout')).toEqual({ passed: 1, failed: 1, failures });
});

test('a run that ends badly without a failed test, or without a report, never closes with 0 failed', () => {
  const file = reportOf({ numPassedTests: 7, numFailedTests: 0, testResults: [passedFile] });
  expect(readResults(file, 1, '/checkout')).toMatchObject({ passed: 7, failed: 1 });
  expect(readResults('/nonexistent/results.json', 0, '/checkout')).toMatchObject({ passed: 0, failed: 1 });
});
