import { readFileSync } from 'node:fs';

/** The version of NixFlow this code belongs to, from the nearest `package.json` that names one. */
export const version = nearestVersion(new URL('../', import.meta.url));

function nearestVersion(folder: URL): string {
  try {
    const description = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version?: string };
    if (description.version !== undefined) return description.version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const parent = new URL('../', folder);
  return parent.href === folder.href ? 'unknown' : nearestVersion(parent);
}
