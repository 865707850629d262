import { describe, expect, test } from 'vitest';
import { uuid } from '../conditions/condition.examples.ts';
import type { FactDraft, FactPlace } from '../tickets/fact.ts';
import type { Trigger, WaitEvent } from './document.ts';
import { begin, buildFact, buildFlow, created, end, FLOW, message, move, note, priorityChanged, TICKET, wait } from './flow.examples.ts'; // prettier-ignore
import { applyOutcome, hear } from './machine.ts';
import type { FlowRun } from './run.ts';

const triggeredBy = (on: Trigger, ifRunning: 'ignore' | 'restart' | 'beside' = 'beside') =>
  buildFlow({ first: note('done'), done: end }, { entries: [{ id: 'entry', on, ifRunning, start: 'first' }] });
const status = (to: 'open' | 'resolved'): FactDraft => ({ type: 'status', from: 'pending', to });
const sla = (type: 'sla_warning' | 'sla_breached', metric: 'firstResponse' | 'resolution', percent = 100): FactDraft =>
  ({ type, metric, openedBy: 1, percent, dueAt: 0 }); // prettier-ignore
const ofFlow = (run: number, path: string, flow = FLOW, ticket = TICKET.id): Partial<FactPlace> => ({
  seq: 9,
  depth: 3,
  cause: { kind: 'flow', ticketId: ticket, flowVersionId: flow, run, path, node: 'first' },
});

