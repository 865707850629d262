import { expect, test, vi } from 'vitest';
import { createHousekeepingProcessor } from './housekeeping-job.ts';

test('runs the act a job is named for, and passes over names of other versions', async () => {
  const act = vi.fn(() => Promise.resolve());
  const other = vi.fn(() => Promise.resolve());
  const process = createHousekeepingProcessor({
    'delete-old-self-checks': act,
    'fail-abandoned-self-check': other,
    'delete-old-idempotency-keys': other,
    'delete-unused-attachments': other,
    'queue-forgotten-notices': other,
    'mail-notices': other,
    'delete-old-notices': other,
    'queue-forgotten-bulk-jobs': other,
    'delete-old-bulk-jobs': other,
    'delete-old-sessions': other,
    'delete-old-one-time-links': other,
    'reseal-secrets': other,
  });
  await process('of-a-newer-version');
  await process('toString');
  expect(act).not.toHaveBeenCalled();
  await process('delete-old-self-checks');
  expect(act).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
});
