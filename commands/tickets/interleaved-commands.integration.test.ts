import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { setClockShift } from '#store/clock';
import { customFields } from '#store/fields/custom-fields';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { judgeTicket } from '#testkit/judge-ticket';
import { insertCustomer, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { addMessage } from './add-message.ts';
import { assignTicket } from './assign-ticket.ts';
import { changePriority } from './change-priority.ts';
import { changeRequester } from './change-requester.ts';
import { changeStatus } from './change-status.ts';
import { changeSubject } from './change-subject.ts';
import { changeTags } from './change-tags.ts';
import type { CommandContext } from './command-context.ts';
import { deleteTicket, markSpam, restoreTicket, unmarkSpam } from './leave-queue.ts';
import { mergeTicket } from './merge-ticket.ts';
import { moveToTeam } from './move-to-team.ts';
import { openTicket } from './open-ticket.ts';
import { operateTicket } from './operate-ticket.ts';
import { recordSlaMarks } from './record-sla-marks.ts';
import type { TicketReceipt } from './receipt.ts';
import { setFields } from './set-fields.ts';
import { unmergeTicket } from './unmerge-ticket.ts';

let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let another: Extract<Actor, { kind: 'customer' }>;
let fieldIds: readonly [text: string, number: string];
let staff: Actor[];
let teamId: string;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  pool.on('error', () => undefined);
  atEndOfFile('pool', () => pool.end());
  [customer, another] = [await insertCustomer(pool), await insertCustomer(pool)];
  const make = async (kind: 'text' | 'number') =>
    (await customFields.insert(pool, { subject: 'ticket', name: kind, kind, options: {} }))!.id;
  fieldIds = [await make('text'), await make('number')];
  teamId = await insertTeam(pool);
  staff = [await insertStaff(pool, { role: 'admin' }), await insertStaff(pool, { role: 'admin', teamIds: [teamId] })];
  const body = {
    targets: { normal: { firstResponse: 1, resolution: 2 } },
    pauses: { resolution: ['pending' as const] },
    warnAt: [50],
  };
  await insertPolicy(pool, { body, condition: { field: 'priority', op: 'is', value: 'urgent' } });
  await insertPolicy(pool, { body: { ...body, targets: { normal: { firstResponse: 9 } } } });
});

const as = (actor: Actor, idempotencyKey?: string): CommandContext => ({
  ...{ pool, actor, idempotencyKey },
  deliverSoon: () => undefined,
});

