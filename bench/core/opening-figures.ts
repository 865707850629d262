import { describeDistribution, distributionOf, type Distribution } from '../distribution.ts';
import { inLanes } from '../in-lanes.ts';
import type { BenchStack } from '../stack.ts';
import { measureBareSignals } from './bare-signals.ts';
import { withBareWorker } from './bare-worker.ts';
import { plain, times, type Figure } from './figure.ts';
import { openByApi } from './open-by-api.ts';
import { withProduct, type Product } from './product.ts';
import { recordOpenings } from './recorded-openings.ts';
import { watchSeen } from './until-seen.ts';

interface Plan {
  readonly count: number;
  /** How many are under way at once. */
  readonly lanes: number;
}

/** First one after the other, where nothing waits, then as many at once as make it wait. */
function plansFor(scale: number) {
  const counted = (count: number, lanes: number): Plan => ({ count: Math.max(10, Math.round(count * scale)), lanes });
  return { warmUp: counted(200, 16), measured: [counted(200, 1), counted(800, 16)] };
}

const how = ({ lanes }: Plan) => (lanes === 1 ? 'one after the other' : `${String(lanes)} at once`);

/** Tickets opened through the API until acknowledged, and the same statements sent to PostgreSQL by nothing but its driver. */
export async function create(stack: BenchStack, scale: number): Promise<Figure[]> {
  const { warmUp, measured } = plansFor(scale);
  const all = [warmUp, ...measured].reduce((sum, { count }) => sum + count, 0);
  const recorded = await recordOpenings(stack, all);
  await recorded.replay(warmUp);
  const bare: Distribution[] = [];
  for (const plan of measured) bare.push(await recorded.replay(plan));
  const ours = await withProduct(stack, { database: 'create' }, async (product) => {
    await acknowledged(product, warmUp);
    const figures: Distribution[] = [];
    for (const plan of measured) figures.push(await acknowledged(product, plan));
    return figures;
  });
  const bareName = `the same ${String(recorded.statementsEach)} statements bare`;
  return measured.flatMap((plan, at) => compare('create until acknowledged', bareName, plan, ours[at], bare[at]));
}

/** Tickets opened through the API until their workflows have seen it, and bare workflows until they have seen a signal. */
export async function seen(stack: BenchStack, scale: number): Promise<Figure[]> {
  const { warmUp, measured } = plansFor(scale);
  const bare = await withBareWorker(stack, async (worker) => {
    await measureBareSignals(worker, warmUp);
    const figures: Distribution[] = [];
    for (const plan of measured) figures.push((await measureBareSignals(worker, plan)).seen);
    return figures;
  });
  const ours = await withProduct(stack, { database: 'seen' }, async (product) => {
    await untilSeen(product, warmUp);
    const figures: Distribution[] = [];
    for (const plan of measured) figures.push(await untilSeen(product, plan));
    return figures;
  });
  return measured.flatMap((plan, at) =>
    compare('create until the workflow has seen it', 'signalWithStart until seen, bare', plan, ours[at], bare[at]),
  );
}

async function acknowledged(product: Product, { count, lanes }: Plan): Promise<Distribution> {
  const open = await openByApi(product);
  const watch = watchSeen(product.pool);
  const took: number[] = [];
  const tickets: { ticketId: string; seq: number }[] = [];
  await inLanes(lanes, count, async () => {
    const began = performance.now();
    const opened = await open();
    took.push(performance.now() - began);
    tickets.push(opened);
  });
  // What the workflows still have to do must not be in the way of what is measured next.
  await Promise.all(tickets.map(({ ticketId, seq }) => watch.seen(ticketId, seq)));
  return distributionOf(took);
}

/** In each lane the next begins when the last was seen, as with bare signals. */
async function untilSeen(product: Product, { count, lanes }: Plan): Promise<Distribution> {
  const open = await openByApi(product);
  const watch = watchSeen(product.pool);
  const took: number[] = [];
  await inLanes(lanes, count, async () => {
    // The row's instant is PostgreSQL's; all run on one machine, so it is of the same clock.
    const began = Date.now();
    const { ticketId, seq } = await open();
    took.push((await watch.seen(ticketId, seq)) - began);
  });
  return distributionOf(took);
}

function compare(
  what: string,
  bareName: string,
  plan: Plan,
  ours: Distribution | undefined,
  bare: Distribution | undefined,
): Figure[] {
  if (!ours || !bare) throw new Error('A plan was not measured.');
  return [
    plain(`${what}, ${how(plan)}`, describeDistribution(ours)),
    plain(`${bareName}, ${how(plan)}`, describeDistribution(bare)),
    plain('  ÷ bare', `p50 ${times(ours.p50 / bare.p50)}, p99 ${times(ours.p99 / bare.p99)}`),
  ];
}
