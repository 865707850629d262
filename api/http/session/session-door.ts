import type { SignInContext } from '#commands/people/sign-in';
import type { Browser } from '#store/people/sessions';
import type { ActorReaders } from '../../auth/read-actor.ts';
import type { SessionCookie } from '../../auth/session-cookie.ts';
import type { LimitedProof } from '../../limits/limit-proofs.ts';
import type { LimitedSignIn } from '../../limits/limit-sign-ins.ts';
import type { Realtime } from '../../realtime/attach-realtime.ts';
import type { Caller } from '../endpoint.ts';

/** What the endpoints of sessions reach. */
export interface SessionDoor extends SignInContext {
  readonly cookie: SessionCookie;
  readonly readSession: ActorReaders['readSession'];
  /** What every try of a password goes through. */
  readonly limited: LimitedSignIn;
  /** What every password or code goes through that somebody shows who is signed in. */
  readonly limitedProof: LimitedProof;
  /** Sockets go with their session. */
  readonly endSocketsOf: Realtime['endSocketsOf'];
}

/** Browsers say a line of themselves; who says more is none. */
const longestUserAgent = 512;

/** Where somebody signs in, to be shown to them later. */
export const browserOf = ({ headers, address }: Caller): Browser => ({
  userAgent: headers['user-agent']?.slice(0, longestUserAgent) ?? null,
  address: address ?? null,
});
