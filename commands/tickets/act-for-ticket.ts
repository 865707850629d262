import { isHolding } from '#domain/flow/machine';
import { makesFacts } from '#domain/tickets/engine/makes-facts';
import type { RefusalReason } from '#domain/flow/run';
import { skeletonOf } from '#domain/flow/skeleton';
import { applyEffect, keyOfEffect } from '#domain/tickets/engine/apply-effect';
import type { UnsavedEngine } from '#domain/tickets/engine/engine-state';
import type { DoneEffect, EffectAnswer, EffectRequest } from '#domain/tickets/engine/exchange';
import { followOn } from '#domain/tickets/engine/follow-on';
import { planNext, type TicketEffect } from '#domain/tickets/engine/plan-next';
import { DEEPEST_CHAIN } from '#domain/tickets/cause';
import { effects, type StoredEffect } from '#store/engine/effects';
import { engineRows } from '#store/engine/engine-row';
import { readFlowDocuments } from '#store/engine/flow-documents';
import type { FactOrigin } from '#store/tickets/append-facts';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { performEffect } from './perform-effect.ts';

/**
 * Do an effect of a ticket's loop, and those that may follow it at once (`followOn`): in one transaction the check that the
 * loop's engine is the newest, the keys, the check that nothing overtook it, the effects, their outcomes, the step log and the
 * engine row.
 *
 * Safe to repeat: the loser of two writers gets the row and reloads; a key that was used answers with its stored outcome.
 */
export async function actForTicket(
  context: Pick<CommandContext, 'pool' | 'deliverSoon'>,
  request: EffectRequest,
): Promise<EffectAnswer> {
  const asEngine = { ...context, actor: { kind: 'engine' }, ownTicketId: request.ticketId } as const;
  const asFlow = { ...asEngine, origin: originOf(request) };
  const ifUnfit = (instead: () => Promise<EffectAnswer>) => (error: unknown) => {
    if (request.effect.kind !== 'flow' || !isUnfit(error)) throw error;
    return instead();
  };
  return act(asFlow, { ...request, most: mostTogether })
    .catch(ifUnfit(() => act(asFlow, { ...request, most: 1 })))
    .catch(ifUnfit(() => act({ ...asEngine, origin: ofEngine }, { ...request, most: 1, refusal: 'node_unreadable' })));
}

/** A flow may notify many people one after the other; the ticket's lock is not held for all of them. */
const mostTogether = 10;

/** What is asked for cannot be written at all; trying again would be for ever. SQLSTATE classes data exception, integrity. */
const isUnfit = (error: unknown) =>
  error instanceof TypeError || (error instanceof Error && 'code' in error && /^2[23]\w{3}$/.test(String(error.code)));

interface Act extends EffectRequest {
  /** How many effects at most. */
  readonly most: number;
  /** It was tried and cannot be done. */
  readonly refusal?: RefusalReason;
}

const act = command<Act, EffectAnswer>('act-for-ticket', async (work, { ticketId, engine, effect, most, refusal }) => {
  const { client } = work;
  const ticket = await work.lockItself(ticketId);
  const row = await engineRows.lock(client, ticketId);
  if (!row) throw new Error(`Ticket ${ticketId} has no engine row.`);
  if (row.version !== engine.state.rowVersion) return { kind: 'row', row };

  const flows = await readFlowDocuments(client, [...engine.state.runs.map(({ flowVersionId }) => flowVersionId)]);
  const skeletons = Object.fromEntries(Object.entries(flows).map(([id, document]) => [id, skeletonOf(document)]));

  async function perform(before: UnsavedEngine, wanted: TicketEffect): Promise<StoredEffect> {
    const key = keyOfEffect(ticketId, wanted);
    const stored = await effects.find(client, key);
    if (stored) return stored;
    const performed = refusal
      ? { outcome: { kind: 'refused', reason: refusal } as const, at: ticket.now, seq: ticket.row.lastSeq }
      : await performEffect(work, { ticket, engine: before, effect: wanted, key, flows });
    await effects.keep(client, ticketId, key, performed);
    return performed;
  }

  const first = await perform(engine, effect);
  let after = applyEffect(engine, skeletons, effect, first);
  let last = first;
  const further: DoneEffect[] = [];
  for (let next = followOn(after, skeletons, last); next && further.length + 1 < most;) {
    last = await perform(after, next);
    after = applyEffect(after, skeletons, next, last);
    further.push({ effect: next, outcome: last.outcome, at: last.at });
    next = followOn(after, skeletons, last);
  }
  const plan = planNext(after.state, skeletons, last.at);
  const nextAt = plan.kind === 'rest' ? plan.until : last.at;
  const now = await engineRows.write(client, {
    ticketId,
    over: row.version,
    seenSeq: after.state.seenSeq,
    state: after.state,
    nextAt,
    steps: after.steps,
    isHeld: isHolding(after.state.runs),
  });
  return {
    kind: 'done',
    ...first,
    ...(further.length > 0 && { further }),
    ...(now !== null && { now, nextAt }),
  };
});

const ofEngine: FactOrigin = { cause: { kind: 'engine' }, depth: 0 };

/** A chain of flows that has become too long is stopped by the workflow itself, so that its mark is not refused as well. */
function originOf({ ticketId, effect }: EffectRequest): FactOrigin {
  if (effect.kind === 'close') return ofEngine;
  const { flowVersionId, run, path, node, depth, act: wanted } = effect.effect;
  if (depth > DEEPEST_CHAIN && makesFacts(wanted)) return ofEngine;
  return { cause: { kind: 'flow', ticketId, flowVersionId, run, path, node }, depth };
}
