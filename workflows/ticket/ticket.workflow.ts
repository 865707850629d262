import type { FlowSkeleton } from '#domain/flow/skeleton';
import { applyEffect, isAtLimit } from '#domain/tickets/engine/apply-effect';
import { applyRecording } from '#domain/tickets/engine/apply-recording';
import type { UnsavedEngine } from '#domain/tickets/engine/engine-state';
import type { StoredEngine, TicketNews } from '#domain/tickets/engine/exchange';
import { withStarted } from '#domain/tickets/engine/fold-delivery';
import { foldNews } from '#domain/tickets/engine/fold-news';
import { isOver } from '#domain/tickets/engine/is-over';
import { newsQuestion } from '#domain/tickets/engine/news-question';
import { planNext, type Plan } from '#domain/tickets/engine/plan-next';
import { upcastState } from '#domain/tickets/engine/upcast-state';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  log,
  patched,
  proxyLocalActivities,
  setHandler,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { createAlarm } from './alarm.ts';
import { handleOperations, recordOperation } from './handle-operations.ts';
import { createNotes, type OperationNote } from './notes.ts';
import { createPresent } from './present.ts';
import { retryDelay } from './retry-delay.ts';
import { showTicket } from './show-ticket.ts';
import { startDelivery } from './start-delivery.ts';
import { fresh, isNews, news, nudge, type TicketStart } from './ticket.messages.ts';
import type { TicketActivities } from './ticket.ports.ts';

/** One attempt: what fails is waited out by the loop, where any signal ends the waiting. */
const database = proxyLocalActivities<TicketActivities>({
  startToCloseTimeout: '5 s',
  // Longer, since a worker that is busy lets them wait.
  scheduleToCloseTimeout: '30 s',
  retry: { maximumAttempts: 1 },
});

/**
 * From so many events on an execution does nothing new and continues as new. All that a worker held who died are replayed
 * within a moment by the others, an event a millisecond, and a task runs out after 5 s.
 */
const longHistoryEvents = () => (patched('cut at 120 events') ? 120 : 250);
/** Announced facts that were asked for so often and are not there were never committed. */
const mostEmptyLoads = 6;

/**
 * A ticket's life: fold what happened, decide with pure functions, act through commands, wait for the next instant or news.
 *
 * Handlers only take notes; this loop is the only writer of `engine`, and it never waits for the outside world. PostgreSQL
 * is the truth: an execution that is lost is started again from its row and its facts, and goes on where the other was.
 */
