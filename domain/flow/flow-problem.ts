/** Something because of which a flow is not published. `node` or `entry` says where, `exit` (as in `exitsOf`) where exactly. */
export interface FlowProblem {
  readonly code: FlowProblemCode;
  readonly node?: string;
  readonly entry?: string;
  readonly exit?: string;
}

/** What can be wrong between the parts of a flow. */
export type FlowProblemCode =
  | 'no_entry'
  | 'duplicate_entry'
  | 'too_many_nodes'
  | 'node_missing'
  | 'unreachable'
  /** Round and round in no time; it names one node of each such cycle and the exit into it. */
  | 'cycle_without_wait'
  /** A repeat's body never comes back to it. */
  | 'repeat_without_return'
  /** More than one branch comes back to the fork, so each round doubles the paths. */
  | 'fork_multiplies'
  | 'sets_nothing'
  /** A tag is added and removed by the same node. */
  | 'tag_added_and_removed'
  /** An earlier exit of the node takes every such event. */
  | 'exit_never_taken';
