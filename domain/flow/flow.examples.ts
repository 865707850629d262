import fc from 'fast-check';
import type { FactDraft, FactPlace, TicketFact } from '../tickets/fact.ts';
import { METRICS, PRIORITIES, STATUSES } from '../tickets/words.ts';
import { buildSubject, uuid } from '../conditions/condition.examples.ts';
import { hear, nextStep } from './machine.ts';
import type { FlowDocument, FlowNode, Trigger } from './document.ts';
import { exitsOf } from './exits.ts';
import type { FlowEffect, FlowRun, StepLog } from './run.ts';

/** The ticket whose flows run. */
export const TICKET = { id: uuid(1) };
/** The version of the flow. */
export const FLOW = uuid(2);

/** A fact of a person, the ticket's fifth. */
export const buildFact = (draft: FactDraft, place: Partial<FactPlace> = {}): TicketFact => ({
  ...{ seq: 5, at: 1000, revision: 1, cause: { kind: 'person', id: uuid(8) }, depth: 0 },
  ...place,
  ...draft,
});

/** A message, public and written by a person. */
export const message = (by: 'customer' | 'agent', differences = {}): FactDraft => ({
  ...({ type: 'message', messageId: uuid(3), by, authorId: null, public: true, auto: false, via: 'mail' } as const),
  ...differences,
});

/** The opening of a ticket by a customer. */
export const created: FactDraft = {
  type: 'created',
  by: 'customer',
  via: 'mail',
  status: 'new',
  priority: 'normal',
  teamId: null,
  assigneeId: null,
  requesterId: uuid(9),
  tags: [],
  policyVersionId: null,
  flowVersionIds: [FLOW],
  messageId: uuid(3),
  followUpOfId: null,
};

/** A flow that starts at `first` when somebody changes the priority. */
export const buildFlow = (nodes: FlowDocument['nodes'], differences: Partial<FlowDocument> = {}): FlowDocument => ({
  version: 1,
  appliesTo: { all: [] },
  entries: [{ id: 'entry', on: { type: 'priority_changed' }, ifRunning: 'beside', start: 'first' }],
  nodes,
  ...differences,
});

/** An end. */
export const end: FlowNode = { type: 'end' };
/** A note, the simplest act. */
export const note = (next: string, failed?: string): FlowNode => ({ type: 'note', text: 'Seen.', next, ...(failed && { failed }) }); // prettier-ignore
/** A minute around the clock. */
export const wait = (next: string, leaveOn: Extract<FlowNode, { type: 'wait' }>['leaveOn'] = []): FlowNode => ({
  type: 'wait',
  seconds: 60,
  calendarVersionId: null,
  leaveOn,
  next,
});
/** What starts `buildFlow`. */
export const priorityChanged: FactDraft = { type: 'priority', from: 'low', to: 'high' };

/** A flow's first run, and how it goes on until it rests or asks for something. */
export function begin(document: FlowDocument, fact = buildFact(priorityChanged)) {
  const heard = hear([], { [FLOW]: document }, [FLOW], fact, TICKET);
  return move(document, heard.runs, { steps: heard.steps });
}

/** Runs after all that can be done without an effect. */
export function move(
  document: FlowDocument,
  runs: readonly FlowRun[],
  { now = 0, subject = {}, steps = [] }: { now?: number; subject?: object; steps?: readonly StepLog[] } = {},
): { runs: readonly FlowRun[]; steps: readonly StepLog[]; effect?: FlowEffect; until?: number | null } {
  const next = nextStep(runs, { [FLOW]: document }, buildSubject(subject), now);
  if (next.kind === 'effect') return { runs, steps, effect: next.effect };
  if (next.kind === 'rest') return { runs, steps, until: next.until };
  return move(document, next.runs, { now, subject, steps: [...steps, ...next.steps] });
}

const anyEvent = fc.oneof(
  fc.constantFrom('customer_replied', 'agent_replied', 'priority_changed', 'tags_changed', 'assignee_changed').map((type) => ({ type }) as const), // prettier-ignore
  fc.constantFrom(...METRICS).map((metric) => ({ type: 'sla_breached', metric }) as const),
  fc.constantFrom(...METRICS).map((metric) => ({ type: 'sla_warning', metric, percent: 75 }) as const),
  fc.constantFrom(...STATUSES).map((to) => ({ type: 'status_changed', to }) as const),
);

const SIZE = 12;
const id = (number: number) => `n${String(number)}`;

/** Mostly ahead, so that many of these flows may be published; sometimes back, sometimes nowhere. */
const anyTarget = (at: number) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: Math.min(at + 1, SIZE), max: SIZE }) },
    { weight: 3, arbitrary: fc.nat(SIZE) },
  ).map(id); // prettier-ignore

