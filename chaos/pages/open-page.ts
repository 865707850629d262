import type { Room } from '#domain/contracts/rooms';
import { viewer, type Viewer } from '#domain/contracts/session';
import { CallFailed } from '#ui/shared/calls/call-failed.ts';
import type { CallApi } from '#ui/shared/calls/call.ts';
import { createCallApi } from '#ui/shared/calls/create-call-api.ts';
import { createQueryClient } from '#ui/shared/calls/query-client.ts';
import { createRealtime } from '#ui/shared/realtime/create-realtime.ts';
import type { WhyAsked } from '#ui/shared/realtime/fold-event.ts';
import { keepCacheLive } from '#ui/shared/realtime/keep-cache-live.ts';
import { layWire } from '#ui/shared/realtime/wire.ts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Where a page is, and whose. */
export interface PagePlace {
  readonly apiOrigin: string;
  readonly socketOrigin: string;
  readonly cookie: string;
  /** Hears each time why the page asks anew. */
  readonly asks: (why: WhyAsked) => void;
  /** Hears the code of each question that failed for good. */
  readonly fails: (code: string) => void;
}

/** A page of the product without a browser: its connection, its cache and its questions are those of the browser. */
export interface Page {
  readonly client: QueryClient;
  readonly callApi: CallApi;
  /** Whose it is. */
  readonly viewer: Viewer;
  /** Be in these rooms from now on. */
  enter(rooms: readonly Room[]): void;
  /** What it knows by a key: what came, or why nothing came the last time. */
  shown(key: QueryKey): unknown;
}

/** Open a page of somebody who has signed in. It stays open until its process ends. */
export async function openPage({ apiOrigin, socketOrigin, cookie, asks, fails }: PagePlace): Promise<Page> {
  const callApi = createCallApi(apiOrigin, (url, request) => {
    const headers = new Headers(request?.headers);
    headers.set('Cookie', cookie);
    return fetch(url, { ...request, headers });
  });
  const realtime = createRealtime(layWire(socketOrigin, { forceNew: true, extraHeaders: { cookie } }));
  const client = createQueryClient(({ code }) => fails(code));
  keepCacheLive(realtime, client, () => true, asks);
  realtime.open();
  return {
    client,
    callApi,
    viewer: await callApi({ path: '/session', reply: viewer }),
    enter(rooms) {
      for (const room of rooms) realtime.enter(room);
    },
    shown(key) {
      const { data, error } = client.getQueryState(key) ?? {};
      return error ? refusal(error) : data;
    },
  };
}

/** What the API says now, or why it does not: with the cache of a page that was opened this moment. */
export async function askAfresh(ask: (client: QueryClient) => Promise<unknown>): Promise<unknown> {
  const client = createQueryClient(() => undefined);
  try {
    return await ask(client);
  } catch (error) {
    return refusal(error);
  } finally {
    client.clear();
  }
}

const refusal = (error: unknown) => ({ refused: error instanceof CallFailed ? error.code : String(error) });
