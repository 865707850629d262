import type { Actor } from '#domain/permissions/actor';

/** Who uploads, as `kind:id`: somebody who is signed in; null: the engine, which uploads nothing. */
export const uploaderOf = (actor: Actor): string | null =>
  actor.kind === 'engine' ? null : `${actor.kind}:${actor.id}`;

/** Whoever has a public form open: nobody knows who that is. */
export const uploaderOfForm = (formId: string): string => `form:${formId}`;

/** All of them, as a pattern of SQL. */
export const EVERY_FORM = 'form:%';
