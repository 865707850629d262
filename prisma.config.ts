import { defineConfig } from 'prisma/config';

const url = process.env['DATABASE_DIRECT_URL'] ?? process.env['DATABASE_URL'];

/**
 * Where Prisma's own tools find what they need, for whoever runs them by hand (`prisma studio`, `prisma migrate status`).
 * Generating the client needs no database.
 */
export default defineConfig({
  schema: 'store/schema.prisma',
  migrations: { path: 'store/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
