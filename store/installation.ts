import type { Store } from './connect.ts';

/** What is true of this installation as a whole. */
export interface Installation {
  /** New at each restore; whoever remembers another one remembers another database. */
  readonly databaseEpoch: string;
  readonly createdAt: Date;
}

/**
 * The installation this database belongs to.
 *
 * @throws {Error} if the database was not seeded
 */
export async function readInstallation({ prisma }: Pick<Store, 'prisma'>): Promise<Installation> {
  const installation = await prisma.installation.findFirst({ select: { databaseEpoch: true, createdAt: true } });
  if (installation === null) throw new Error('The database has no installation row: it was migrated but not seeded.');
  return installation;
}
