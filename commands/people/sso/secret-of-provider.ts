import type { SecretBox } from '#process/secret-box';
import { openSecret } from '../open-secret.ts';

/** The name under which a provider's secret is sealed. */
export const nameOfProviderSecret = (id: string) => `identity provider ${id}`;

/** The secret by which this installation is known to a provider, as it lies in the database. */
export const secretOfProvider = {
  seal: (box: SecretBox, id: string, secret: string): Buffer => box.seal(Buffer.from(secret), nameOfProviderSecret(id)),
  /** @throws {Problem} `secret_unreadable` */
  open: (box: SecretBox, id: string, sealed: Buffer): string =>
    openSecret(box, sealed, nameOfProviderSecret(id)).toString(),
};
