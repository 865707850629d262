import { text } from 'node:stream/consumers';
import { cleanHtml } from '#mail/clean-html';
import type { Terminal } from './terminal.ts';

const USAGE = `nixflow html clean < in > out

  Makes the HTML of a mail harmless, as the product does before it shows it: no scripts, forms or frames, nothing that loads
  from elsewhere (remote addresses wait in data-remote-* attributes). Cleaning the result again changes nothing.
`;

/**
 * `nixflow html clean`: what the product makes of the HTML of a mail.
 *
 * @returns the exit code: 0, or 2 for another verb
 */
export async function htmlClean([verb, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (verb !== 'clean' || rest.length > 0) {
    terminal.explain(USAGE);
    return verb === '--help' || verb === 'help' ? 0 : 2;
  }
  await terminal.write(cleanHtml(await text(terminal.stdin)));
  return 0;
}
