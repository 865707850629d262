/** The node of a flow's run that did something. */
export interface FlowCause {
  readonly kind: 'flow';
  /** The ticket whose workflow runs the flow; an effect may touch another one. */
  readonly ticketId: string;
  readonly flowVersionId: string;
  /** `seq` of the fact that started the run. */
  readonly run: number;
  readonly path: string;
  readonly node: string;
}

/**
 * Why something happened to a ticket: a person of the agent side, a customer, a stranger's mail, a flow's node, or the ticket's own workflow
 * (SLA records, closing what was resolved).
 */
export type Cause =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'customer'; readonly id: string }
  /** Somebody else wrote a mail. */
  | { readonly kind: 'mail'; readonly rawMailId: string }
  | FlowCause
  | { readonly kind: 'engine' };

/** Flows that answer each other are stopped beyond this many steps. */
export const DEEPEST_CHAIN = 10;
