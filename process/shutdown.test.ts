import { afterEach, expect, test, vi } from 'vitest';
import { logInMemory } from '#testkit/log-in-memory';
import { createShutdown } from './shutdown.ts';

const events = ['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'] as const;
const before = new Map(events.map((event) => [event, process.listeners(event as 'SIGTERM')]));
afterEach(() => {
  for (const event of events) {
    for (const listener of process.listeners(event as 'SIGTERM')) {
      if (!before.get(event)?.includes(listener)) process.off(event, listener);
    }
  }
  vi.useRealTimers();
});

function begin(limitSeconds?: number) {
  const exit = vi.fn<(code: number) => void>();
  const log = logInMemory();
  return { exit, log, shutdown: createShutdown({ logger: log.logger, exit, ...(limitSeconds && { limitSeconds }) }) };
}

test('what was opened last closes first, each when the one before is closed, and once', async () => {
  const { shutdown, exit } = begin();
  const closed: string[] = [];
  shutdown.add('database', () => void closed.push('database'));
  shutdown.add('server', async () => {
    await Promise.resolve();
    closed.push('server');
  });
  expect(shutdown.begun()).toBe(false);
  const both = [shutdown.run('test'), shutdown.run('again', 1)];
  expect(shutdown.begun()).toBe(true);
  await Promise.all(both);
  expect(closed).toEqual(['server', 'database']);
  expect(exit.mock.calls).toEqual([[0]]);
});

test('what fails to close does not keep the rest open, but shows in the exit code', async () => {
  const { shutdown, exit, log } = begin();
  const close = vi.fn();
  shutdown.add('database', close);
  shutdown.add('server', () => Promise.reject(new Error('stuck')));
  await shutdown.run('test');
  expect(close).toHaveBeenCalledOnce();
  expect(exit.mock.calls).toEqual([[1]]);
  expect(log.text()).toContain('stuck');
});

test('past the limit the process ends all the same', async () => {
  const { shutdown, exit, log } = begin(0.05);
  shutdown.add('never', () => new Promise(() => undefined));
  await shutdown.run('test');
  expect(exit.mock.calls).toEqual([[1]]);
  expect(log.text()).toContain('did not answer within 50 ms');
});

test('an error nobody caught ends the process in order, with code 1', async () => {
  const { shutdown, exit, log } = begin();
  const close = vi.fn();
  shutdown.add('database', close);
  shutdown.listen();
  process.listeners('uncaughtException').at(-1)!(new Error('lost'), 'uncaughtException');
  await shutdown.run('already running');
  expect(close).toHaveBeenCalledOnce();
  expect(exit.mock.calls).toEqual([[1]]);
  expect(log.lines()[0]).toMatchObject({ level: 'fatal', err: { message: 'lost' } });
});

test('one Ctrl-C that arrives twice is one request; asking again later leaves at once', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { shutdown, exit } = begin();
  shutdown.add('never', () => new Promise(() => undefined));
  shutdown.listen();
  const press = (signal: 'SIGINT' | 'SIGTERM') => process.listeners(signal).at(-1)!(signal);
  press('SIGINT');
  press('SIGTERM');
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_500);
  press('SIGINT');
  expect(exit.mock.calls).toEqual([[1]]);
});
