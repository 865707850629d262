import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Problem, problemBody, problemCodes, type ProblemCode } from './problem.ts';

test.each(Object.keys(problemCodes) as ProblemCode[])('%s has a body as described', (code) => {
  const problem = new Problem(code, { detail: 'So it is.', errors: [], cause: new Error('for the log') });
  const body = problem.toBody('request-1');
  expect(problemBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
  expect(body).toMatchObject({ type: `/problems/${code}`, status: problem.status, requestId: 'request-1' });
  expect(JSON.stringify(body)).not.toContain('for the log');
});

test('a code is lower case with underscores and its status is one of errors', () => {
  for (const [code, { status }] of Object.entries(problemCodes)) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});

test('the browser can use the table: nothing of Node is imported', () => {
  const source = readFileSync(new URL('./problem.ts', import.meta.url), 'utf8');
  const imports = [...source.matchAll(/(?:from|import) '([^']+)'/g)].map(([, name]) => name);
  expect(imports.sort()).toEqual(['./identifiers.ts', 'zod']);
});
