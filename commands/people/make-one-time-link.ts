import type { LinkPurpose } from '#domain/contracts/session';
import { newSecretToken } from '#process/secret-token';
import { accounts } from '#store/people/accounts';
import { oneTimeLinks } from '#store/people/one-time-links';
import type { PoolClient } from 'pg';

const hour = 60 * 60;

/** How long a link is good, in seconds: as long as people take, and no longer. */
const lifeSeconds: Readonly<Record<LinkPurpose, number>> = {
  set_up: 24 * hour,
  reset_password: hour,
  invitation: 7 * 24 * hour,
};

/** A link that was made. The token is nowhere else. */
export interface MadeLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Make a link with which somebody chooses a password. The ones they had before lose their worth; but one to reset a
 * password, which anybody may ask for who knows the address, takes nothing from an invitation.
 */
export async function makeOneTimeLink(client: PoolClient, staffId: string, purpose: LinkPurpose): Promise<MadeLink> {
  const { token, hash } = newSecretToken();
  // Of two that are made at once the later one takes its worth from the other.
  await accounts.lock(client, staffId);
  await oneTimeLinks.voidAllOf(client, staffId, purpose === 'reset_password' ? purpose : null);
  const draft = { tokenHash: hash, purpose, staffId, lifeSeconds: lifeSeconds[purpose] };
  return { token, expiresAt: await oneTimeLinks.insert(client, draft) };
}
