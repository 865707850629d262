/** Why the database's schema cannot be brought up to date, and what a person can do about it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