/** One step of somebody's work; `ticket` and `other` are places in the list of tickets. */
const step = fc.record({
  verb: fc.constantFrom(
    ...(['reply', 'note', 'write', 'assign', 'status', 'priority', 'team', 'tags', 'subject'] as const),
    ...(['fields', 'requester'] as const),
    ...(['merge', 'unmerge', 'spam', 'not_spam', 'delete', 'restore', 'operate', 'record', 'cut', 'clock'] as const),
  ),
  ticket: fc.nat({ max: 5 }),
  other: fc.nat({ max: 5 }),
  who: fc.nat({ max: 1 }),
  dice: fc.nat({ max: 3 }),
  isStale: fc.boolean(),
  isRepeated: fc.boolean(),
  pauseMs: fc.constantFrom(0, 0, 0, 1, 5),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What became of a step, and what it wrote if it wrote anything. */
interface Taken {
  readonly body: string;
  readonly receipt: TicketReceipt | undefined;
}

/**
 * Do a step as a client would: what is refused is refused, a connection that was cut is asked again with the same key, and
 * some ask twice at once.
 */
async function take(tickets: readonly string[], { verb, dice, isStale, ...one }: Step): Promise<Taken> {
  const ticketId = tickets[one.ticket]!;
  const context = as(staff[one.who]!, randomUUID());
  const revision = isStale ? { revision: 1 } : {};
  const body = randomUUID();
  const words = { ticketId, body, via: 'web' } as const;
  const acts = {
    reply: () => addMessage(context, { ...words, public: true }),
    note: () => addMessage(context, { ...words, public: false }),
    write: () => addMessage({ ...context, actor: customer }, { ...words, public: true }),
    assign: () =>
      assignTicket(context, { ticketId, assigneeId: dice > 1 ? (staff[1] as { id: string }).id : null, ...revision }),
    status: () =>
      changeStatus(context, {
        ticketId,
        status: (['open', 'pending', 'resolved', 'closed'] as const)[dice]!,
        ...revision,
      }),
    priority: () =>
      changePriority(context, {
        ticketId,
        priority: (['low', 'normal', 'high', 'urgent'] as const)[dice]!,
        ...revision,
      }),
    team: () => moveToTeam(context, { ticketId, teamId: dice > 1 ? teamId : null, ...revision }),
    tags: () => changeTags(context, { ticketId, add: [`tag-${dice}`], remove: [`tag-${3 - dice}`], ...revision }),
    subject: () => changeSubject(context, { ticketId, subject: `Subject ${dice}`, ...revision }),
    fields: () => {
      const [text, number] = fieldIds;
      const fields = { [text]: dice > 0 ? `Text ${dice}` : null, [number]: dice > 1 ? dice : null };
      return setFields(context, { ticketId, fields, ...revision });
    },
    requester: () =>
      changeRequester(context, { ticketId, requesterId: dice > 1 ? another.id : customer.id, ...revision }),
    merge: () => mergeTicket(context, { ticketId, into: tickets[one.other]! }),
    unmerge: () => unmergeTicket(context, { ticketId }),
    spam: () => markSpam(context, { ticketId }),
    not_spam: () => unmarkSpam(context, { ticketId }),
    delete: () => deleteTicket(context, { ticketId }),
    restore: () => restoreTicket(context, { ticketId }),
    operate: () => operateTicket(context, { ticketId, operation: { act: dice > 1 ? 'pause' : 'resume' } }),
    record: () => recordSlaMarks({ ...context, actor: { kind: 'engine' } }, { ticketId }).then(() => undefined),
    cut: async () => {
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' ORDER BY random() LIMIT 1`,
      );
      return undefined;
    },
    clock: async () => {
      await setClockShift(pool, dice * 400);
      return undefined;
    },
  };
  for (let tries = 0; tries < 20; tries += 1) {
    await wait(one.pauseMs);
    const act = acts[verb];
    const answers = await Promise.allSettled(one.isRepeated ? [act(), act()] : [act()]);
    const receipts = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBeLessThan(2);
    if (receipts.length > 0) return { body, receipt: receipts[0] };
    // A duplicate would be two commands that believed to be alone: the lock is what must keep them apart.
    const wrong = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    for (const reason of wrong) if (!(reason instanceof Problem) && !isCut(reason)) throw reason;
    if (!wrong.some(isCut)) return { body, receipt: undefined };
  }
  throw new Error('Cut too often.');
}

/** Whether PostgreSQL ended the connection, as `cut` has it do. */
const isCut = (error: unknown) =>
  error instanceof Error && /terminating connection|Connection terminated|ECONNRESET|not queryable/.test(error.message);

/** Judge a ticket, and compare its outbox rows and receipts with its facts. */
async function expectFolded(ticketId: string, acknowledged: readonly TicketReceipt[]): Promise<void> {
  const { facts, faults } = await judgeTicket(pool, ticketId);
  expect(faults).toEqual([]);
  const revisions = [...new Set(facts.map(({ revision }) => revision))];
  for (const receipt of acknowledged) expect(revisions).toContain(receipt.revision);
  const { rows: told } = await pool.query<{ destination: string; seqs: number[] }>(
    // Notices are told one by one, and not of every fact.
    `SELECT destination, array_agg(seq ORDER BY seq) AS seqs FROM outbox WHERE ticket_id = $1 AND destination <> 'bullmq'
     GROUP BY destination`,
    [ticketId],
  );
  const lastOfEach = revisions.map((revision) => facts.filter((fact) => fact.revision === revision).at(-1)!.seq);
  const own = facts.filter(({ cause }) => cause.kind === 'engine');
  expect(own.every(({ type }) => type.startsWith('sla_'))).toBe(true);
  for (const { seqs } of told) expect(seqs).toEqual(lastOfEach);
  expect(told).toHaveLength(2);
}

test('however commands of several connections interleave, every ticket is what its facts say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 220, maxLength: 260 }), async (steps) => {
      const opened = await Promise.all(
        Array.from({ length: 6 }, () => openTicket(as(customer), buildOpenTicketInput(customer.id))),
      );
      const tickets = opened.map(({ ticketId }) => ticketId);
      const taken: Taken[] = [];
      const lanes = [0, 1, 2, 3].map(async (lane) => {
        for (const one of steps.filter((_, index) => index % 4 === lane)) taken.push(await take(tickets, one));
      });
      await Promise.all(lanes);
      const receipts = [...opened, ...taken.flatMap(({ receipt }) => receipt ?? [])];
      for (const ticketId of new Set(receipts.map((receipt) => receipt.ticketId))) {
        await expectFolded(
          ticketId,
          receipts.filter((receipt) => receipt.ticketId === ticketId),
        );
      }
      const { rows: written } = await pool.query<{ body: string }>('SELECT body FROM message WHERE body = ANY($1)', [
        taken.map(({ body }) => body),
      ]);
      const acknowledged = taken.filter(({ receipt }) => receipt && 'messageId' in receipt);
      expect(written.map(({ body }) => body).sort()).toEqual(acknowledged.map(({ body }) => body).sort());
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
