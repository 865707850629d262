/** What staff may be. Roles made of single permissions come with the authorisation registry. */
export const STAFF_ROLES = ['admin', 'supervisor', 'agent', 'light_agent'] as const;
/** See `STAFF_ROLES`. */
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Somebody on the agent side, with the teams they are in. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly id: string;
  readonly role: StaffRole;
  readonly teamIds: readonly string[];
}

/** Whoever asks for something. `engine` is a ticket's own workflow, also when it runs a flow. */
export type Actor = StaffActor | { readonly kind: 'customer'; readonly id: string } | { readonly kind: 'engine' };
