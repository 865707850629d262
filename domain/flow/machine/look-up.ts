import type { StuckReason } from '../run.ts';
import type { FlowSkeleton, SkeletonNode } from '../skeleton.ts';

/** Flows by the id of their version. */
export type Flows = Readonly<Record<string, FlowSkeleton>>;

/** A flow that this code can run, or why not. */
export function flowAt(flows: Flows, flowVersionId: string): FlowSkeleton | StuckReason {
  const flow = own(flows, flowVersionId);
  if (!flow) return 'flow_missing';
  return (flow.version as number) === 1 ? flow : 'flow_unknown';
}

/** A node of a flow, or why it is not there. Its `type` may be one that this code does not know. */
export function nodeAt(flows: Flows, flowVersionId: string, id: string): SkeletonNode | StuckReason {
  const flow = flowAt(flows, flowVersionId);
  return typeof flow === 'string' ? flow : (own(flow.nodes, id) ?? 'node_missing');
}

/** A value by its key; ids are free to be called as what every object has. */
export const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
