import { createSecretBox } from '#process/secret-box';
import type { ApiDependencies } from '../../api-dependencies.ts';
import { limitProofs } from '../../limits/limit-proofs.ts';
import { limitSignIns } from '../../limits/limit-sign-ins.ts';
import type { Endpoint } from '../endpoint.ts';
import { makeProgramTokenEndpoint } from '../programs/make-program-token.ts';
import { ssoEndpoints } from '../sso/sso-endpoints.ts';
import { changePasswordEndpoint } from './change-password.ts';
import { choosePasswordEndpoint } from './choose-password.ts';
import { deviceEndpoints } from './device-endpoints.ts';
import { findOneTimeLinkEndpoint } from './find-one-time-link.ts';
import { findSessionEndpoint } from './find-session.ts';
import { requestResetEndpoint } from './request-reset.ts';
import { secondFactorEndpoints } from './second-factor-endpoints.ts';
import type { OutboxRow } from '#store/outbox/outbox-row';
import type { SessionDoor } from './session-door.ts';
import { signInEndpoint } from './sign-in.ts';
import { tokenEndpoints } from './token-endpoints.ts';
import { signOutEndpoint } from './sign-out.ts';

/** The endpoints of signing in and out, and of passwords. */
export function sessionEndpoints(dependencies: ApiDependencies): Endpoint[] {
  const { config, store, passwords, sessionCookie, readers, limiter, delivery, endSocketsOf, oidc } = dependencies;
  const door: SessionDoor = {
    pool: store.pool,
    production: config.production,
    passwords,
    cookie: sessionCookie,
    readSession: readers.readSession,
    limited: limitSignIns(limiter),
    limitedProof: limitProofs(limiter),
    box: createSecretBox(...config.encryptionKeys),
    endSocketsOf,
  };
  const [uiOrigin] = config.frontendOrigins;
  const deliverSoon = (rows: readonly OutboxRow[]) => delivery.deliverSoon(rows);
  return [
    signInEndpoint(door),
    findSessionEndpoint(door),
    signOutEndpoint(door),
    changePasswordEndpoint(door),
    findOneTimeLinkEndpoint(door),
    choosePasswordEndpoint(door),
    ...deviceEndpoints(door),
    ...tokenEndpoints(door),
    ...secondFactorEndpoints({ ...door, deliverSoon }),
    requestResetEndpoint({ ...door, limiter, uiOrigin, deliverSoon }),
    makeProgramTokenEndpoint({ ...door, deliverSoon }),
    ...ssoEndpoints({ ...door, oidc, uiOrigin }),
  ];
}
