import { setTimeout as wait } from 'node:timers/promises';
import { ticketRoom } from '#domain/contracts/rooms';
import { ticketList } from '#domain/contracts/ticket-list';
import { ticketQueries } from '#ui/tickets/data/ticket-queries.ts';
import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query';
import { askAfresh, type Page } from './open-page.ts';
import type { Shown } from './settle.ts';

/** Have a page show a ticket with its clocks, its thread, and what happened to it. */
export function showTicket(page: Page, ticketId: string, name: string): Shown[] {
  const { client, callApi } = page;
  const queries = ticketQueries(callApi);
  page.enter([ticketRoom(ticketId)]);
  const view = queries.view(ticketId);
  new QueryObserver(client, view).subscribe(() => undefined);
  const told = { thread: queries.thread(ticketId), timeline: queries.timeline(ticketId) };
  new InfiniteQueryObserver(client, told.thread).subscribe(() => undefined);
  new InfiniteQueryObserver(client, told.timeline).subscribe(() => undefined);
  return [
    {
      what: `${name} ${ticketId}: ticket`,
      shown: () => page.shown(view.queryKey),
      afresh: () => askAfresh((fresh) => fresh.query(view)),
    },
    {
      what: `${name} ${ticketId}: thread`,
      shown: () => page.shown(told.thread.queryKey),
      afresh: () => askAfresh((fresh) => fresh.infiniteQuery(told.thread)),
    },
    {
      what: `${name} ${ticketId}: timeline`,
      shown: () => page.shown(told.timeline.queryKey),
      afresh: () => askAfresh((fresh) => fresh.infiniteQuery(told.timeline)),
    },
  ];
}

/** Wait until the page's person sees a ticket that is not among these, and add it to them. */
export async function pickTicket({ callApi }: Page, taken: Set<string>): Promise<string> {
  for (;;) {
    const reply = await callApi({ path: '/tickets?sort=created', reply: ticketList }).catch(() => null);
    const found = reply?.tickets.find(({ ticketId }) => !taken.has(ticketId));
    if (found) {
      taken.add(found.ticketId);
      return found.ticketId;
    }
    await wait(500);
  }
}
