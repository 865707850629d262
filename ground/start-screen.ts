import { relative } from 'node:path';
import { knownAdmin } from '#domain/people/known-admin';
import { dataDir } from './paths.ts';
import type { OwnPorts } from './own-processes.ts';
import { bold, dim, say } from './say.ts';
import type { ServerAddresses } from './servers.ts';

/** The one screen that is printed when all is ready. */
export function printStartScreen(took: string, ports: OwnPorts, servers: ServerAddresses): void {
  const api = `http://localhost:${String(ports.api)}`;
  const app = `http://localhost:${String(ports.ui)}`;
  const data = relative(process.cwd(), dataDir) || dataDir;
  const rows: [string, string][] = [
    ['App', bold(app)],
    ['API docs', `${api}/api/docs`],
    ['Temporal UI', servers.temporalUiUrl ?? 'the one of your own Temporal'],
    ['', dim(`reads tickets in clear by the codec endpoint ${api}/api/codec (docs/operating.md)`)],
    ['', ''],
    ['Sign in', `${knownAdmin.email}, ${knownAdmin.password}; you choose a password of your own at once`],
    ['Mail', `support@localhost is taken by SMTP at localhost:${String(ports.mail)}; what goes out is caught`],
    ['Data', `${data} ${dim('(databases, secrets, logs)')}`],
    ['Stop', 'Ctrl-C; the next start keeps the data'],
    ['Reset', `npm run nixflow -- reset ${dim('(deletes the data, after Ctrl-C)')}`],
    ['Unwell?', 'npm run nixflow -- doctor'],
    ['', ''],
    ['Try this', 'sign in, then write to the desk as a customer, and watch the list:'],
    [
      '',
      bold(
        `npm run nixflow -- mail send${ports.mail === 2525 ? '' : ` --server smtp://127.0.0.1:${String(ports.mail)}`}`,
      ),
    ],
    ['', dim(`${app}/system says how the parts are, and how long a request takes through all of them.`)],
  ];
  say.line('');
  say.line(`  ${bold('NixFlow is ready')} ${dim(`(${took})`)}`);
  say.line('');
  for (const [name, text] of rows) say.line(text === '' ? '' : `  ${name.padEnd(12)} ${text}`);
  say.line('');
}
