import { logInMemory } from '#testkit/log-in-memory';
import { describe, expect, test, vi } from 'vitest';
import { startRoles } from './start-roles.ts';

describe('the roles of a process', () => {
  const role = () => ({ ready: vi.fn(() => true), close: vi.fn(() => Promise.resolve()) });
  const { logger } = logInMemory();

  test('start when the store can be used, and are ready when all of them are', async () => {
    const [first, second] = [role(), role()];
    second.ready.mockReturnValueOnce(false);
    const roles = startRoles({ starters: [() => first, () => second], checkStore: () => Promise.resolve(), logger });
    expect(roles.ready()).toBe(false);
    expect(await roles.started).toBe(true);
    expect([roles.ready(), roles.ready()]).toEqual([false, true]);
    await roles.close();
    expect(first.close).toHaveBeenCalledOnce();
    expect(second.close).toHaveBeenCalledOnce();
  });

  test('told to leave while the store is still answering, none starts', async () => {
    const starter = vi.fn(role);
    let answer = (): void => undefined;
    const checkStore = () => new Promise<void>((resolve) => (answer = resolve));
    const roles = startRoles({ starters: [starter], checkStore, logger });
    await roles.close();
    answer();
    expect(await roles.started).toBe(false);
    expect(starter).not.toHaveBeenCalled();
  });

  test('told to leave while the store is away, none starts', async () => {
    const starter = vi.fn(role);
    const roles = startRoles({ starters: [starter], checkStore: () => Promise.reject(new Error('away')), logger });
    await roles.close();
    expect(await roles.started).toBe(false);
    expect(starter).not.toHaveBeenCalled();
  });
});
