import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import { describe, expect, test } from 'vitest';
import type { MetClock } from '../../shared/clock/clock.ts';
import { interleave, type ThreadParts } from './interleave.ts';
import { tellAll } from './tell-all.ts';
import { tellStep } from './tell-step.ts';
import { buildFact as fact, buildStep as step, buildTeller, ids, plain, tellNow } from './teller.examples.ts';

const at = (minute: number) => new Date(tellNow + minute * 60_000).toISOString();
const message = (seq: number, minute: number, ticketId = 't'): ThreadMessage => ({
  ...{
    messageId: `${ticketId}${String(seq)}`,
    ticketId,
    number: 1,
    seq,
    at: at(minute),
    kind: 'customer',
    via: 'mail',
  },
  ...{
    isAutomatic: false,
    author: null,
    flow: null,
    body: '',
    replyText: null,
    html: null,
    attachments: [],
    delivery: null,
  },
  ...{ isUndone: false, mayUndo: false },
});
const parts = (more: Partial<ThreadParts>): ThreadParts => ({
  ...{ ticketId: 't', messages: [], hasOlderMessages: false, entries: [], hasOlderEntries: false, clocks: [] },
  ...more,
});
const lines = (more: Partial<ThreadParts>) =>
  tellAll(buildTeller(), interleave(parts(more))).map((line) =>
    line.kind === 'message' ? line.message.messageId : plain(line.told),
  );

describe('the thread', () => {
  test('how a ticket came stands before its first message, which is the same fact', () => {
    const entries = [fact('created', { via: 'mail' }, { seq: 1, at: at(0) })];
    expect(lines({ messages: [message(1, 0)], entries })).toEqual(['Opened by mail by *Mara Lindqvist*', 't1']);
  });

  test('in one instant facts go by their number, what was met stands behind the reply, steps behind all', () => {
    const met: MetClock = {
      ...{ state: 'met', metric: 'firstResponse', startedAt: tellNow - 60_000, targetMs: 1, usedMs: 1, warnings: [] },
      ...{ isBreached: false, metAt: tellNow, dueAt: tellNow + 23 * 60_000 },
    };
    const entries = [step('stuck', { reason: 'nobody_there' }), fact('spam', {}, { seq: 4, at: at(0) })];
    expect(lines({ messages: [message(3, 0)], entries, clocks: [met] })).toEqual([
      't3',
      'Marked as spam by *Mara Lindqvist*',
      'First reply *met*, 23 min before it was due',
      'Flow *Escalation* is stuck at *Tell leads*: nobody is there',
    ]);
  });

  test('messages of a merged ticket stand where they were written', () => {
    const messages = [message(1, 0), message(9, 1, 'other'), message(2, 2)];
    expect(lines({ messages })).toEqual(['t1', 'other9', 't2']);
  });

  test('what is older than the oldest page of either is left out, so that there are no holes', () => {
    const messages = [message(1, 0), message(5, 10)];
    const entries = [fact('spam', {}, { seq: 4, at: at(5) })];
    expect(lines({ messages, entries })).toHaveLength(3);
    expect(lines({ messages, entries, hasOlderEntries: true })).toEqual(['Marked as spam by *Mara Lindqvist*', 't5']);
    expect(lines({ messages: messages.slice(1), entries, hasOlderMessages: true })).toEqual(['t5']);
  });
});

describe('what flows did', () => {
  test('a start says why, and nothing once the run has been seen to do something', () => {
    const entries = [step('started', { run: 1 })];
    const created = fact('created', { via: 'mail' }, { seq: 1 });
    const told = (all: typeof entries | [(typeof entries)[number], ReturnType<typeof fact>]) =>
      tellAll(buildTeller([created]), interleave(parts({ entries: all }))).map(
        (line) => line.kind === 'told' && plain(line.told),
      );
    expect(told(entries)).toEqual(['Flow *Escalation* started: the ticket was opened']);
    const raised = fact(
      'priority',
      { from: 'low', to: 'high' },
      { cause: { kind: 'flow', flowVersionId: ids.flow, run: 1 } },
    );
    expect(told([entries[0] ?? step('started'), raised])).toEqual([
      'Priority raised to *High* by flow *Escalation*: the ticket was opened',
    ]);
  });

  test('a wait is told while it lasts', () => {
    const wait = step('waits', { node: 'rest', until: tellNow + 60_000 }, 1);
    expect(lines({ entries: [wait] })).toEqual(['Flow *Escalation* waits until *11:45*']);
    expect(lines({ entries: [wait, step('left', {}, 2)] })).toEqual([]);
    expect(lines({ entries: [step('waits', { until: tellNow })] })).toEqual([]);
  });

  test('between its steps nothing is told; of one that newer code wrote, that it was there', () => {
    for (const what of ['not_started', 'split', 'ended', 'again'])
      expect(tellStep(buildTeller(), step(what))).toBeNull();
    expect(plain(tellStep(buildTeller(), step('went', { node: 'rest' })))).toBeNull();
    expect(plain(tellStep(buildTeller(), step('went')))).toBe('Flow *Escalation* sent a notice');
    expect(plain(tellStep(buildTeller(), step('danced')))).toBe(
      'Flow *Escalation*: a step this page has no words for: danced',
    );
  });
});
