import type { ApiDependencies } from '../../api-dependencies.ts';
import { limitSignIns } from '../../limits/limit-sign-ins.ts';
import type { Endpoint } from '../endpoint.ts';
import { changePasswordEndpoint } from './change-password.ts';
import { choosePasswordEndpoint } from './choose-password.ts';
import { findOneTimeLinkEndpoint } from './find-one-time-link.ts';
import { findSessionEndpoint } from './find-session.ts';
import type { SessionDoor } from './session-door.ts';
import { signInEndpoint } from './sign-in.ts';
import { signOutEndpoint } from './sign-out.ts';

/** The endpoints of signing in and out, and of passwords. */
export function sessionEndpoints(dependencies: ApiDependencies): Endpoint[] {
  const { config, store, passwords, sessionCookie, readers, limiter, endSocketsOf } = dependencies;
  const door: SessionDoor = {
    pool: store.pool,
    production: config.production,
    passwords,
    cookie: sessionCookie,
    readSession: readers.readSession,
    limited: limitSignIns(limiter),
    endSocketsOf,
  };
  return [
    signInEndpoint(door),
    findSessionEndpoint(door),
    signOutEndpoint(door),
    changePasswordEndpoint(door),
    findOneTimeLinkEndpoint(door),
    choosePasswordEndpoint(door),
  ];
}
