import type { StaffActor } from '#domain/permissions/actor';
import { has, type Permission } from '#domain/permissions/permission';
import { auditLog, type AuditDraft } from '#store/audit/audit-log';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow } from '#store/outbox/outbox-row';
import { inTransaction } from '#store/transaction';
import type { PoolClient } from 'pg';
import { originOf } from '../audit/origin-of.ts';
import { isWorthRepeating, MOST_REPEATS } from '../tickets/is-worth-repeating.ts';
import { requireThat } from '../tickets/require-that.ts';
import type { AdminContext } from './admin-context.ts';

/** What a command that administers works with: one transaction. */
export interface AdminWork {
  readonly client: PoolClient;
  readonly actor: StaffActor;
  /** Tell the audit log, in this transaction: what is not told did not happen. */
  readonly audit: (draft: AuditDraft) => Promise<void>;
  /** What is to be told after the commit. */
  readonly tell: (row: NewOutboxRow) => void;
}

/** One verb of administration. */
export type AdminCommand<Input, Result> = (context: AdminContext, input: Input) => Promise<Result>;

/**
 * Make a verb of administration a command: for those with a permission, in one transaction with its entries of the audit log,
 * repeated when PostgreSQL gave it up for another.
 *
 * @throws {Problem} `forbidden`, and what the verb throws
 */
export function adminCommand<Input, Result>(
  permission: Permission,
  run: (work: AdminWork, input: Input) => Promise<Result>,
): AdminCommand<Input, Result> {
  return async (context, input) => {
    const { pool, actor, deliverSoon } = context;
    requireThat(has(actor, permission));
    const origin = originOf(context);
    const runOnce = () =>
      inTransaction(pool, async (client) => {
        const told: NewOutboxRow[] = [];
        const work: AdminWork = {
          ...{ client, actor },
          audit: (draft) => auditLog.append(client, origin, draft),
          tell: (row) => void told.push(row),
        };
        const answered = await run(work, input);
        return { result: answered, outbox: await insertOutbox(client, told) };
      });
    for (let repeats = 0; ; repeats += 1) {
      try {
        const { result, outbox } = await runOnce();
        deliverSoon(outbox);
        return result;
      } catch (error) {
        if (!isWorthRepeating(error) || repeats === MOST_REPEATS) throw error;
      }
    }
  };
}
