import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkout } from './paths.ts';

const rooms = [
  ...[
    'activities',
    'api',
    'cli',
    'commands',
    'domain',
    'jobs',
    'mail',
    'outbox',
    'process',
    'queries',
    'store',
    'temporal',
    'ui',
  ],
  ...['worker', 'workflows'],
];
const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'];
const derived = new Set(['generated', 'node_modules']);

/** Hash of all that the production build is made from; equal hashes, equal builds. */
export function buildFingerprint(): string {
  // The page has it built in.
  const hash = createHash('sha256').update(process.env['VITE_API_URL'] ?? '');
  for (const file of [
    ...files.map((name) => join(checkout, name)),
    ...rooms.flatMap((room) => filesOf(join(checkout, room))),
  ]) {
    hash.update(relative(checkout, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !derived.has(entry.name) && !entry.name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]));
}
