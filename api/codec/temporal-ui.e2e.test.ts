import { advanceClockTo, readNow } from '#store/clock';
import { codecToken } from '#domain/contracts/codec-token';
import { insertAccount, type TestAccount } from '#testkit/factories/account';
import { insertPolicy } from '#testkit/factories/desk';
import { buildRawMail } from '#testkit/factories/raw-mail';
import { freePort } from '#testkit/free-port';
import { handOver } from '#testkit/hand-over';
import { needs } from '#testkit/requirements';
import { serveProduct, type ServedProduct } from '#testkit/served-product';
import { startTemporalServer } from '#testkit/temporal-server';
import { waitUntil } from '#testkit/wait-until';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const minute = 60_000;

/** What docs/operating.md tells an operator to do, done in the real Temporal UI. */
describe.runIf(needs('chromium'))('an operator in the Temporal UI', () => {
  let desk: ServedProduct;
  let temporalUi: string;
  let endpoint: string;
  let admin: TestAccount;
  let number: number;

  beforeAll(async () => {
    const [apiPort, uiPort] = [await freePort(), await freePort()];
    temporalUi = `http://localhost:${String(uiPort)}`;
    endpoint = `http://localhost:${String(apiPort)}/api/codec`;
    const { address } = await startTemporalServer({ uiPort });
    desk = await serveProduct({
      apiPort,
      env: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default' },
      apiEnv: { TEMPORAL_UI_URL: temporalUi },
      workerEnv: { SLA_CHECK_INTERVAL_MINUTES: '0.05' },
    });
    admin = await insertAccount(desk.pool, { role: 'admin' });
    await insertPolicy(desk.pool, { body: { targets: { normal: { firstResponse: 3600 } }, pauses: {}, warnAt: [50] } });
    await handOver(desk.mailUrl, buildRawMail());
    number = await waitUntil(
      'the ticket',
      async () =>
        (await desk.pool.query<{ number: number }>('SELECT number::int AS number FROM ticket')).rows[0]?.number,
      { withinMs: 30_000 },
    );
  });

  const ticketsOfNumber = (page: Page) =>
    page.goto(`${temporalUi}/namespaces/default/workflows?query=${encodeURIComponent(`NixNumber=${String(number)}`)}`);
  const inState = (page: Page, state: string) =>
    page.getByRole('row').filter({ hasText: state }).filter({ hasText: 'ticketWorkflow' });
  const openIn = (page: Page, state: string) =>
    inState(page, state)
      .getByRole('link', { name: /^ticket-/ })
      .click();
  /** What the workflow says of itself now, as Markdown in a frame; the one before it holds its summary. */
  const details = (page: Page) => page.locator('iframe').last().contentFrame();
  /** The UI asks a workflow once, and again when somebody presses R, as it says there. */
  const seeDetails = (page: Page) =>
    expect
      .poll(
        async () => {
          await page.keyboard.press('r');
          return details(page)
            .getByText(`Ticket #${String(number)}`)
            .waitFor({ timeout: 3_000 })
            .then(
              () => 'seen',
              () => 'not seen',
            );
        },
        { timeout: 30_000 },
      )
      .toBe('seen');
  const nextOf = async (page: Page) =>
    Date.parse(
      / at (\S+)$/.exec(
        (await details(page)
          .getByText(/^Next: /)
          .textContent()) ?? '',
      )?.[1] ?? '',
    );

  async function useCodec(page: Page, address: string, { withCookie }: { readonly withCookie: boolean }) {
    await page.getByRole('button', { name: /Codec Server/ }).click();
    await page.getByRole('textbox', { name: 'Codec Server browser endpoint' }).fill(address);
    if (withCookie) await page.getByText('Include cross-origin credentials', { exact: true }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('tab', { name: 'User Metadata' }).click();
  }

  test(
    'finds a ticket by its number, reads what it waits for, ends it, and sees it come back',
    { timeout: 180_000 },
    async () => {
      const page = await desk.signIn(admin);
      await ticketsOfNumber(page);
      await openIn(page, 'Running');
      await useCodec(page, endpoint, { withCookie: true });
      await seeDetails(page);
      const [now, next] = [await readNow(desk.pool), await nextOf(page)];
      expect(next - now.getTime()).toBeGreaterThan(20 * minute);
      expect(next - now.getTime()).toBeLessThanOrEqual(30 * minute);

      await page.getByRole('button', { name: 'More Actions' }).click();
      await page.getByRole('menuitem', { name: 'Terminate' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Terminate' }).click();
      await page.getByRole('main').getByText('Terminated', { exact: true }).first().waitFor();

      // Nothing happens to the ticket; half a minute after what it would have done, somebody notices.
      await advanceClockTo(desk.pool, new Date(next + minute));
      const states = async () => {
        await ticketsOfNumber(page);
        await inState(page, 'Terminated').waitFor();
        return [await inState(page, 'Running').count(), await inState(page, 'Terminated').count()];
      };
      await expect.poll(states, { timeout: 60_000 }).toEqual([1, 1]);
      await openIn(page, 'Running');
      await page.getByRole('tab', { name: 'User Metadata' }).click();
      await seeDetails(page);
      expect(await nextOf(page)).toBeGreaterThan(next);
    },
  );

  test(
    'reads nothing when signed out, unless an admin gave them an address to read by',
    { timeout: 120_000 },
    async () => {
      const page = await desk.browser.openPage({ allow: [/status of 401 .*codec/] });
      await ticketsOfNumber(page);
      await openIn(page, 'Running');
      await useCodec(page, endpoint, { withCookie: true });
      await page.getByRole('alert').getByText('Codec Server could not connect').waitFor();
      expect(await details(page).getByText('Ticket #').count()).toBe(0);

      const inDesk = await desk.signIn(admin);
      const asked = await inDesk.evaluate(async () => {
        const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
        return (await fetch('/api/codec-tokens', { method: 'POST', headers: { 'X-CSRF-Token': csrfToken } })).text();
      });
      const made = codecToken.parse(JSON.parse(asked));
      await useCodec(page, made.endpoint, { withCookie: false });
      await seeDetails(page);
    },
  );
});
