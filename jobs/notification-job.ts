import type { StaffEvent } from '#domain/contracts/realtime';
import { notices } from '#store/notices/notices';
import type { Queryable } from '#store/queryable';
import { z } from 'zod';

/** What a job of the queue `notifications` carries: the effect whose notices are to be pushed. */
const notificationJobData = z.strictObject({ effectKey: z.string().min(1) });

/** What pushing notices needs. */
export interface NotificationPorts {
  readonly pool: Queryable;
  /** Tell the browsers of one person; resolves when it is on its way, and rejects soon if Redis does not answer. */
  readonly tell: (staffId: string, event: StaffEvent) => Promise<void>;
}

/**
 * Tell people's browsers of the notices of one effect.
 *
 * Safe to repeat: those told are passed over. Who dies between telling and noting it tells again; browsers know a notice by
 * its id.
 *
 * @throws {AggregateError} if some could not be told; the others were, and it is noted
 */
export function createNotificationProcessor({ pool, tell }: NotificationPorts) {
  return async (data: unknown): Promise<void> => {
    const { effectKey } = notificationJobData.parse(data);
    const unpushed = await notices.unpushedOf(pool, effectKey);
    const told: string[] = [];
    const failures: unknown[] = [];
    await Promise.all(
      unpushed.map(({ id, staffId, ticketId }) =>
        tell(staffId, { type: 'notice.added', noticeId: id, ticketId }).then(
          () => told.push(id),
          (error: unknown) => failures.push(error),
        ),
      ),
    );
    if (told.length > 0) await notices.markPushed(pool, told);
    if (failures.length > 0) throw new AggregateError(failures, `${String(failures.length)} notices were not pushed.`);
  };
}
