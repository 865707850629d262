import { createServer } from 'node:http';
import { argv, cpuUsage } from 'node:process';
import { openPage } from './open-page.ts';
import { pagesPlan, type Asked, type PagesReport } from './pages-plan.ts';
import { settle, type Shown } from './settle.ts';
import { showList } from './show-list.ts';
import { pickTicket, showTicket } from './show-ticket.ts';

const { port, apiOrigin, socketOrigin, pages } = pagesPlan.parse(JSON.parse(argv[2] ?? 'null'));
const asked: Asked = { event: 0, stamp: 0, entered: 0, polling: 0, failed: 0 };
const failures: Record<string, number> = {};
const asks = (why: keyof Asked) => (asked[why] += 1);
const fails = (code: string) => (failures[code] = (failures[code] ?? 0) + 1);
const shown: Shown[] = [];
const taken = new Set<string>();
let open = 0;

async function openOne({ shows, who, cookie }: (typeof pages)[number]): Promise<void> {
  const page = await openPage({ apiOrigin, socketOrigin, cookie, asks, fails });
  const name = `${shows} as ${who}`;
  const show = async () => {
    shown.push(
      ...(shows === 'ticket' ? showTicket(page, await pickTicket(page, taken), name) : showList(page, shows, name)),
    );
    open += 1;
  };
  // Of tickets there are none at first: whoever wants to see one opens it when it comes.
  if (shows === 'ticket') void show();
  else await show();
}

async function report(): Promise<PagesReport> {
  const differences = await settle(shown);
  const { user, system } = cpuUsage();
  return { open, asked, failures, differences, cpuSeconds: (user + system) / 1e6 };
}

await Promise.all(pages.map(openOne));
createServer((request, reply) => {
  if (request.url === '/report') void report().then((body) => reply.end(JSON.stringify(body)));
  else reply.end('open');
}).listen(port, '127.0.0.1');
