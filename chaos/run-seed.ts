import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readTicketFact } from '#domain/sla/read-ticket-fact';
import { readTerms } from '#store/tickets/policy-terms';
import type { SlaRecordRow } from '#testkit/factories/sla-records';
import { testStack } from '#testkit/stack';
import type { TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '#store/queryable';
import { checkCommands } from './check/check-commands.ts';
import { checkDeadlines, type DeadlineFigures, type TicketRecords } from './check/check-deadlines.ts';
import { checkExecutions, type ExecutionFigures } from './check/check-executions.ts';
import { checkFacts, watchEngineRows } from './check/check-facts.ts';
import { checkMail, type MailFigures } from './check/check-mail.ts';
import { checkPages, type PageFigures } from './check/check-pages.ts';
import type { Finding } from './check/finding.ts';
import { inSnapshot } from './check/in-snapshot.ts';
import { readUnquiet, waitForQuiet } from './check/wait-for-quiet.ts';
import type { Profile } from './profile.ts';
import type { Crash } from './stage/part.ts';
import { openStage, partsOf, sweepMinutes, type Stage, type StageOptions } from './stage/open-stage.ts';
import { runStrikes, type StrikeRecord } from './strikes/run-strikes.ts';
import { strikeKinds, strikeNames, type StrikeKind, type StrikeName } from './strikes/strikes.ts';
import { openLedger, type Ledger } from './traffic/ledger.ts';
import { runTraffic } from './traffic/run-traffic.ts';
import { sendLetters, type SentLetter } from './traffic/send-letters.ts';

/** What a run is made of. */
export interface SeedPlan extends StageOptions {
  readonly seed: number;
  readonly profile: Profile;
  /** Told what happens, line by line. */
  readonly tell: (line: string) => void;
}

/** What came of it. */
export interface SeedResult {
  readonly findings: readonly Finding[];
  readonly ledger: Ledger;
  readonly strikes: readonly StrikeRecord[];
  readonly deadlines: DeadlineFigures;
  readonly executions: ExecutionFigures;
  readonly mail: MailFigures;
  readonly pages: PageFigures;
  /** How long it took at the end until all was quiet, compared and checked; ms. */
  readonly laps: Readonly<Record<string, number>>;
  /** Processes that ended by themselves. */
  readonly crashes: readonly (Crash & { readonly name: string })[];
}

/** Between two letters of customers, on average. */
const letterPauseMs = 2_000;

/** At the end nothing is struck for so long, and what fell due meanwhile is recorded on time. */
const calmMs = 12_000;

/** Run traffic and strikes that a seed decides, wait for quiet, and check the invariants. The test kit closes what it opens. */
export async function runSeed({ temporalKind, checkouts, ...plan }: SeedPlan): Promise<SeedResult> {
  const stage = await openStage({ temporalKind, ...(checkouts && { checkouts }) });
  try {
    return await runOn(stage, plan);
  } finally {
    for (const part of partsOf(stage)) part.dismiss();
  }
}

async function runOn(stage: Stage, { seed, profile, tell }: Omit<SeedPlan, keyof StageOptions>): Promise<SeedResult> {
  const folder = join(testStack().dir, 'chaos');
  mkdirSync(folder, { recursive: true });
  const ledger = openLedger(join(folder, `commands-${seed}-${Date.now()}.jsonl`));
  await watchEngineRows(stage.pool);
  const traffic = runTraffic(stage, profile, ledger, seed);
  const letters = sendLetters(stage, seed, letterPauseMs);
  await wait(3_000);
  const strikes = await runStrikes(stage, traffic, profile, { seed, tell });
  const enough = () => ledger.entries.filter(({ answer }) => answer.kind !== 'unanswered').length;
  while (enough() < profile.atLeast.commands) await wait(500);
  await wait(calmMs / 2);
  await Promise.all([traffic.stop(), letters.stop()]);
  await wait(calmMs / 2);

  const stopwatch = openStopwatch();
  await waitForQuiet(stage.pool);
  stopwatch.lap('quiet');
  const { findings: ofPages, figures: pages } = await checkPages(stage.pages, {
    wereCutOff: strikes.some(({ kind, found }) => found && isOfPages(kind)),
  });
  stopwatch.lap('pages compared');
  const { now, unquiet, factsOf, ofFacts, records, mail } = await readWhatIs(stage, letters.sent);
  const crashes = partsOf(stage).flatMap(({ name, crashes: own }) => own.map((crash) => ({ ...crash, name })));
  const outages = [
    ...strikes.filter(({ found, kind }) => found && !isOfPages(kind)),
    ...crashes.map(({ from, to }) => ({ from, to, terminated: [] })),
  ];
  const {
    findings: ofDeadlines,
    figures: deadlines,
    ticketIds: suspects,
  } = checkDeadlines(records, outages, {
    now,
    sweepMs: sweepMinutes * 60_000,
  });
  const ofCommands = await checkCommands(stage.pool, ledger, factsOf);
  const { findings: ofExecutions, figures: executions } = await checkExecutions(stage.client, { folder, suspects });
  stopwatch.lap('checked');
  const findings = [
    ...unquiet,
    ...ofCommands,
    ...ofDeadlines,
    ...ofFacts,
    ...mail.findings,
    ...ofPages,
    ...ofExecutions,
    ...checkAmount(profile, { ledger, strikes, deadlines }),
  ];
  const { laps } = stopwatch;
  return { findings, ledger, strikes, deadlines, executions, crashes, mail: mail.figures, pages, laps };
}

/**
 * What the database says at one moment, a quiet one: a minute after what happened people are mailed about it, which looks as if
 * nothing were to come and then comes at once.
 */
async function readWhatIs({ pool, sink }: Stage, letters: readonly SentLetter[]) {
  for (;;) {
    const unquiet = await waitForQuiet(pool);
    const [now, before] = [Date.now(), [...sink.messages]];
    const read = await inSnapshot(pool, async (client) => {
      if (unquiet.length === 0 && (await readUnquiet(client)) !== null) return null;
      const { factsOf, findings: ofFacts } = await checkFacts(client);
      const records = await readRecords(client, factsOf);
      return { factsOf, ofFacts, records, mail: await checkMail(client, { before, now: sink.messages }, letters) };
    });
    if (read !== null) return { now, unquiet, ...read };
  }
}

/** Notes how long each of some things takes that come one after the other. */
function openStopwatch() {
  const laps: Record<string, number> = {};
  let since = Date.now();
  return {
    laps,
    lap(name: string) {
      laps[name] = Date.now() - since;
      since = Date.now();
    },
  };
}

function isOfPages(name: StrikeName): boolean {
  const kind: StrikeKind = strikeKinds[name];
  return kind.isOfPages === true;
}

async function readRecords(
  client: Queryable,
  factsOf: ReadonlyMap<string, readonly TicketFact[]>,
): Promise<TicketRecords[]> {
  const records: TicketRecords[] = [];
  for (const [ticketId, facts] of factsOf) {
    const versions = facts.flatMap((fact) =>
      fact.type === 'created' ? [fact.policyVersionId] : fact.type === 'policy' ? [fact.to] : [],
    );
    const termsOf = await readTerms(client, versions);
    const { rows } = await client.query<SlaRecordRow & { openedBy: number }>(
      `SELECT metric, percent, opened_by AS "openedBy", due_at AS "dueAt", recorded_at AS "recordedAt",
         withdrawn_at AS "withdrawnAt" FROM sla_record WHERE ticket_id = $1 ORDER BY seq`,
      [ticketId],
    );
    records.push({ ticketId, facts: facts.map((fact) => readTicketFact(fact, termsOf)), records: rows });
  }
  return records;
}

/** A run that hardly did anything proves nothing. */
function checkAmount(
  { atLeast, strikesOfEachKind, only }: Profile,
  { ledger, strikes, deadlines }: Pick<SeedResult, 'ledger' | 'strikes' | 'deadlines'>,
): Finding[] {
  const few: string[] = [];
  if (ledger.entries.length < atLeast.commands) few.push(`only ${String(ledger.entries.length)} commands`);
  if (deadlines.due < atLeast.dueInstants) few.push(`only ${String(deadlines.due)} instants fell due`);
  for (const kind of only === undefined ? strikeNames : [only]) {
    const times = strikes.filter((strike) => strike.kind === kind && strike.found).length;
    if (times < strikesOfEachKind) few.push(`${kind} only ${String(times)} times with work in flight`);
  }
  return few.map((what) => ({ invariant: 'run', what }));
}
