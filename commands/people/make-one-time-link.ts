import type { LinkPurpose } from '#domain/contracts/session';
import { newSecretToken } from '#process/secret-token';
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

/** Make a link with which somebody chooses a password. The ones they had before lose their worth. */
export async function makeOneTimeLink(client: PoolClient, staffId: string, purpose: LinkPurpose): Promise<MadeLink> {
  const { token, hash } = newSecretToken();
  await oneTimeLinks.voidAllOf(client, staffId);
  const draft = { tokenHash: hash, purpose, staffId, lifeSeconds: lifeSeconds[purpose] };
  return { token, expiresAt: await oneTimeLinks.insert(client, draft) };
}
