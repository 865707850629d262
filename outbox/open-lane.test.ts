import type { ListRoom } from '#domain/contracts/rooms';
import type { OutboxRow } from '#store/outbox/outbox-row';
import type { SettledRow } from '#store/outbox/settle';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCircuit } from './circuit.ts';
import type { Outcome } from './delivery-figures.ts';
import { openLane, type Lane } from './open-lane.ts';
import { RowRefused } from './row-refused.ts';

interface Sent {
  readonly row: OutboxRow;
  readonly succeed: () => void;
  readonly fail: (error?: unknown) => void;
}

describe('the lane of a destination', () => {
  let clock: number;
  let sent: Sent[];
  let told: (readonly [number, Outcome['kind'], boolean?])[];
  let settle: (row: OutboxRow) => Promise<SettledRow | undefined>;
  let postponed: number[];
  let lane: Lane;

  beforeEach(() => {
    clock = 0;
    sent = [];
    told = [];
    postponed = [];
    settle = ({ id }) => Promise.resolve({ id, lagSeconds: 0.01 });
    lane = openLane({
      deliver: (row) =>
        new Promise((resolve, reject) => {
          sent.push({ row, succeed: resolve, fail: reject });
        }),
      settle: (row) => settle(row),
      postpone: ({ seq }) => {
        postponed.push(seq);
        return seq === 3 ? Promise.reject(new Error('no database')) : Promise.resolve();
      },
      circuit: createCircuit({ now: () => clock, failuresToOpen: 2 }),
      width: 2,
      deadlineMs: 2_000,
      now: () => clock,
      tell: ({ seq }, _by, outcome) =>
        void told.push(
          outcome.kind === 'delivered' && outcome.isDuplicate !== undefined
            ? [seq, outcome.kind, outcome.isDuplicate]
            : [seq, outcome.kind],
        ),
    });
  });
  const place = (ticketId: string, seq: number, claimedUntilMs = 5_000) => {
    return { id: `${ticketId}-${seq}`, ticketId, seq, claimedUntilMs, epoch: 'e' };
  };
  const row = (...of: Parameters<typeof place>): OutboxRow => ({
    ...place(...of),
    destination: 'temporal',
    payload: {},
  });
  const job = (ticketId: string, seq: number): OutboxRow => ({
    ...place(ticketId, seq),
    ...{ destination: 'bullmq', payload: { queue: 'notifications', data: {} } },
  });
  const seqs = () => sent.map((one) => one.row.seq);
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('of the rows of one ticket that wait, only the newest is told of, and all end with it', async () => {
    const all = lane.add([row('a', 1), row('b', 2), row('c', 3), row('c', 5), row('c', 4)], 'writer');
    expect(seqs()).toEqual([1, 2]);
    sent[0]!.succeed();
    await turn();
    expect(seqs()).toEqual([1, 2, 5]);
    sent[1]!.succeed();
    sent[2]!.succeed();
    await all;
    expect(told.map(([seq]) => seq)).toEqual([1, 2, 5]);
  });

  test('lists hear by the newest row of what the rows that it settles had to tell', async () => {
    const hint = (seq: number, ...lists: ListRoom[]): OutboxRow => ({
      ...place('c', seq),
      ...{ destination: 'socket', payload: { revision: seq, lists } },
    });
    const all = lane.add(
      [row('a', 1), row('b', 2), hint(3, 'team:x', 'all'), hint(5, 'all'), hint(4, 'team:y')],
      'writer',
    );
    for (const { succeed } of sent) succeed();
    await turn();
    expect(sent[2]!.row).toEqual(hint(5, 'team:y', 'team:x', 'all'));
    sent[2]!.succeed();
    await all;
  });

  test('jobs of one ticket are each told of', async () => {
    const all = lane.add([job('a', 1), job('a', 2)], 'writer');
    expect(seqs()).toEqual([1, 2]);
    for (const { succeed } of sent) succeed();
    await all;
  });

  test('only so many are under way at once', async () => {
    void lane.add([row('a', 1), row('b', 2), row('c', 3)], 'writer');
    expect(seqs()).toEqual([1, 2]);
    sent[0]!.fail();
    await turn();
    expect(seqs()).toEqual([1, 2, 3]);
  });

  test('a row whose claim could lapse before the answer is left', async () => {
    void lane.add([row('a', 1), row('b', 2)], 'writer');
    const late = lane.add([row('c', 3, 5_000), row('d', 4, 9_000)], 'writer');
    clock = 3_001;
    sent[0]!.succeed();
    await turn();
    expect(seqs()).toEqual([1, 2, 4]);
    sent[2]!.succeed();
    await late;
    expect(told).toContainEqual([3, 'late']);
  });

  test('behind an open circuit nothing is tried and nobody waits', async () => {
    const both = lane.add([row('a', 1), row('b', 2)], 'writer');
    for (const { fail } of sent) fail(new Error('away'));
    await both;
    await lane.add([row('c', 3), row('d', 4), row('e', 5)], 'relay');
    expect(seqs()).toEqual([1, 2]);
    expect(told.slice(2)).toEqual([3, 4, 5].map((seq) => [seq, 'circuit_open']));
  });

  test('rows that are refused do not open the circuit, and rest', async () => {
    for (const seq of [1, 2, 3, 4]) {
      const one = lane.add([row('a', seq)], 'writer');
      sent.at(-1)!.fail(new RowRefused('too long'));
      await one;
    }
    expect(told.map(([, kind]) => kind)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(postponed).toEqual([1, 2, 3, 4]);
  });

  test('an outage lets no row rest', async () => {
    const one = lane.add([row('a', 1)], 'relay');
    sent[0]!.fail(new Error('away'));
    await one;
    expect([told, postponed]).toEqual([[[1, 'failed']], []]);
  });

  test('a row that somebody else had settled is a duplicate; one that a later seq of ours settled is none', async () => {
    const stored = new Set(['a-1', 'a-2']);
    settle = async ({ id, ticketId, seq }) => {
      const was = stored.has(id);
      for (let older = seq; older > 0; older--) stored.delete(`${ticketId}-${older}`);
      return was ? { id, lagSeconds: 0 } : undefined;
    };
    const all = Promise.all([lane.add([row('a', 1)], 'writer'), lane.add([row('a', 2)], 'writer')]);
    sent[1]!.succeed();
    await turn();
    sent[0]!.succeed();
    await all;
    expect(told).toEqual([
      [2, 'delivered'],
      [1, 'delivered', false],
    ]);
    const again = lane.add([row('a', 2)], 'relay');
    sent[2]!.succeed();
    await again;
    expect(told.at(-1)).toEqual([2, 'delivered', true]);
  });

  test('what was delivered and not struck off is said so, and stops nothing', async () => {
    settle = () => Promise.reject(new Error('PostgreSQL is away'));
    const all = lane.add([row('a', 1)], 'writer');
    sent[0]!.succeed();
    await all;
    expect(told).toEqual([[1, 'unsettled']]);
  });
});
