import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { slaEval } from './sla-eval.ts';

const root = join(import.meta.dirname, '..');
const vectors = join(root, 'domain', 'sla', 'vectors');

/** Every file with the number of its checks: fewer would be a hole that nobody sees. */
const EXPECTED = {
  'business-time/business-time-gem.json': 23,
  'business-time/chatwoot.json': 4,
  'business-time/glpi.json': 2,
  'business-time/gocardless-business.json': 17,
  'business-time/libredesk.json': 9,
  'business-time/own-dst.json': 27,
  'business-time/own-edges.json': 25,
  'business-time/own-mixed.json': 21,
  'business-time/request-tracker.json': 3,
  'business-time/zendesk-biz.json': 26,
  'clocks/calendars.json': 6,
  'clocks/deadlines.json': 1,
  'clocks/ending.json': 3,
  'clocks/first-response.json': 6,
  'clocks/long-lived.json': 1,
  'clocks/next-response.json': 4,
  'clocks/pauses.json': 5,
  'clocks/policy.json': 2,
  'clocks/priority.json': 6,
  'clocks/reopening.json': 4,
};
const TOTAL = 195;

type Vector = { readonly name: string; readonly expect: unknown } & Record<string, unknown>;
const read = (file: string) => JSON.parse(readFileSync(join(vectors, file), 'utf8')) as Vector[];
const files = ['business-time', 'clocks'].flatMap((folder) =>
  readdirSync(join(vectors, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`),
);

/** What the command prints and returns for an input, without a process of its own. */
async function evaluate(input: unknown) {
  const out: string[] = [];
  const said: string[] = [];
  const json = typeof input === 'string' ? input : JSON.stringify(input);
  const code = await slaEval(['eval'], {
    stdin: (async function* () {
      yield Buffer.from(json);
    })(),
    write: async (text) => void out.push(text),
    explain: (text) => void said.push(text),
  });
  return { code, answers: (out.length ? JSON.parse(out.join('')) : null) as unknown[], said: said.join('') };
}

const opens = { timeZone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] } };
const wait = { op: 'add', calendar: opens, start: '2026-03-02T09:00:00Z', seconds: 60 };
const span = { op: 'between', calendar: opens, start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' };
const first = { at: '2026-03-02T09:00:00Z', type: 'created', by: 'customer', priority: 'normal', status: 'new' };
const look = {
  ...{ op: 'clocks', calendar: opens, policy: { targets: { normal: { resolution: 60 } } }, facts: [first] },
  now: '2026-03-02T09:00:30.5Z',
};

describe('nixflow sla eval', () => {
  test('the vectors are all there', () => {
    expect(Object.fromEntries(files.map((file) => [file, read(file).length]))).toEqual(EXPECTED);
    expect(files.reduce((sum, file) => sum + read(file).length, 0)).toBe(TOTAL);
  });

  test.each(files)('%s', async (file) => {
    const checks = read(file);
    const { code, answers } = await evaluate(checks);
    const named = (results: readonly unknown[]) => results.map((answer, at) => [checks[at]?.name, answer]);
    expect(named(answers)).toEqual(named(checks.map(({ expect: result }) => ({ result }))));
    expect(code).toBe(0);
  });

  test('on the real command line, all vectors many times over in one call', { timeout: 60_000 }, async () => {
    const all = files.flatMap(read);
    const rounds = 10;
    const input = JSON.stringify(Array.from({ length: rounds }, () => all).flat());
    const printed = await new Promise<string>((resolve, reject) => {
      const options = { cwd: root, maxBuffer: 2 ** 26 };
      const child = execFile('npm', ['run', '-s', 'nixflow', '--', 'sla', 'eval'], options, (error, stdout) => {
        if (error) reject(new Error(`nixflow failed: ${error.message}`));
        else resolve(stdout);
      });
      child.stdin?.end(input);
    });
    const results = all.map(({ expect: result }) => ({ result }));
    expect(JSON.parse(printed)).toEqual(Array.from({ length: rounds }, () => results).flat());
  });

  test('counts fractions of a second', async () => {
    const { answers } = await evaluate([
      { ...wait, start: '2026-03-02T09:00:00.250Z', seconds: 0.5 },
      { ...span, start: '2026-03-02T09:00:00.250Z' },
      look,
    ]);
    expect(answers[0]).toEqual({ result: '2026-03-02T09:00:00.750Z' });
    expect(answers[1]).toEqual({ result: 3599.75 });
    expect(answers[2]).toMatchObject({ result: [{ usedSeconds: 30 }] });
  });

  test('what cannot be evaluated is told by a code, in its place, and the rest is evaluated', async () => {
    const closed = { timeZone: 'Europe/Berlin', weekly: { mon: [] } };
    const { answers, code, said } = await evaluate([
      wait,
      { ...span, end: '2026-03-02T08:00:00Z' },
      { ...wait, calendar: closed },
      { ...look, calendar: closed },
      { ...wait, seconds: 0, name: 'no time at all' },
      span,
    ]);
    const errors = answers.slice(1, 5).map((answer) => (answer as { error: string }).error);
    expect(errors).toEqual(['end_before_start', 'never_opens', 'never_opens', 'invalid']);
    expect(answers[0]).toHaveProperty('result');
    expect(answers[5]).toHaveProperty('result');
    expect(code).toBe(0);
    expect(said).toContain('Scenario 5 (no time at all): invalid');
    expect(said).toContain('at seconds');
  });

  const mon = (...hours: unknown[]) => ({ ...wait, calendar: { ...opens, weekly: { mon: hours } } });
  const facts = (...list: unknown[]) => ({ ...look, facts: list });
  test.each<[string, unknown]>([
    ['a scenario that is no object', 7],
    ['null', null],
    ['an unknown op', { ...wait, op: 'subtract' }],
    ['an unknown property', { ...wait, minutes: 1 }],
    ['a time zone nobody knows', { ...wait, calendar: { ...opens, timeZone: 'Europe/Atlantis' } }],
    ['an offset for a time zone', { ...wait, calendar: { ...opens, timeZone: '+02:00' } }],
    ['an unknown weekday', { ...wait, calendar: { ...opens, weekly: { Monday: [] } } }],
    ['a time after 24:00', mon(['09:00', '24:30'])],
    ['a time without a zero', mon(['9:00', '17:00'])],
    ['hours that end before they begin', mon(['17:00', '09:00'])],
    ['hours of no length', mon(['09:00', '09:00'])],
    ['hours that overlap', mon(['09:00', '12:00'], ['11:00', '17:00'])],
    ['hours that are not sorted', mon(['13:00', '17:00'], ['09:00', '12:00'])],
    ['a date that does not exist', { ...wait, calendar: { ...opens, holidays: ['2026-02-30'] } }],
    ['a date with two exceptions', { ...wait, calendar: { ...opens, exceptions: [{ date: '2026-03-02', hours: [] }, { date: '2026-03-02', hours: [] }] } }], // prettier-ignore
    ['an instant without an offset', { ...wait, start: '2026-03-02T09:00:00' }],
    ['an instant that does not exist', { ...wait, start: '2026-02-30T09:00:00Z' }],
    ['an instant that is not text', { ...wait, start: 1_772_442_000_000 }],
    ['an instant finer than a millisecond', { ...wait, start: '2026-03-02T09:00:00.0001Z' }],
    ['negative seconds', { ...wait, seconds: -1 }],
    ['seconds as text', { ...wait, seconds: '60' }],
    ['seconds beyond all calendars', { ...wait, seconds: 1e300 }],
    ['no facts', facts()],
    ['facts that do not begin with the first', facts({ at: first.at, type: 'spam' })],
    ['two first facts', facts(first, first)],
    ['facts out of order', facts(first, { at: '2026-03-02T08:00:00Z', type: 'spam' })],
    ['a fact after now', facts(first, { at: '2026-03-03T09:00:00Z', type: 'spam' })],
    ['an unknown fact', facts(first, { at: first.at, type: 'escalated' })],
    ['a target of nothing', { ...look, policy: { targets: { normal: { resolution: 0 } } } }],
    ['a warning after the end', { ...look, policy: { targets: {}, warnAt: [100] } }],
  ])('%s is invalid', async (_, scenario) => {
    expect(await evaluate([scenario])).toMatchObject({ code: 0, answers: [{ error: 'invalid' }] });
  });

  test.each([
    ['{', 'not JSON'],
    ['', 'not JSON'],
    ['{}', 'not an array'],
  ])('input %j is refused as a whole', async (input, why) => {
    const { code, answers, said } = await evaluate(input);
    expect([code, answers]).toEqual([2, null]);
    expect(said).toContain(why);
  });

  test('nothing in, nothing out', async () => {
    expect(await evaluate([])).toMatchObject({ code: 0, answers: [] });
  });
});
