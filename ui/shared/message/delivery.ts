/** How a reply's mail stands. Instants in ms. */
export type Delivery =
  /** Held, so that it can be undone. */
  | { readonly state: 'held'; readonly until: number }
  | { readonly state: 'sending' }
  | { readonly state: 'queued'; readonly nextTryAt: number | null }
  | { readonly state: 'sent'; readonly at: number; readonly acceptedBy?: string }
  /** No mail server is configured: it was kept to be looked at, and never left. */
  | { readonly state: 'caught'; readonly at: number }
  /** What the other server answered, in its own words. */
  | { readonly state: 'failed'; readonly reason: string }
  /** The connection broke after the body was sent: nobody can say whether it arrived. */
  | { readonly state: 'unknown' };
