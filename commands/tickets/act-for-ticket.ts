import { isHolding } from '#domain/flow/machine';
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
  return act(
    { ...context, actor: { kind: 'engine' }, origin: originOf(request), ownTicketId: request.ticketId },
    request,
  );
}

const act = command<EffectRequest, EffectAnswer>('act-for-ticket', async (work, { ticketId, engine, effect }) => {
  const { client } = work;
  const ticket = await work.lockItself(ticketId);
  const row = await engineRows.lock(client, ticketId);
  if (!row) throw new Error(`Ticket ${ticketId} has no engine row.`);
  if (row.version !== engine.state.rowVersion) return { kind: 'row', row };

  const flows = await readFlowDocuments(client, [...engine.state.runs.map(({ flowVersionId }) => flowVersionId)]);
  const key = keyOfEffect(ticketId, effect);
  const stored = await effects.find(client, key);
  const done = stored ?? (await performEffect(work, { ticket, engine, effect, key, flows }));
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

/** A chain of flows that has become too long is stopped by the workflow itself, so that its mark is not refused as well. */
function originOf({ ticketId, effect }: EffectRequest): FactOrigin {
  if (effect.kind === 'close') return { cause: { kind: 'engine' }, depth: 0 };
  const { flowVersionId, run, path, node, depth, act: wanted } = effect.effect;
  if (depth > DEEPEST_CHAIN && makesFacts(wanted)) return { cause: { kind: 'engine' }, depth: 0 };
  return { cause: { kind: 'flow', ticketId, flowVersionId, run, path, node }, depth };
}
