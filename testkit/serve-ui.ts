import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { atEndOfFile } from './at-end-of-file.ts';
import { freePort } from './free-port.ts';

/** Where the pages find their API. */
export interface ServedUi {
  /** Proxied below the pages' own address: the browser sees one origin. Nothing answers there unless told. */
  readonly apiUrl?: string;
  /** The API's own origin, which the pages are built to call instead. */
  readonly apiOrigin?: string;
  /** A free one unless told. */
  readonly port?: number;
}

/**
 * Build the pages as for production and serve them until the file is over, under a policy as strict as a server may have
 * with them: no script but ours, nothing written into a page, nothing from elsewhere but pictures of mails.
 *
 * @returns the address of the pages
 */
export async function serveUi({ apiUrl = 'http://127.0.0.1:1', apiOrigin = '', port }: ServedUi = {}): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'nixflow-ui-'));
  const listen = port ?? (await freePort());
  process.env['API_URL'] = apiUrl;
  process.env['UI_PORT'] = String(listen);
  process.env['VITE_API_URL'] = apiOrigin;
  await build({ logLevel: 'warn', build: { outDir } });
  const headers = { 'Content-Security-Policy': policy(apiOrigin) };
  const server = await preview({ logLevel: 'silent', build: { outDir }, preview: { host: 'localhost', headers } });
  atEndOfFile('ui', async () => {
    await server.close();
    rmSync(outDir, { recursive: true });
  });
  return `http://localhost:${listen}`;
}

/** Stricter than ops/nginx: what is not named is forbidden. */
function policy(apiOrigin: string): string {
  const connect = apiOrigin === '' ? "'self'" : `'self' ${apiOrigin} ${apiOrigin.replace('http', 'ws')}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
