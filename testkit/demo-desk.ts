import { fillDemoDesk } from '#commands/demo/fill-demo-desk';
import { setPassword } from '#commands/people/set-password';
import { createPasswordHashing } from '#process/hash-passwords';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { atEndOfFile } from './at-end-of-file.ts';
import { openBrowser, type PageOptions, type TestBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { startProduct, type ProductOptions, type RunningProduct } from './running-product.ts';
import { serveUi } from './serve-ui.ts';

/** The whole product with the demo desk, and browsers in which its people are signed in. */
export interface DemoDesk {
  readonly product: RunningProduct;
  readonly pool: pg.Pool;
  /** Where the pages are. */
  readonly ui: string;
  readonly browser: TestBrowser;
  /** A page of `mara` (a supervisor) or `jonas` (an agent), at the list of all open tickets or elsewhere. */
  signIn(who: 'mara' | 'jonas', options?: PageOptions & { readonly path?: string }): Promise<Page>;
}

const password = 'a password of my own';

/** Start all of it. It ends with the test file. */
export async function startDemoDesk(options: Pick<ProductOptions, 'workerEnv'> = {}): Promise<DemoDesk> {
  const port = await freePort();
  const product = await startProduct({ ...options, env: { FRONTEND_URL: `http://localhost:${String(port)}` } });
  const pool = new pg.Pool({ connectionString: product.database.url, max: 2 });
  atEndOfFile('pool', () => pool.end());
  await fillDemoDesk({ pool, deliverSoon: () => undefined });
  for (const email of ['mara@nixflow.example', 'jonas@nixflow.example']) {
    await setPassword({ pool, passwords: createPasswordHashing() }, { email, password });
  }
  const ui = await serveUi({ apiUrl: product.apiUrl, port });
  const browser = await openBrowser();
  return {
    ...{ product, pool, ui, browser },
    async signIn(who, { allow = [], path = '/tickets/open', ...others } = {}) {
      const page = await browser.openPage({ ...others, allow: [/status of 401/, ...allow] });
      await page.goto(`${ui}${path}`);
      await page.locator('input[type=email]').fill(`${who}@nixflow.example`);
      await page.locator('input[type=password]').fill(password);
      await page.keyboard.press('Enter');
      // On a phone an open ticket hides the list.
      await page.locator('section.ticket-list').waitFor({ state: 'attached' });
      return page;
    },
  };
}
