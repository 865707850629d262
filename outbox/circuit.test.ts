import { beforeEach, describe, expect, test } from 'vitest';
import { createCircuit, type Attempt, type Circuit, type CircuitState } from './circuit.ts';

describe('a circuit', () => {
  let clock: number;
  let states: CircuitState[];
  let circuit: Circuit;

  beforeEach(() => {
    clock = 1_000;
    states = [];
    circuit = createCircuit({ now: () => clock, failuresToOpen: 3, firstPauseMs: 100, longestPauseMs: 350, onChange });
  });
  const onChange = (state: CircuitState) => void states.push(state);
  const enter = (): Attempt => {
    const attempt = circuit.enter();
    if (attempt === undefined) throw new Error('was not let in');
    return attempt;
  };
  const fail = (times: number) => {
    for (let at = 0; at < times; at++) enter().failed();
  };

  test('lets everybody in while it is closed, and opens after so many failures in a row', () => {
    fail(2);
    expect(circuit.openness()).toBe('all');
    fail(1);
    expect(circuit.openness()).toBe('none');
    expect(circuit.enter()).toBeUndefined();
    expect(states).toEqual(['open']);
  });

  test('a success between failures starts the count again', () => {
    fail(2);
    enter().succeeded();
    fail(2);
    expect(circuit.openness()).toBe('all');
  });

  test('after its pause one is let in to try; all others wait for what becomes of it', () => {
    fail(3);
    clock += 99;
    expect(circuit.enter()).toBeUndefined();
    clock += 1;
    expect(circuit.openness()).toBe('one');
    const probe = enter();
    expect(circuit.openness()).toBe('none');
    expect(circuit.enter()).toBeUndefined();
    probe.succeeded();
    expect(circuit.openness()).toBe('all');
    expect(states).toEqual(['open', 'probing', 'closed']);
  });

  test('pauses twice as long after each failed try, up to the longest', () => {
    fail(3);
    for (const pauseMs of [100, 200, 350, 350]) {
      clock += pauseMs - 1;
      expect(circuit.openness()).toBe('none');
      clock += 1;
      fail(1);
    }
    clock += 350;
    enter().succeeded();
    fail(3);
    clock += 100;
    expect(circuit.openness()).toBe('one');
  });

  test('failures of those who were let in before it opened lengthen nothing and end no try', () => {
    const before = [enter(), enter(), enter(), enter(), enter()];
    for (const attempt of before.slice(0, 4)) attempt.failed();
    clock += 100;
    const probe = enter();
    before[4]!.failed();
    expect(circuit.openness()).toBe('none');
    probe.succeeded();
    expect(circuit.openness()).toBe('all');
  });

  test('a late success of one who was let in before closes it', () => {
    const slow = enter();
    fail(3);
    slow.succeeded();
    expect(circuit.openness()).toBe('all');
  });
});
