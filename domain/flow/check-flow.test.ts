import { describe, expect, test } from 'vitest';
import { checkFlow } from './check-flow.ts';
import { flowDocument, type FlowDocument, type FlowNode } from './document.ts';
import { buildFlow, end, note, wait } from './flow.examples.ts';
import { skeletonOf } from './skeleton.ts';

const [entry] = buildFlow({}).entries;
const repeat: Omit<Extract<FlowNode, { type: 'repeat' }>, 'body' | 'next'> = {
  type: 'repeat',
  everySeconds: 60,
  calendarVersionId: null,
  times: 3,
  leaveOn: [],
};
const set: FlowNode = { type: 'set', addTags: [], removeTags: [], next: 'over' };
const branch = (next: string, otherwise: string): FlowNode => ({ type: 'branch', cases: [{ when: { all: [] }, next }], otherwise }); // prettier-ignore
const leaving = (...events: ({ type: 'agent_replied' } | { type: 'status_changed'; to?: 'open' | 'closed' })[]) =>
  wait('over', events.map((event) => ({ event, next: 'over' }))); // prettier-ignore

describe('what is refused, and where', () => {
  test.each<[string, FlowDocument, object[]]>([
    ['no entry', buildFlow({}, { entries: [] }), [{ code: 'no_entry' }]],
    ['two entries of one name', buildFlow({ first: end }, { entries: [entry!, entry!] }), [{ code: 'duplicate_entry', entry: 'entry' }]], // prettier-ignore
    ['an entry to nowhere', buildFlow({}), [{ code: 'node_missing', entry: 'entry', exit: 'start' }]],
    ['an exit to nowhere', buildFlow({ first: note('over', 'gone'), over: end }), [{ code: 'node_missing', node: 'first', exit: 'failed' }]], // prettier-ignore
    ['an exit to what every object has', buildFlow({ first: note('toString') }), [{ code: 'node_missing', node: 'first', exit: 'next' }]], // prettier-ignore
    ['a node nobody comes to', buildFlow({ first: end, lost: note('first') }), [{ code: 'unreachable', node: 'lost' }]],
    ['a node that leads to itself', buildFlow({ first: note('first') }), [{ code: 'cycle_without_wait', node: 'first', exit: 'next' }]], // prettier-ignore
    ['a circle through a failed exit, told once', buildFlow({ first: note('second'), second: note('over', 'first'), over: end }), [{ code: 'cycle_without_wait', node: 'first', exit: 'next' }]], // prettier-ignore
    ['two circles', buildFlow({ first: branch('first', 'second'), second: branch('second', 'over'), over: end }), [{ code: 'cycle_without_wait', node: 'first', exit: 'cases.0' }, { code: 'cycle_without_wait', node: 'second', exit: 'cases.0' }]], // prettier-ignore
    ['a circle beside a wait', buildFlow({ first: branch('second', 'third'), second: wait('first'), third: note('first') }), [{ code: 'cycle_without_wait', node: 'first', exit: 'otherwise' }]], // prettier-ignore
    ['a repeat that is not one', buildFlow({ first: { ...repeat, body: 'round', next: 'over' }, round: note('over'), over: end }), [{ code: 'repeat_without_return', node: 'first', exit: 'body' }]], // prettier-ignore
    ['a fork that doubles', buildFlow({ first: { type: 'fork', branches: ['a', 'b'] }, a: wait('first'), b: wait('first') }), [{ code: 'fork_multiplies', node: 'first', exit: 'branches.1' }]], // prettier-ignore
    ['setting nothing', buildFlow({ first: set, over: end }), [{ code: 'sets_nothing', node: 'first' }]],
    ['a tag to and fro', buildFlow({ first: { ...set, addTags: ['vip'], removeTags: ['vip'] }, over: end }), [{ code: 'tag_added_and_removed', node: 'first' }]], // prettier-ignore
    ['an event named twice', buildFlow({ first: leaving({ type: 'agent_replied' }, { type: 'agent_replied' }), over: end }), [{ code: 'exit_never_taken', node: 'first', exit: 'leaveOn.1' }]], // prettier-ignore
    ['a status after any status', buildFlow({ first: leaving({ type: 'status_changed' }, { type: 'status_changed', to: 'open' }), over: end }), [{ code: 'exit_never_taken', node: 'first', exit: 'leaveOn.1' }]], // prettier-ignore
  ])('%s', (_, document, problems) => {
    expect(checkFlow(document)).toEqual(problems);
  });

  test('more than 200 nodes', () => {
    const chain = (length: number) => {
      const id = (at: number) => (at === 0 ? 'first' : `n${String(at)}`);
      const nodes = Array.from({ length }, (_, at) => [id(at), at === length - 1 ? end : note(id(at + 1))] as const);
      return buildFlow(Object.fromEntries(nodes));
    };
    expect(checkFlow(chain(200))).toEqual([]);
    expect(checkFlow(chain(201))).toEqual([{ code: 'too_many_nodes' }]);
  });
});

