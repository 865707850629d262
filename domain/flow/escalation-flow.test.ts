import { describe, expect, test } from 'vitest';
import { buildSubject } from '../conditions/condition.examples.ts';
import type { FactDraft } from '../tickets/fact.ts';
import { METRICS } from '../tickets/words.ts';
import { checkFlow } from './check-flow.ts';
import { flowDocument } from './document.ts';
import { escalationFlow } from './escalation-flow.ts';
import { buildFact, FLOW, message, TICKET } from './flow.examples.ts';
import { applyOutcome, hear, nextStep } from './machine.ts';
import type { FlowRun } from './run.ts';

const HOUR = 3_600_000;
const flows = { [FLOW]: escalationFlow };
const sla = (type: 'sla_warning' | 'sla_breached', metric: (typeof METRICS)[number], percent: number): FactDraft =>
  ({ type, metric, percent, openedBy: 1, dueAt: 0 }); // prettier-ignore

type Differences = Parameters<typeof buildSubject>[0];

/** What the flow does by itself, until there is nothing left; `happens` at an hour. The ticket may change without a word. */
function story(
  start: FactDraft,
  ticket: Differences | ((hour: number) => Differences) = {},
  happens: { atHour: number; draft: FactDraft } | null = null,
) {
  const told: string[] = [];
  let { runs }: { runs: readonly FlowRun[] } = hear([], flows, [FLOW], buildFact(start), TICKET);
  for (let now = 0; ;) {
    const next = nextStep(runs, flows, buildSubject(typeof ticket === 'function' ? ticket(now / HOUR) : ticket), now);
    if (next.kind === 'moved') ({ runs } = next);
    else if (next.kind === 'rest') {
      if (next.until === null) return { told, left: runs.length };
      now = next.until;
    } else {
      const { act } = next.effect;
      const hour = String(now / HOUR);
      if (act.type === 'notify') told.push(`${hour} ${act.to.map(({ kind }) => kind).join()}`);
      else if (act.type === 'set') told.push(`${hour} ${act.priority ?? ''}`);
      else if (act.type === 'note') told.push(`${hour} note`);
      const isWait = act.type === 'wait';
      ({ runs } = applyOutcome(runs, flows, next.effect, isWait ? { kind: 'armed', until: now + act.seconds * 1000 } : { kind: 'done' })); // prettier-ignore
      if (happens && isWait && happens.atHour === now / HOUR)
        ({ runs } = hear(runs, flows, [FLOW], buildFact(happens.draft, { seq: 6 }), TICKET));
    }
  }
}

test('it may be published as it is', () => {
  expect(flowDocument.parse(escalationFlow)).toEqual(escalationFlow);
  expect(checkFlow(escalationFlow)).toEqual([]);
});

describe('the built-in escalation', () => {
  test('warns who has the ticket, or else the team', () => {
    const mine = { assigneeId: 'somebody' };
    expect(story(sla('sla_warning', 'firstResponse', 75), mine)).toEqual({ told: ['0 assignee'], left: 0 });
    expect(story(sla('sla_warning', 'resolution', 90))).toEqual({ told: ['0 team'], left: 0 });
    expect(story(sla('sla_warning', 'firstResponse', 50)).told).toEqual([]);
  });

  test.each(METRICS)('after a breach of %s makes it more urgent, tells supervisors and reminds them', (metric) => {
    const breach = sla('sla_breached', metric, 100);
    expect(story(breach, { priority: 'normal' })).toEqual({
      told: ['0 high', '0 supervisors', '1 supervisors', '2 supervisors', '3 supervisors', '3 note'],
      left: 0,
    });
  });

  test.each([
    ['low', ['0 normal', '0 supervisors']],
    ['normal', ['0 high', '0 supervisors']],
    ['high', ['0 urgent', '0 supervisors']],
    ['urgent', ['0 supervisors']],
  ] as const)('goes up one step from %s', (priority, told) => {
    expect(story(sla('sla_breached', 'resolution', 100), { priority }).told.slice(0, told.length)).toEqual(told);
  });

  test.each(['resolved', 'closed'] as const)(
    'on a ticket that was %s before this could be recorded says so once',
    (status) => {
      const breach = sla('sla_breached', 'firstResponse', 100);
      expect(story(breach, { priority: 'normal', status })).toEqual({ told: ['0 supervisors'], left: 0 });
      expect(story(sla('sla_warning', 'resolution', 90), { status })).toEqual({ told: [], left: 0 });
    },
  );

  test('does not remind of a ticket that was resolved while supervisors were being told', () => {
    const breach = sla('sla_breached', 'resolution', 100);
    const resolvedSoon = (hour: number) => ({ priority: 'urgent', status: hour === 0 ? 'open' : 'resolved' }) as const;
    expect(story(breach, resolvedSoon)).toEqual({ told: ['0 supervisors'], left: 0 });
  });

  test('stops as soon as somebody answers or resolves it', () => {
    const breach = sla('sla_breached', 'firstResponse', 100);
    const told = ['0 supervisors', '1 supervisors'];
    for (const draft of [message('agent'), { type: 'status', from: 'open', to: 'resolved' } as const])
      expect(story(breach, { priority: 'urgent' }, { atHour: 1, draft })).toEqual({ told, left: 0 });
    const note = message('agent', { public: false });
    expect(story(breach, { priority: 'urgent' }, { atHour: 1, draft: note }).told).toHaveLength(5);
  });
});
