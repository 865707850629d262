import type { EngineState } from '#domain/tickets/engine/engine-state';
import type { Plan } from '#domain/tickets/engine/plan-next';
import { attributesOf, detailsOf, type ShownAttributes } from '#domain/tickets/engine/show-engine';
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';

const keys = {
  NixNumber: defineSearchAttributeKey('NixNumber', 'INT'),
  NixStatus: defineSearchAttributeKey('NixStatus', 'KEYWORD'),
  NixPriority: defineSearchAttributeKey('NixPriority', 'KEYWORD'),
  NixTeam: defineSearchAttributeKey('NixTeam', 'KEYWORD'),
  NixSlaState: defineSearchAttributeKey('NixSlaState', 'KEYWORD'),
  NixNextDue: defineSearchAttributeKey('NixNextDue', 'DATETIME'),
  NixStuck: defineSearchAttributeKey('NixStuck', 'BOOL'),
} as const;

/**
 * Tell the Temporal UI where a ticket stands: details each time, which cost no history, attributes and memo when they have
 * changed, which cost an event each.
 *
 * @returns what is shown now
 */
export function showTicket(
  state: EngineState,
  plan: Extract<Plan, { kind: 'rest' }>,
  { shown, link }: { readonly shown: ShownAttributes | null; readonly link: string },
): ShownAttributes | null {
  const { ticket } = state;
  if (!ticket) return shown;
  setCurrentDetails(`${detailsOf(state, ticket, plan)}\n\n${link}`);
  const now = attributesOf(state, ticket);
  const changed = pairsOf(now).filter((pair, at) => !shown || pair.value !== pairsOf(shown)[at]?.value);
  if (changed.length === 0) return now;
  upsertSearchAttributes(changed.map(({ pair }) => pair));
  if (changed.some(({ inMemo }) => inMemo)) {
    const { number, status, priority, teamId: team } = ticket;
    upsertMemo({ number, status, priority, team, link });
  }
  return now;
}

interface Shown {
  readonly pair: SearchAttributeUpdatePair;
  readonly value: string | number | boolean | null;
  readonly inMemo: boolean;
}

const pairsOf = (shown: ShownAttributes): Shown[] => [
  { pair: { key: keys.NixNumber, value: shown.NixNumber }, value: shown.NixNumber, inMemo: true },
  { pair: { key: keys.NixStatus, value: shown.NixStatus }, value: shown.NixStatus, inMemo: true },
  { pair: { key: keys.NixPriority, value: shown.NixPriority }, value: shown.NixPriority, inMemo: true },
  { pair: { key: keys.NixTeam, value: shown.NixTeam }, value: shown.NixTeam, inMemo: true },
  { pair: { key: keys.NixSlaState, value: shown.NixSlaState }, value: shown.NixSlaState, inMemo: false },
  {
    pair: { key: keys.NixNextDue, value: shown.NixNextDue === null ? null : new Date(shown.NixNextDue) },
    value: shown.NixNextDue,
    inMemo: false,
  },
  { pair: { key: keys.NixStuck, value: shown.NixStuck }, value: shown.NixStuck, inMemo: false },
];