describe('what is allowed', () => {
  test.each<[string, FlowDocument]>([
    ['a circle with a wait', buildFlow({ first: wait('second'), second: note('first') })],
    ['a repeat', buildFlow({ first: { ...repeat, body: 'round', next: 'over' }, round: note('first'), over: end })],
    ['a repeat left by a branch', buildFlow({ first: { ...repeat, body: 'round', next: 'over' }, round: branch('first', 'over'), over: end })], // prettier-ignore
    ['a fork of which one branch comes back', buildFlow({ first: { type: 'fork', branches: ['a', 'over'] }, a: wait('first'), over: end })], // prettier-ignore
    ['a status, then any', buildFlow({ first: leaving({ type: 'status_changed', to: 'open' }, { type: 'status_changed', to: 'closed' }, { type: 'status_changed' }), over: end })], // prettier-ignore
  ])('%s', (_, document) => {
    expect(checkFlow(document)).toEqual([]);
    expect(flowDocument.parse(document)).toEqual(document);
  });
});

describe('the schema', () => {
  const good = buildFlow({ first: note('over'), over: end });
  const withNode = (node: object) => ({ ...good, nodes: { ...good.nodes, first: node } });
  test.each<[string, unknown]>([
    ['another version', { ...good, version: 2 }],
    ['a stranger beside it', { ...good, author: 'me' }],
    ['a node type without its feature', withNode({ type: 'webhook', next: 'over' })],
    ['a stranger in a node', withNode({ ...note('over'), off: true })],
    ['a missing exit', withNode({ type: 'note', text: 'Seen.' })],
    ['an empty text', withNode({ type: 'note', text: ' ', next: 'over' })],
    ['a wait of no time', withNode({ ...wait('over'), seconds: 0 })],
    ['a fraction of a second', withNode({ ...wait('over'), seconds: 0.5 })],
    ['a fork of one', withNode({ type: 'fork', branches: ['over'] })],
    ['a ticket made new again', withNode({ ...set, status: 'new' })],
    ['a wait for an opening', withNode(wait('over', [{ event: { type: 'created' } as never, next: 'over' }]))],
    ['a name that is no code', { ...good, nodes: { ...good.nodes, '1 a': end } }],
  ])('refuses %s', (_, written) => {
    expect(flowDocument.safeParse(written).success).toBe(false);
  });
});

test('a skeleton is the flow without anybody’s words', () => {
  const secret = 'Ask Mrs. Miller';
  const document = buildFlow(
    { first: { ...note('over'), title: secret, text: secret } as never, over: { ...end, title: secret } },
    { entries: [{ ...entry!, title: secret }], positions: { first: { x: 0, y: 0 } } },
  );
  expect(skeletonOf(document)).toEqual({
    version: 1,
    entries: [entry],
    nodes: { first: { type: 'note', next: 'over' }, over: { type: 'end' } },
  });
  expect(JSON.stringify(skeletonOf(document))).not.toContain('Miller');
});
