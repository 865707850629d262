import { setTimeout as wait } from 'node:timers/promises';
import { createDice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Traffic } from '../traffic/run-traffic.ts';
import { strikeKinds, strikeNames, type StrikeContext, type StrikeKind, type StrikeName } from './strikes.ts';

/** A strike as it went; instants in ms. */
export interface StrikeRecord {
  readonly kind: StrikeName;
  readonly point: string;
  /** Somebody was held at the point when it came. */
  readonly found: boolean;
  /** From the first harm until all that was struck is back. */
  readonly from: number;
  readonly to: number;
  readonly terminated: readonly string[];
}

const heldWithinMs = 9_000;
const relayHeldWithinMs = 20_000;
const mostAttempts = 4;

/**
 * Strike until each kind came as often as the profile says with work held at its point. The seed decides order and points.
 *
 * A point that nobody comes by in time is given up and the kind comes again later.
 */
export async function runStrikes(
  stage: Stage,
  traffic: Traffic,
  profile: Profile,
  { seed, tell }: { readonly seed: number; readonly tell: (line: string) => void },
): Promise<StrikeRecord[]> {
  const dice = createDice(seed, 1);
  const names = profile.only === undefined ? strikeNames : [profile.only];
  const order = dice.shuffle(
    names.flatMap((kind) =>
      Array.from({ length: profile.strikesOfEachKind }, (_, round) => ({ kind, round, attempt: 1 })),
    ),
  );
  const records: StrikeRecord[] = [];
  for (const next of order) {
    const context: StrikeContext = { stage, dice, round: next.round + seed, tickets: traffic.tickets };
    const record = await strikeOnce(next.kind, context);
    records.push(record);
    const took = ((record.to - record.from) / 1000).toFixed(1);
    tell(
      `  ${new Date(record.from).toISOString().slice(11, 23)} ${record.kind} (${record.found ? record.point : `nobody at: ${record.point}`}), ${took} s`,
    );
    if (!record.found && next.attempt < mostAttempts) order.push({ ...next, attempt: next.attempt + 1 });
    await wait(300 + dice.roll(1_200));
  }
  return records;
}

async function strikeOnce(kind: StrikeName, context: StrikeContext): Promise<StrikeRecord> {
  const { points, provoke, strike }: StrikeKind = strikeKinds[kind];
  const point = context.dice.pick(points(context));
  const began = Date.now();
  const hold = point.arm();
  const calm = await provoke?.(context.stage);
  const found = await hold.held(provoke ? relayHeldWithinMs : heldWithinMs).then(
    () => true,
    () => false,
  );
  const from = provoke ? began : Date.now();
  await calm?.();
  if (!found) {
    hold.release();
    return { kind, point: point.name, found, from, to: Date.now(), terminated: [] };
  }
  const struck = await strike(context, point, hold);
  return { kind, point: point.name, found, from, to: Date.now(), terminated: struck?.terminated ?? [] };
}
