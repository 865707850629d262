import type { PasswordHashing } from '#process/hash-passwords';
import type { SecretBox } from '#process/secret-box';
import type { OutboxRow } from '#store/outbox/outbox-row';
import type { Pool } from 'pg';

/** What commands about one's own authenticator app are called with. */
export interface SecondFactorContext {
  readonly pool: Pool;
  readonly box: SecretBox;
  readonly passwords: PasswordHashing;
  /** Takes over what is to be delivered after the commit; never throws and is not waited for. */
  readonly deliverSoon: (rows: readonly OutboxRow[]) => void;
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  /** The one that asks: it stays. */
  readonly sessionId: string;
  readonly address: string | null;
  readonly requestId: string;
}