export async function ticketWorkflow({ ticketId, carried, announced }: TicketStart): Promise<void> {
  const { attempt, lastFailure } = workflowInfo();
  // The worker that ended the one before could not say whose it was.
  if (attempt > 1) log.error('Begun again: the execution before has ended.', { attempt, reason: lastFailure?.message });
  let engine: UnsavedEngine | null = carried ? takenOver(carried.engine) : null;
  let flows: Readonly<Record<string, FlowSkeleton>> = {};
  let link = '';
  // What the row says is the next instant; undefined: not known.
  let savedNextAt = carried?.savedNextAt;
  let shown = carried?.shown ?? null;
  let newsUpTo = carried?.newsUpTo ?? announced?.seq ?? 0;
  let newsEpoch = carried?.engine.state.epoch ?? announced?.epoch;
  let wantsFresh = false as boolean;
  let isGone = false as boolean;
  // Every execution begins by looking, and looks again before a wait ends: all news is folded by then.
  let mustLook = true;
  let failures = 0;
  let emptyLoads = 0;
  const present = createPresent();
  const alarm = createAlarm(present);

  const notes = createNotes();
  // What came by hand may be anything, and an error that left a handler would fail its task at every attempt: look then.
  setHandler(news, (payload: unknown) => notes.add(isNews(payload) ? { type: 'news', ...payload } : { type: 'look' }));
  setHandler(nudge, () => notes.add({ type: 'look' }));
  setHandler(fresh, () => notes.add({ type: 'fresh' }));
  handleOperations(notes, (seq) => (engine?.state.seenSeq ?? 0) >= seq);

  /**
   * Take what was noted: the one place where anything from outside enters, and only where the loop has waited. A replay may be
   * told of a note, and of two ended activities, earlier than the first time: in the midst of what was done without it.
   */
  async function takeNotes(): Promise<void> {
    for (const note of notes.take()) {
      if (note.type === 'operation') await carryOutOperation(note);
      else if (note.type === 'fresh') wantsFresh = true;
      // Numbers of another database say nothing about this one's; looking tells which is the true one.
      else if (note.type === 'look' || note.epoch !== (newsEpoch ??= note.epoch)) mustLook = true;
      else newsUpTo = Math.max(newsUpTo, note.seq);
    }
  }

  async function carryOutOperation({ request, key, answer }: OperationNote): Promise<void> {
    const summary = `Operator: ${request.operation.act}`;
    const outcome = await recordOperation(() =>
      database.operateTicket.executeWithOptions({ summary }, [ticketId, request, key]),
    );
    if ('seq' in outcome) newsUpTo = Math.max(newsUpTo, outcome.seq);
    answer(outcome);
  }

  const hasNews = () => mustLook || newsUpTo > (engine?.state.seenSeq ?? 0);
  const beginFrom = ({ state, version }: StoredEngine, epoch: string) => {
    engine = { state: upcastState(state, epoch, version), ...nothingUnsaved };
    savedNextAt = undefined;
  };
  const adopt = (row: StoredEngine, epoch: string) => {
    beginFrom(row, epoch);
    mustLook = true;
  };

  function handedOn(): TicketStart {
    if (engine) return { ticketId, carried: { engine, savedNextAt, newsUpTo, shown } };
    // It never got to look, and is cut all the same: as long as PostgreSQL is away, each attempt makes it longer.
    return newsEpoch === undefined ? { ticketId } : { ticketId, announced: { seq: newsUpTo, epoch: newsEpoch } };
  }

  const question = () => newsQuestion(ticketId, engine?.state, flows);

  /** Load a page of news and fold it. */
  async function look(): Promise<void> {
    mustLook = false;
    const reply = await database.loadTicketNews.executeWithOptions({ summary: 'Load news' }, [question()]);
    if (!reply) {
      isGone = true;
      return;
    }
    present.hear(reply.now);
    await takeIn(reply);
  }

  async function takeIn(reply: TicketNews): Promise<void> {
    flows = { ...flows, ...reply.flows };
    link = reply.link;
    if (reply.row) beginFrom(reply.row, reply.epoch);
    fold(reply);
    if (newsEpoch !== undefined && newsEpoch !== reply.epoch) newsUpTo = reply.lastSeq;
    newsEpoch = reply.epoch;
    if (newsUpTo > reply.lastSeq) await waitForAnnounced(reply.lastSeq);
    else {
      newsUpTo = reply.lastSeq;
      emptyLoads = 0;
    }
  }

  /** Facts are folded without a gap. A page that does not follow the state's last fact is asked for again. */
  function fold(reply: TicketNews): void {
    if (!engine) return;
    const [first] = reply.facts;
    if (first && first.seq > engine.state.seenSeq + 1) mustLook = true;
    else engine = foldNews(engine, { ...reply, ticketId }, flows);
  }

  /** What was announced is not there: a failure, until it is clear that it never will be. */
  async function waitForAnnounced(lastSeq: number): Promise<void> {
    emptyLoads += 1;
    if (emptyLoads < mostEmptyLoads) {
      await waitOut(emptyLoads);
      return;
    }
    emptyLoads = 0;
    newsUpTo = lastSeq;
  }

  /** Wait longer with each failure, or until any signal comes. */
  async function waitOut(failed: number): Promise<void> {
    present.rest();
    await condition(() => !notes.isEmpty(), retryDelay(failed), { summary: 'Try again after a failure' });
    await takeNotes();
  }

  async function carryOut(plan: Exclude<Plan, { kind: 'rest' }>, before: UnsavedEngine): Promise<void> {
    if (plan.kind === 'moved') {
      const { runs, steps } = plan;
      engine = { state: { ...before.state, runs }, steps: [...before.steps, ...steps], isUnsaved: true };
    } else if (plan.kind === 'send') {
      await startDelivery(plan.deliveryId);
      engine = { ...before, state: withStarted(before.state, plan.deliveryId), isUnsaved: true };
    } else if (plan.kind === 'record') {
      const summary = 'Record SLA marks';
      const reply = await database.recordSlaMarks.executeWithOptions({ summary }, [ticketId, question()]);
      present.hear(reply.news?.now ?? reply.now);
      newsUpTo = Math.max(newsUpTo, reply.seq);
      engine = { ...before, state: applyRecording(before.state, reply, present.now()) };
      if (reply.news) await takeIn(reply.news);
      // Nothing recorded: too early by PostgreSQL's clock, or the clocks are not what they were at the last look.
      else mustLook ||= reply.recorded === 0;
    } else if (plan.effect.kind === 'flow' && isAtLimit(before, present.now())) {
      const outcome = { kind: 'refused', reason: 'limit' } as const;
      engine = applyEffect(before, flows, plan.effect, { outcome, at: present.now() });
    } else {
      const summary = plan.effect.kind === 'flow' ? `Flow: ${plan.effect.effect.act.type}` : 'Close what was resolved';
      const request = { ticketId, engine: before, effect: plan.effect };
      const reply = await database.actForTicket.executeWithOptions({ summary }, [request, question()]);
      if (reply.kind === 'row') {
        adopt(reply.row, before.state.epoch);
        return;
      }
      present.hear(reply.news?.now ?? reply.now);
      const done = [{ ...reply, effect: plan.effect }, ...(reply.further ?? [])];
      engine = asSaved(done.reduce((each, one) => applyEffect(each, flows, one.effect, one), before));
      savedNextAt = reply.nextAt;
      newsUpTo = Math.max(newsUpTo, reply.seq);
      if (reply.news) await takeIn(reply.news);
    }
  }

  async function save(before: UnsavedEngine, nextAt: number | null): Promise<void> {
    const reply = await database.saveTicketEngine.executeWithOptions({ summary: 'Save the engine row' }, [
      { ticketId, engine: before, nextAt },
    ]);
    if (reply.kind === 'row') adopt(reply.row, before.state.epoch);
    else {
      present.hear(reply.now);
      engine = asSaved(before);
      savedNextAt = nextAt;
    }
  }

  /**
   * Make an attempt; if it fails, wait and look again.
   *
   * What a local activity throws comes as it is; one that ran out of time comes as an `ActivityFailure` at first, and without
   * it in a replay. Both must go the same way.
   */
  async function patiently(attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt();
      failures = 0;
    } catch (error) {
      if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
      mustLook = true;
      failures += 1;
      await waitOut(failures);
    }
  }

  const cutAt = longHistoryEvents();
  for (;;) {
    const isLong = wantsFresh || workflowInfo().historyLength >= cutAt;
    if (isLong && allHandlersFinished()) {
      await takeNotes();
      await continueAsNew<typeof ticketWorkflow>(handedOn());
    }
    if (isGone) {
      if (notes.isEmpty() && allHandlersFinished()) return;
      await condition(() => !notes.isEmpty() || allHandlersFinished());
      await takeNotes();
      continue;
    }
    if (hasNews() || !engine) {
      await patiently(look);
      continue;
    }
    if (isLong) {
      await condition(() => !notes.isEmpty() || allHandlersFinished());
      await takeNotes();
      continue;
    }
    const current: UnsavedEngine = engine;
    const plan = planNext(current.state, flows, present.now());
    if (plan.kind !== 'rest') {
      await patiently(() => carryOut(plan, current));
      continue;
    }
    // The sweep goes by the row: one that says a passed instant would be taken for a ticket that does not move.
    if (current.isUnsaved || plan.until !== savedNextAt) {
      await patiently(() => save(current, plan.until));
      continue;
    }
    shown = showTicket(current.state, plan, { shown, link });
    const isDone = () => isOver(current.state) && notes.isEmpty() && allHandlersFinished();
    if (isDone()) return;
    alarm.set(plan.until, `Next: ${plan.waitsFor}`);
    present.rest();
    await condition(() => !notes.isEmpty() || alarm.hasRung() || isDone());
    await takeNotes();
    if (alarm.hasRung()) {
      alarm.acknowledge();
      // The recorder looks at all facts by itself, under the ticket's lock.
      mustLook ||= plan.waitsFor !== 'SLA mark';
    }
  }
}

const nothingUnsaved = { steps: [], isUnsaved: false } as const;

/** As the activity has just written it. */
function asSaved({ state }: UnsavedEngine): UnsavedEngine {
  return { state: { ...state, rowVersion: state.rowVersion + 1 }, ...nothingUnsaved };
}

/** As an execution of other code may have handed it on. */
function takenOver(engine: UnsavedEngine): UnsavedEngine {
  const { epoch, rowVersion } = engine.state;
  return { ...engine, state: upcastState(engine.state, epoch, rowVersion) };
}