describe('what starts a run', () => {
  test.each<[string, Trigger, FactDraft, boolean]>([
    ['the opening', { type: 'created' }, created, true],
    ['the opening is no reply', { type: 'customer_replied' }, created, false],
    ['a customer who writes', { type: 'customer_replied' }, message('customer'), true],
    ['an agent is no customer', { type: 'customer_replied' }, message('agent'), false],
    ['automatic mail', { type: 'customer_replied' }, message('customer', { auto: true }), false],
    ['an agent who answers', { type: 'agent_replied' }, message('agent'), true],
    ['a note', { type: 'agent_replied' }, message('agent', { public: false }), false],
    ['an automatic answer', { type: 'agent_replied' }, message('agent', { auto: true }), false],
    ['any status', { type: 'status_changed' }, status('open'), true],
    ['that status', { type: 'status_changed', to: 'open' }, status('open'), true],
    ['another status', { type: 'status_changed', to: 'open' }, status('resolved'), false],
    ['a priority', { type: 'priority_changed' }, priorityChanged, true],
    ['an assignee', { type: 'assignee_changed' }, { type: 'assignee', from: null, to: uuid(4) }, true],
    ['a team is no assignee', { type: 'assignee_changed' }, { type: 'team', from: null, to: uuid(4) }, false],
    ['tags', { type: 'tags_changed' }, { type: 'tags', added: ['vip'], removed: [] }, true],
    ['that warning', { type: 'sla_warning', metric: 'resolution', percent: 75 }, sla('sla_warning', 'resolution', 75), true], // prettier-ignore
    ['an earlier warning', { type: 'sla_warning', metric: 'resolution', percent: 75 }, sla('sla_warning', 'resolution', 50), false], // prettier-ignore
    ['a warning of another clock', { type: 'sla_warning', metric: 'resolution', percent: 75 }, sla('sla_warning', 'firstResponse', 75), false], // prettier-ignore
    ['that breach', { type: 'sla_breached', metric: 'resolution' }, sla('sla_breached', 'resolution'), true],
    ['another breach', { type: 'sla_breached', metric: 'resolution' }, sla('sla_breached', 'firstResponse'), false],
    ['an operator', { type: 'by_hand' }, { type: 'operation', act: 'run', flowVersionId: FLOW, entry: 'entry' }, true],
    ['an operator at another flow', { type: 'by_hand' }, { type: 'operation', act: 'run', flowVersionId: uuid(3), entry: 'entry' }, false], // prettier-ignore
    ['an operator at another entry', { type: 'by_hand' }, { type: 'operation', act: 'run', flowVersionId: FLOW, entry: 'other' }, false], // prettier-ignore
    ['an operator where it is not offered', { type: 'created' }, { type: 'operation', act: 'run', flowVersionId: FLOW, entry: 'entry' }, false], // prettier-ignore
    ['a fact of newer code', { type: 'created' }, { type: 'telepathy' } as unknown as FactDraft, false],
    ['a trigger of newer code', { type: 'telepathy' } as unknown as Trigger, priorityChanged, false],
  ])('%s', (_, on, draft, starts) => {
    const { runs, steps } = hear([], { [FLOW]: triggeredBy(on) }, [FLOW], buildFact(draft, { depth: 2 }), TICKET);
    expect(runs).toEqual(
      starts
        ? [
            {
              ...{ run: 5, ordinal: 1, flowVersionId: FLOW, entry: 'entry', depth: 3, nextPath: 2 },
              paths: [
                {
                  ...{ path: '1.1', node: 'first', visit: 1, visits: { first: 1 }, repeats: [], hops: 1 },
                  state: { kind: 'ready' },
                },
              ],
            },
          ]
        : [],
    );
    expect(steps.map(({ what, path, node, entry }) => ({ what, path, node, entry }))).toEqual(
      starts ? [{ what: 'started', path: '1.1', node: 'first', entry: 'entry' }] : [],
    );
  });

  test('a flow that is not pinned starts nothing, nor does one that is missing or of a newer version', () => {
    const flow = triggeredBy({ type: 'priority_changed' });
    const fact = buildFact(priorityChanged);
    expect(hear([], { [FLOW]: flow }, [], fact, TICKET).runs).toEqual([]);
    expect(hear([], {}, [FLOW], fact, TICKET).runs).toEqual([]);
    expect(hear([], { [FLOW]: { ...flow, version: 2 as 1 } }, [FLOW], fact, TICKET).runs).toEqual([]);
    expect(hear([], { [FLOW]: flow }, [FLOW, FLOW], fact, TICKET).runs).toHaveLength(1);
  });

  test('a flow that changed this ticket does not start itself, but starts others and is started by other tickets', () => {
    const flow = triggeredBy({ type: 'priority_changed' });
    const flows = { [FLOW]: flow, [uuid(3)]: flow };
    const own = hear([], flows, [FLOW, uuid(3)], buildFact(priorityChanged, ofFlow(5, '1.1')), TICKET);
    expect(own.runs.map(({ flowVersionId, depth }) => [flowVersionId, depth])).toEqual([[uuid(3), 4]]);
    const elsewhere = buildFact(priorityChanged, ofFlow(5, '1.1', FLOW, uuid(77)));
    expect(hear([], flows, [FLOW], elsewhere, TICKET).runs).toHaveLength(1);
  });

  test('paths of all runs that one fact starts have different names, whatever the flow', () => {
    const flow = triggeredBy({ type: 'priority_changed' });
    const twice = { ...flow, entries: [...flow.entries, { ...flow.entries[0]!, id: 'second' }] };
    const { runs } = hear([], { [FLOW]: twice, [uuid(3)]: flow }, [FLOW, uuid(3)], buildFact(priorityChanged), TICKET);
    expect(runs.map(({ paths }) => paths[0]?.path)).toEqual(['1.1', '2.1', '3.1']);
  });

  test.each([
    ['ignore', ['5'], ['not_started running']],
    ['restart', ['6'], ['stopped restarted', 'started ']],
    ['beside', ['5', '6'], ['started ']],
  ] as const)('if one runs: %s', (ifRunning, left, log) => {
    const flows = { [FLOW]: triggeredBy({ type: 'priority_changed' }, ifRunning) };
    const first = hear([], flows, [FLOW], buildFact(priorityChanged), TICKET);
    const second = hear(first.runs, flows, [FLOW], buildFact(priorityChanged, { seq: 6 }), TICKET);
    expect(second.runs.map(({ run }) => String(run))).toEqual(left);
    expect(second.steps.map(({ what, reason }) => `${what} ${reason ?? ''}`)).toEqual(log);
  });

  test('restarting and ignoring look at the runs of the same entry alone', () => {
    const two = triggeredBy({ type: 'priority_changed' }, 'restart');
    const both = { ...two, entries: [...two.entries, { ...two.entries[0]!, id: 'tags', on: { type: 'tags_changed' } as const }] }; // prettier-ignore
    const first = hear([], { [FLOW]: both }, [FLOW], buildFact(priorityChanged), TICKET);
    const tags = buildFact({ type: 'tags', added: ['vip'], removed: [] }, { seq: 6 });
    expect(hear(first.runs, { [FLOW]: both }, [FLOW], tags, TICKET).runs).toHaveLength(2);
  });

  test('a ticket has at most a hundred paths', () => {
    const flows = { [FLOW]: triggeredBy({ type: 'priority_changed' }) };
    let runs: readonly FlowRun[] = [];
    for (let seq = 1; seq <= 100; seq += 1)
      runs = hear(runs, flows, [FLOW], buildFact(priorityChanged, { seq }), TICKET).runs;
    const more = hear(runs, flows, [FLOW], buildFact(priorityChanged, { seq: 101 }), TICKET);
    expect(more.runs).toEqual(runs);
    expect(more.steps).toMatchObject([{ what: 'not_started', reason: 'too_many_paths' }]);
  });
});

const reply: WaitEvent = { type: 'agent_replied' };
const resolved: WaitEvent = { type: 'status_changed', to: 'resolved' };
const waiting = buildFlow({
  first: wait('late', [{ event: reply, next: 'answered' }, { event: resolved, next: 'over' }]), // prettier-ignore
  ...{ late: note('over'), answered: note('over'), over: end },
});

