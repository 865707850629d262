/** How far a bulk job is. `waiting`: for a worker, at first or again. */
export const BULK_STATES = ['waiting', 'running', 'paused', 'done', 'cancelled', 'stopped'] as const;
/** See `BULK_STATES`. `stopped`: whoever started it may not go on with it. */
export type BulkState = (typeof BULK_STATES)[number];

/** What became of one of its items. `refused`: a rule of the house, told by its code. `failed`: a bug, which is in the log. */
export const BULK_ITEM_STATES = ['waiting', 'done', 'refused', 'failed'] as const;
/** See `BULK_ITEM_STATES`. */
export type BulkItemState = (typeof BULK_ITEM_STATES)[number];

/** What can be asked of a job, and from which states: asked in another, nothing happens. */
export const BULK_STEERING = {
  pause: { from: ['waiting', 'running'], to: 'paused' },
  resume: { from: ['paused'], to: 'waiting' },
  cancel: { from: ['waiting', 'running', 'paused'], to: 'cancelled' },
} as const satisfies Readonly<Record<string, { readonly from: readonly BulkState[]; readonly to: BulkState }>>;
/** See `BULK_STEERING`. */
export type BulkSteering = keyof typeof BULK_STEERING;

/** A job over more would run for an hour, and nobody reads its report. */
export const MOST_BULK_ITEMS = 10_000;
