import { expect, test } from 'vitest';
import { buildFact } from '../../flow/flow.examples.ts';
import type { FactDraft } from '../fact.ts';
import { buildEngine, buildEngineTicket } from './engine.examples.ts';
import { withStarted } from './fold-delivery.ts';
import { foldNews } from './fold-news.ts';
import { isOver } from './is-over.ts';
import { planNext } from './plan-next.ts';

const message = {
  ...{ type: 'message', messageId: 'm', by: 'agent', authorId: 'a', public: true, auto: false, via: 'web' },
  deliveryId: 'd',
} as const satisfies FactDraft;
const closed = buildEngineTicket({ status: 'closed' });

const stateAfter = (...drafts: FactDraft[]) =>
  foldNews(
    buildEngine(),
    { ticketId: 't', facts: drafts.map((draft, at) => buildFact(draft, { seq: at + 1 })), ticket: closed },
    {},
  ).state;

test('a mail is started once, and its ticket is not over before the mail is', () => {
  const asked = stateAfter(message);
  expect(planNext(asked, {}, 0)).toEqual({ kind: 'send', deliveryId: 'd' });
  const started = withStarted(asked, 'd');
  expect(planNext(started, {}, 0)).toMatchObject({ kind: 'rest' });
  expect(isOver(started)).toBe(false);
  expect(isOver(stateAfter(message, { type: 'delivery', deliveryId: 'd', outcome: 'unknown' }))).toBe(true);
});

test('paused flows and a ticket out of the queue hold up no mail', () => {
  const state = { ...stateAfter(message), isPaused: true, ticket: { ...closed, isAway: true } };
  expect(planNext(state, {}, 0)).toMatchObject({ kind: 'send' });
});

test('a held reply is held until it is released', () => {
  const held = { ...message, heldUntil: 1 };
  expect(stateAfter(held)).toMatchObject({ held: ['m'], deliveries: [{ id: 'd' }] });
  expect(stateAfter(held, { type: 'released', messageId: 'm' })).toMatchObject({ held: [], deliveries: [{ id: 'd' }] });
});

test('an undone one leaves nothing to wait for', () => {
  const undone = stateAfter({ ...message, heldUntil: 1 }, { type: 'unsent', messageId: 'm', deliveryId: 'd', lastMessageId: null }); // prettier-ignore
  expect(undone).toMatchObject({ held: [], deliveries: [] });
  expect(isOver(undone)).toBe(true);
});
