import type { Page } from 'playwright-core';

/** What went wrong in a page since it was opened. */
export interface PageWatch {
  /** In words, oldest first, without what was allowed. */
  complaints(): readonly string[];
}

/**
 * What Chromium says of a socket that the server has just ended, if the page writes into it in the same moment. Nothing is lost:
 * what was asked without an answer is asked again.
 */
const ofEndedSocket = 'WebSocket is already in CLOSING or CLOSED state.';

/** Watch a page: errors in its console, exceptions, requests that fail, and requests to other machines, which are stopped. */
export async function watchPage(page: Page, allow: readonly RegExp[]): Promise<PageWatch> {
  const complaints: string[] = [];
  const complain = (what: string) => {
    if (!allow.some((pattern) => pattern.test(what))) complaints.push(what);
  };
  const complainOfOther = (url: string) => {
    complain(`asked another machine: ${url}`);
  };

  page.on('console', (message) => {
    if (message.type() === 'error' && message.text() !== ofEndedSocket)
      complain(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => {
    complain(`exception: ${error.stack ?? error.message}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // A page that is left drops what it was loading; and what we stopped ourselves is told already.
    if (reason === 'net::ERR_ABORTED' || !isOurs(request.url())) return;
    complain(`request failed: ${request.method()} ${request.url()} (${reason})`);
  });
  await page.context().route(
    (url) => !isOurs(url.href),
    (route) => {
      complainOfOther(route.request().url());
      return route.abort('addressunreachable');
    },
  );
  await page.context().routeWebSocket(
    (url) => !isOurs(url.href),
    (socket) => {
      complainOfOther(socket.url());
      return socket.close();
    },
  );
  return { complaints: () => complaints };
}

function isOurs(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return ['data:', 'blob:', 'about:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname);
}
