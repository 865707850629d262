import { startNode } from '#testkit/child-process';
import { openCookieClient } from '#testkit/cookie-client';
import type { TestAccount } from '#testkit/factories/account';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { pagesReport, type PagesPlan, type PagesReport } from './pages-plan.ts';

/** Pages that are open through a run, in a process of their own. */
export interface OpenPages {
  readonly count: number;
  /** The way of their sockets to the API; what they ask over HTTP goes another way. */
  readonly sockets: FaultProxy;
  /** Wait until they show what is so, and say how they are. @throws {TypeError} their process is gone */
  report(): Promise<PagesReport>;
}

/** Whose pages, and where they are. */
export interface PagesPlace {
  /** The checkout whose code they run. */
  readonly cwd: string;
  readonly apiOrigin: string;
  readonly supervisor: TestAccount;
  /** Of all teams, of one, of another. */
  readonly agents: readonly [TestAccount, TestAccount, TestAccount];
}

/** As a busy machine takes it. */
const readyWithinMs = 90_000;

/** Open two lists and four tickets, as four people who have signed in. */
export async function startPages(place: PagesPlace): Promise<OpenPages> {
  const { cwd, apiOrigin, supervisor, agents } = place;
  const [agent, one, other] = agents;
  const by = async (who: string, { email, password }: TestAccount) => {
    const client = openCookieClient({ api: apiOrigin });
    const { status } = await client.call('POST /session', { email, password });
    if (status >= 300) throw new Error(`The ${who} could not sign in: ${String(status)}`);
    return { who, cookie: client.cookie() };
  };
  const people = {
    supervisor: await by('supervisor', supervisor),
    agent: await by('agent', agent),
    one: await by('agent of one team', one),
    other: await by('agent of the other team', other),
  };
  const sockets = await startFaultProxy({ to: new URL(apiOrigin).host });
  const port = await freePort();
  const plan: PagesPlan = {
    ...{ port, apiOrigin, socketOrigin: `http://${sockets.address}` },
    pages: [
      { shows: 'open', ...people.supervisor },
      { shows: 'mine', ...people.one },
      ...Object.values(people).map((person) => ({ shows: 'ticket' as const, ...person })),
    ],
  };
  const url = `http://127.0.0.1:${String(port)}`;
  await startNode('chaos/pages/main.ts', {
    ...{ name: 'pages', cwd, args: [JSON.stringify(plan)], ready: { url }, readyWithinMs },
  });
  return {
    count: plan.pages.length,
    sockets,
    async report() {
      const reply = await fetch(`${url}/report`);
      return pagesReport.parse(await reply.json());
    },
  };
}
