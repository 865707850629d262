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
  const sends = ['SMTP_URL', 'SMTP_URL_FILE'].some((name) => Boolean(process.env[name]));
  const atMailPort = ports.mail === 2525 ? '' : ` --server smtp://127.0.0.1:${String(ports.mail)}`;
  const rows: [string, string][] = [
    ['App', bold(app)],
    ['Sign in', `${knownAdmin.email} with ${knownAdmin.password}; you then choose a password of your own`],
    ['Public form', `${app}/help ${dim('(where customers write to you)')}`],
    ['Mail in', `what is sent by SMTP to support@localhost at localhost:${String(ports.mail)} becomes a ticket`],
    ['Mail out', sends ? 'leaves by the server that SMTP_URL names' : `is kept here, not sent: ${app}/mail/caught`],
    ['', ''],
    ['API docs', `${api}/api/docs`],
    ['Temporal UI', servers.temporalUiUrl ?? 'the one of your own Temporal'],
    ['', dim(`what it shows is encrypted; to read it by ${api}/api/codec: docs/operating.md`)],
    ['Status', `${app}/system ${dim('(each part, and how long a request takes through all of them)')}`],
    ['', ''],
    ['Data', `${data} ${dim('(databases, secrets, logs)')}`],
    ['Stop', 'Ctrl-C; the next start keeps the data'],
    ['Reset', `npm run nixflow -- reset ${dim('(deletes the data, after Ctrl-C)')}`],
    ['Unwell?', 'npm run nixflow -- doctor'],
    ['', ''],
    ['Try this', 'sign in, keep the list in sight, and write to the desk as a customer, in a second terminal:'],
    ['', bold(`npm run nixflow -- mail send${atMailPort}`)],
  ];
  say.line('');
  say.line(`  ${bold('NixFlow is ready')} ${dim(`(${took})`)}`);
  say.line('');
  for (const [name, text] of rows) say.line(text === '' ? '' : `  ${name.padEnd(12)} ${text}`);
  say.line('');
}
