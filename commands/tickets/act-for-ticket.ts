import { isHolding } from '#domain/flow/machine';
import type { RefusalReason } from '#domain/flow/run';
import { skeletonOf } from '#domain/flow/skeleton';
import { applyEffect, keyOfEffect } from '#domain/tickets/engine/apply-effect';
import type { EffectAnswer, EffectRequest } from '#domain/tickets/engine/exchange';
import { planNext } from '#domain/tickets/engine/plan-next';
import { DEEPEST_CHAIN } from '#domain/tickets/cause';
import { effects } from '#store/engine/effects';
import { engineRows } from '#store/engine/engine-row';
import { readFlowDocuments } from '#store/engine/flow-documents';
import type { FactOrigin } from '#store/tickets/append-facts';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { makesFacts, performEffect } from './perform-effect.ts';

/**
 * Do one effect of a ticket's loop: in one transaction the check that the loop's engine is the newest, the key, the check
 * that nothing overtook it, the effect, its outcome, the step log and the engine row.
 *
 * Safe to repeat: the loser of two writers gets the row and reloads; a key that was used answers with its stored outcome.
 */
export function actForTicket(
  context: Pick<CommandContext, 'pool' | 'deliverSoon'>,
  request: EffectRequest,
): Promise<EffectAnswer> {
  const asEngine = { ...context, actor: { kind: 'engine' }, ownTicketId: request.ticketId } as const;
  return act({ ...asEngine, origin: originOf(request) }, request).catch((error: unknown) => {
    if (request.effect.kind !== 'flow' || !isUnfit(error)) throw error;
    return act({ ...asEngine, origin: ofEngine }, { ...request, refusal: 'node_unreadable' });
  });
}

/** What is asked for cannot be written at all; trying again would be for ever. SQLSTATE classes data exception, integrity. */
const isUnfit = (error: unknown) =>
  error instanceof TypeError || (error instanceof Error && 'code' in error && /^2[23]\w{3}$/.test(String(error.code)));

interface Act extends EffectRequest {
  /** It was tried and cannot be done. */
  readonly refusal?: RefusalReason;
}

const act = command<Act, EffectAnswer>('act-for-ticket', async (work, { ticketId, engine, effect, refusal }) => {
  const { client } = work;
  const ticket = await work.lockItself(ticketId);
  const row = await engineRows.lock(client, ticketId);
  if (!row) throw new Error(`Ticket ${ticketId} has no engine row.`);
  if (row.version !== engine.state.rowVersion) return { kind: 'row', row };

  const flows = await readFlowDocuments(client, [...engine.state.runs.map(({ flowVersionId }) => flowVersionId)]);
  const key = keyOfEffect(ticketId, effect);
  const stored = await effects.find(client, key);
  const refused = refusal && {
    outcome: { kind: 'refused', reason: refusal } as const,
    at: ticket.now,
    seq: ticket.row.lastSeq,
  };
  const done = stored ?? refused ?? (await performEffect(work, { ticket, engine, effect, key, flows }));
  if (!stored) await effects.keep(client, ticketId, key, done);

  const skeletons = Object.fromEntries(Object.entries(flows).map(([id, document]) => [id, skeletonOf(document)]));
  const after = applyEffect(engine, skeletons, effect, done);
  const plan = planNext(after.state, skeletons, done.at);
  const nextAt = plan.kind === 'rest' ? plan.until : done.at;
  const now = await engineRows.write(client, {
    ticketId,
    over: row.version,
    seenSeq: after.state.seenSeq,
    state: after.state,
    nextAt,
    steps: after.steps,
    isHeld: isHolding(after.state.runs),
  });
  return { kind: 'done', ...done, ...(now !== null && { now, nextAt }) };
});

const ofEngine: FactOrigin = { cause: { kind: 'engine' }, depth: 0 };

/** A chain of flows that has become too long is stopped by the workflow itself, so that its mark is not refused as well. */
function originOf({ ticketId, effect }: EffectRequest): FactOrigin {
  if (effect.kind === 'close') return ofEngine;
  const { flowVersionId, run, path, node, depth, act: wanted } = effect.effect;
  if (depth > DEEPEST_CHAIN && makesFacts(wanted)) return ofEngine;
  return { cause: { kind: 'flow', ticketId, flowVersionId, run, path, node }, depth };
}
