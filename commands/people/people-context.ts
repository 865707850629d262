import type { PasswordHashing } from '#process/hash-passwords';
import type { Pool } from 'pg';

/** What commands about people's accounts work with. */
export interface PeopleContext {
  readonly pool: Pool;
  readonly passwords: PasswordHashing;
}
