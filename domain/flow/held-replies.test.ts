import { describe, expect, test } from 'vitest';
import type { FlowNode } from './document.ts';
import { begin, buildFact, buildFlow, end, FLOW, move, note, TICKET, wait } from './flow.examples.ts';
import { hear } from './machine.ts';
import type { FlowRun } from './run.ts';

const mail: FlowNode = { type: 'mail', subject: 'News', text: 'We are at it.', next: 'done', failed: 'done' };
const held = { replyIsHeld: true };
const reply = { type: 'message', messageId: 'm', by: 'agent', authorId: 'a', public: true, auto: false, via: 'web' } as const; // prettier-ignore
const hearIn = (
  document: ReturnType<typeof buildFlow>,
  runs: readonly FlowRun[],
  fact: Parameters<typeof buildFact>[0],
) => hear(runs, { [FLOW]: document }, [FLOW], buildFact(fact, { seq: 9 }), TICKET).runs;
const armed = (runs: readonly FlowRun[]): readonly FlowRun[] =>
  runs.map((run) => ({ ...run, paths: run.paths.map((path) => ({ ...path, state: { kind: 'waiting', until: 60 } })) }));

describe('while a reply can be undone', () => {
  const waiting = buildFlow({
    first: wait('nobody', [{ event: { type: 'agent_replied' }, next: 'done' }]),
    nobody: note('done'),
    done: end,
  });

  test('a wait for an answer is not over', () => {
    const runs = armed(begin(waiting).runs);
    expect(move(waiting, runs, { now: 60, subject: held })).toMatchObject({ until: null, steps: [] });
    expect(move(waiting, runs, { now: 60 })).toMatchObject({ effect: { node: 'nobody' } });
  });

  test('and does not hear it: it hears the release', () => {
    const runs = armed(begin(waiting).runs);
    const pressed = hearIn(waiting, runs, { ...reply, heldUntil: 70 });
    expect(pressed).toEqual(runs);
    const [released] = hearIn(waiting, pressed, { type: 'released', messageId: 'm' });
    expect(released?.paths).toMatchObject([{ node: 'done' }]);
  });

  test('a reply that cannot be undone is heard at once', () => {
    const [left] = hearIn(waiting, armed(begin(waiting).runs), reply);
    expect(left?.paths).toMatchObject([{ node: 'done' }]);
  });

  test('a wait for something else goes on', () => {
    const other = buildFlow({ first: wait('then'), then: note('done'), done: end });
    expect(move(other, armed(begin(other).runs), { now: 60, subject: held })).toMatchObject({
      effect: { node: 'then' },
    });
  });

  test('no mail is asked for, but what stands behind it in line is', () => {
    const forked = buildFlow({
      first: { type: 'fork', branches: ['mail', 'note'] },
      mail,
      note: note('done'),
      done: end,
    });
    const { runs } = begin(forked);
    expect(move(forked, runs, { subject: held })).toMatchObject({ effect: { act: { type: 'note' } } });
    expect(move(forked, runs)).toMatchObject({ effect: { act: { type: 'mail' } } });
  });
});