function anyNode(at: number): fc.Arbitrary<FlowNode> {
  const target = anyTarget(at);
  const optional = fc.oneof(fc.constant({}), target.map((failed) => ({ failed }))); // prettier-ignore
  const leaveOn = fc.array(fc.record({ event: anyEvent, next: target }), { maxLength: 2 });
  const seconds = fc.integer({ min: 1, max: 100 });
  return fc.oneof(
    fc.record({ seconds, leaveOn, next: target }).map((rest) => ({ type: 'wait', calendarVersionId: null, ...rest }) as const), // prettier-ignore
    fc.record({ priority: fc.constantFrom(...PRIORITIES), first: target, otherwise: target }).map(
      ({ priority, first, otherwise }) =>
        ({ type: 'branch', cases: [{ when: { field: 'priority', op: 'is', value: priority }, next: first }], otherwise }) as const, // prettier-ignore
    ),
    fc
      .record({ everySeconds: seconds, times: fc.integer({ min: 1, max: 3 }), leaveOn, next: target })
      .map((rest) => ({ type: 'repeat', calendarVersionId: null, body: id(Math.min(at + 1, SIZE)), ...rest }) as const),
    fc.array(target, { minLength: 2, maxLength: 3 }).map((branches) => ({ type: 'fork', branches }) as const),
    fc.tuple(target, optional).map(([next, failed]) => ({ type: 'set', priority: 'high', addTags: ['seen'], removeTags: [], next, ...failed }) as const), // prettier-ignore
    fc.tuple(target, optional).map(([next, failed]) => ({ type: 'note', text: 'Seen.', next, ...failed }) as const),
    fc.tuple(target, optional).map(([next, failed]) => ({ type: 'assign', to: { kind: 'pool' }, next, ...failed }) as const), // prettier-ignore
    fc.tuple(target, optional).map(([next, failed]) => ({ type: 'notify', to: [{ kind: 'team' }], text: 'Look.', next, ...failed }) as const), // prettier-ignore
  ) as fc.Arbitrary<FlowNode>;
}

const anyEntry = fc.record({
  on: fc.oneof(anyEvent, fc.constantFrom({ type: 'created' } as const, { type: 'by_hand' } as const)),
  ifRunning: fc.constantFrom('ignore', 'restart', 'beside'),
  start: fc.oneof(fc.constant(id(0)), fc.nat(SIZE).map(id)),
});

/** Any flow, good or bad, but without nodes that no entry leads to. */
export const anyFlow: fc.Arbitrary<FlowDocument> = fc
  .record({
    entries: fc.array(anyEntry, { minLength: 1, maxLength: 4 }),
    nodes: fc.tuple(...Array.from({ length: SIZE }, (_, at) => anyNode(at))),
    returns: fc.boolean(),
  })
  .map(({ entries, nodes, returns }) => {
    const all: Record<string, FlowNode> = { ...Object.fromEntries(nodes.map((node, at) => [id(at), node])), [id(SIZE)]: end }; // prettier-ignore
    for (const [at, node] of nodes.entries()) {
      const body = nodes[at + 1];
      if (returns && node.type === 'repeat' && body && 'next' in body) all[id(at + 1)] = { ...body, next: id(at) };
    }
    const reached = entries.map(({ start }) => start);
    for (const at of reached) {
      const node = all[at];
      for (const { to } of node ? exitsOf(node) : []) if (!reached.includes(to)) reached.push(to);
    }
    const kept = Object.fromEntries(Object.entries(all).filter(([at]) => reached.includes(at)));
    return buildFlow(kept, { entries: entries.map((entry, at) => ({ id: `e${String(at)}`, ...entry })) });
  });

/** A fact that meets a trigger. */
export function draftFor(on: Trigger): FactDraft {
  switch (on.type) {
    case 'created':
      return created;
    case 'customer_replied':
      return message('customer');
    case 'agent_replied':
      return message('agent');
    case 'status_changed':
      return { type: 'status', from: 'open', to: on.to ?? 'pending' };
    case 'priority_changed':
      return priorityChanged;
    case 'assignee_changed':
      return { type: 'assignee', from: null, to: uuid(4) };
    case 'tags_changed':
      return { type: 'tags', added: ['vip'], removed: [] };
    case 'by_hand':
      return { type: 'operation', act: 'run', flowVersionId: FLOW, entry: 'e0' };
    default:
      return { ...on, percent: 'percent' in on ? on.percent : 100, openedBy: 1, dueAt: 0 };
  }
}

/** What may happen to a ticket, apart from what operators do. */
export const anyDraft: fc.Arbitrary<FactDraft> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(created, message('customer'), message('agent'), message('agent', { public: false }), message('customer', { auto: true })) }, // prettier-ignore
  { weight: 3, arbitrary: fc.constantFrom(...STATUSES).map((to) => ({ type: 'status', from: 'open', to }) as const) },
  fc.constantFrom<FactDraft>(
    priorityChanged,
    { type: 'tags', added: ['vip'], removed: [] },
    { type: 'assignee', from: null, to: uuid(4) },
    { type: 'team', from: null, to: uuid(5) },
    { type: 'restored' },
    { type: 'telepathy' } as unknown as FactDraft,
  ),
  fc.record({ type: fc.constantFrom('sla_warning', 'sla_breached'), metric: fc.constantFrom(...METRICS) }).map(
    (fact) => ({ ...fact, openedBy: 1, percent: fact.type === 'sla_warning' ? 75 : 100, dueAt: 0 }),
  ), // prettier-ignore
);
