import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { needs, notRunFile, type NotRun, requirePart } from './requirements.ts';
import { testStackVariable } from './stack.ts';

describe('what a test needs', () => {
  let dir: string;
  const haveOnly = (parts: object) => {
    const none = { chromium: null, dovecot: null, java: null, timeSkippingServer: null, temporalServer: null };
    vi.stubEnv(testStackVariable, JSON.stringify({ ...none, ...parts, dir }));
  };
  const notRun = () =>
    readFileSync(join(dir, notRunFile), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as NotRun);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'nixflow-needs-'));
    return () => {
      vi.unstubAllEnvs();
      rmSync(dir, { recursive: true });
    };
  });

  it('runs when everything is there, and notes nothing', () => {
    haveOnly({ chromium: '/usr/bin/chromium', dovecot: '/usr/sbin/dovecot' });
    expect(needs('chromium', 'dovecot')).toBe(true);
    expect(notRun).toThrow('ENOENT');
  });

  it('notes every part that is missing, why, what changes it, and which file was not run', () => {
    haveOnly({ chromium: '/usr/bin/chromium' });
    expect(needs('chromium', 'dovecot')).toBe(false);
    expect(needs('java')).toBe(false);
    expect(notRun()).toEqual([
      {
        part: 'dovecot',
        why: 'no Dovecot found',
        command: expect.stringMatching(/install.* dovecot-imapd$/) as string,
        file: 'testkit/requirements.test.ts',
      },
      expect.objectContaining({ part: 'java', why: 'no Java ≥11 found' }),
    ]);
  });

  it('needs the time-skipping server beside its Java', () => {
    haveOnly({ java: '/usr/bin/java' });
    expect(needs('java')).toBe(false);
    expect(notRun()).toMatchObject([{ part: 'java', why: expect.stringContaining('could not be fetched') as string }]);
    haveOnly({ java: '/usr/bin/java', timeSkippingServer: '/cache/temporal-test-server' });
    expect(needs('java')).toBe(true);
  });

  it('says how to have a Temporal over PostgreSQL, which no test run builds', () => {
    haveOnly({});
    expect(needs('temporal-server')).toBe(false);
    expect(notRun()).toMatchObject([{ why: 'not built yet', command: 'npm run bench -- temporal-bare' }]);
    haveOnly({ temporalServer: { server: '/cache/server', sqlTool: '/cache/sql', version: '1.29.1' } });
    expect(needs('temporal-server')).toBe(true);
  });

  it('is not forgotten: starting a part that is missing fails the test', () => {
    haveOnly({});
    expect(() => requirePart('dovecot', null)).toThrow("Put describe.runIf(needs('dovecot')) around these tests.");
  });
});
