import type { Permission } from './permission.ts';

/** Somebody on the agent side, with what their role allows and the teams they are in. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly id: string;
  readonly permissions: readonly Permission[];
  readonly teamIds: readonly string[];
  /** The token of theirs by which a program comes; they come themselves without. */
  readonly tokenId?: string;
}

/** Somebody who asks for help. */
export interface CustomerActor {
  readonly kind: 'customer';
  readonly id: string;
  /** The organisation whose tickets they see besides their own; null: none. */
  readonly organisationId: string | null;
}

/** Whoever asks for something. `engine` is a ticket's own workflow, also when it runs a flow. */
export type Actor = StaffActor | CustomerActor | { readonly kind: 'engine' };