describe('what ends a wait early', () => {
  const flows = { [FLOW]: waiting };
  const { runs, effect } = begin(waiting);
  const armed = applyOutcome(runs, flows, effect!, { kind: 'armed', until: 60_000 }).runs;

  test.each([
    ['while it waits', armed],
    ['before it is armed', runs],
    ['when it could not be armed', applyOutcome(runs, flows, effect!, { kind: 'refused', reason: 'calendar_missing' }).runs], // prettier-ignore
  ])('the first of its events: %s', (_, before) => {
    const heard = hear(before, flows, [], buildFact(message('agent')), TICKET);
    expect(heard.runs[0]?.paths[0]).toMatchObject({ node: 'answered', visit: 1, state: { kind: 'ready' } });
    expect(heard.steps).toMatchObject([{ what: 'left', node: 'first', exit: 'leaveOn.0', to: 'answered' }]);
    const other = hear(before, flows, [], buildFact(status('resolved')), TICKET);
    expect(other.steps).toMatchObject([{ what: 'left', exit: 'leaveOn.1', to: 'over' }]);
  });

  test('no other event, and none that its own run made', () => {
    expect(hear(armed, flows, [], buildFact(message('customer')), TICKET).runs).toEqual(armed);
    expect(hear(armed, flows, [], buildFact(status('resolved'), ofFlow(5, '1.7')), TICKET).runs).toEqual(armed);
    for (const place of [ofFlow(4, '1.1'), ofFlow(5, '2.1'), ofFlow(5, '1.1', FLOW, uuid(77))])
      expect(hear(armed, flows, [], buildFact(status('resolved'), place), TICKET).steps).toHaveLength(1);
  });

  test.each(['merged', 'spam', 'deleted'] as const)('the ticket is %s: all stops, nothing starts', (type) => {
    const stopped = hear(armed, flows, [FLOW], buildFact({ type, into: uuid(4) }), TICKET);
    expect(stopped.runs).toEqual([]);
    expect(stopped.steps).toMatchObject([{ what: 'stopped', path: '1.1', reason: type }]);
  });

  test('a wait ends before the same fact starts a run', () => {
    const both = { ...waiting, entries: [{ ...waiting.entries[0]!, on: reply }] };
    const heard = hear(armed, { [FLOW]: both }, [FLOW], buildFact(message('agent'), { seq: 6 }), TICKET);
    expect(heard.runs.map(({ run, paths }) => [run, paths[0]?.node])).toEqual([[5, 'answered'], [6, 'first']]); // prettier-ignore
  });
});

describe('what an operator does', () => {
  const flows = { [FLOW]: waiting };
  const operation = (act: 'skip' | 'retry', run = 5, path = '1.1') => buildFact({ type: 'operation', act, run, path });
  const { runs, effect } = begin(waiting);
  const armed = applyOutcome(runs, flows, effect!, { kind: 'armed', until: 60_000 }).runs;
  const atNote = hear(armed, flows, [], buildFact(message('agent')), TICKET).runs;
  const noted = move(waiting, atNote).effect!;
  const stuck = applyOutcome(atNote, flows, noted, { kind: 'refused', reason: 'limit' }).runs;

  test('skipping ends a wait by its normal exit', () => {
    const { runs: after, steps } = hear(armed, flows, [], operation('skip'), TICKET);
    expect(after[0]?.paths[0]).toMatchObject({ node: 'late', state: { kind: 'ready' } });
    expect(steps).toMatchObject([{ what: 'skipped', node: 'first', exit: 'next', to: 'late' }]);
  });

  test('skipping passes over a stuck node, and not over one at work', () => {
    expect(hear(stuck, flows, [], operation('skip'), TICKET).runs[0]?.paths[0]).toMatchObject({ node: 'over' });
    expect(hear(atNote, flows, [], operation('skip'), TICKET).runs).toEqual(atNote);
  });

  test('retrying makes a stuck node ready, as its next visit', () => {
    const { runs: after } = hear(stuck, flows, [], operation('retry'), TICKET);
    expect(after[0]?.paths[0]).toMatchObject({ node: 'answered', visit: 2, state: { kind: 'ready' } });
    expect(move(waiting, after).effect?.visit).toBe(2);
    expect(hear(armed, flows, [], operation('retry'), TICKET).runs).toEqual(armed);
  });

  test('a path that is not there is left alone', () => {
    for (const fact of [operation('skip', 4), operation('skip', 5, '1.2'), operation('retry', 5, '2.1')])
      expect(hear(stuck, flows, [], fact, TICKET)).toEqual({ runs: stuck, steps: [] });
  });

  test('pausing and resuming are not the machine’s', () => {
    for (const act of ['pause', 'resume'] as const)
      expect(hear(armed, flows, [FLOW], buildFact({ type: 'operation', act }), TICKET).runs).toEqual(armed);
  });

  test('skipping what has no way on ends the path', () => {
    const { runs: missing } = begin(buildFlow({ first: { type: 'end' } }));
    expect(missing).toEqual([]);
    const gone = begin(buildFlow({}));
    expect(gone.runs[0]?.paths[0]?.state).toEqual({ kind: 'stuck', reason: 'node_missing' });
    expect(hear(gone.runs, {}, [], operation('skip'), TICKET).runs).toEqual([]);
  });
});
