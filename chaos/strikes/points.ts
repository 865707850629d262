import { jobPrefix, jobQueues } from '#jobs/job-queue';
import type { Hold } from '#testkit/fault-proxy-rules';
import type { Part } from '../stage/part.ts';

/** A named place in a process' work. Whoever comes by is held there from outside, so that a strike finds work in flight. */
export interface Point {
  readonly name: string;
  readonly of: Part;
  arm(): Hold;
}

/** Places in the work of the API. */
export const pointsOfApi = (api: Part): readonly Point[] => [
  { name: 'facts about to be written', of: api, arm: () => api.network.postgres.holdNext('INSERT INTO ticket_event') },
  { name: 'COMMIT asked for, not answered', of: api, arm: () => api.network.postgres.holdReply('COMMIT') },
  { name: 'committed, engine not told', of: api, arm: () => api.network.temporal.holdNext('ticket-') },
];

/** Workers compress what they send, so nothing can be read in it; polls are short, and answers with what acts returned are not. */
const isLarge = (packet: Buffer) => packet.length > 1_200;

/** Places in the work of a worker that runs tickets' workflows. */
export const pointsOfWorker = (worker: Part): readonly Point[] => [
  {
    name: 'engine row about to be written',
    of: worker,
    arm: () => worker.network.postgres.holdNext('UPDATE ticket_engine SET version'),
  },
  { name: 'COMMIT asked for, not answered', of: worker, arm: () => worker.network.postgres.holdReply('COMMIT') },
  {
    name: 'workflow task about to be answered',
    of: worker,
    arm: () => worker.network.temporal.holdNext(isLarge),
  },
  {
    name: 'mark about to be recorded',
    of: worker,
    arm: () => worker.network.postgres.holdNext('INSERT INTO sla_record'),
  },
];

/** Places in the work of a relay, if somebody's rows have lapsed. */
export const pointsOfRelay = (relay: Part): readonly Point[] => [
  { name: 'rows claimed, engine not told', of: relay, arm: () => relay.network.temporal.holdNext('ticket-') },
];

/** Places in the work of who sends and takes mail. */
export const pointsOfPost = (post: Part): readonly Point[] => [
  { name: 'body about to begin', of: post, arm: () => post.network.postgres.holdNext("SET state = 'data'") },
  { name: 'server has it, ledger not told', of: post, arm: () => post.network.postgres.holdNext('SET state = $2') },
  {
    name: 'mail on disk, not in the database',
    of: post,
    arm: () => post.network.postgres.holdNext('INSERT INTO raw_mail'),
  },
  {
    name: 'mail about to become a message',
    of: post,
    arm: () => post.network.postgres.holdNext('INSERT INTO message'),
  },
];

/** Where the API tells browsers what was committed, by way of Redis. */
export const browsersToBeTold = (api: Part): Point => ({
  name: 'browsers about to be told',
  of: api,
  arm: () => api.network.redis.holdNext(/xadd/i),
});

/** Places where somebody asks Redis for something. */
export const pointsOfRedis = ({ api, jobs }: { readonly api: Part; readonly jobs: Part }): readonly Point[] => [
  browsersToBeTold(api),
  {
    name: 'sweep about to be taken',
    of: jobs,
    arm: () => jobs.network.redis.holdNext(`${jobPrefix}:${jobQueues.sla}`),
  },
];
