import pg from 'pg';
import type { Page } from 'playwright-core';
import { atEndOfFile } from './at-end-of-file.ts';
import { openBrowser, type PageOptions, type TestBrowser } from './browser.ts';
import type { TestAccount } from './factories/account.ts';
import { freePort } from './free-port.ts';
import { startProduct, type ProductOptions, type RunningProduct } from './running-product.ts';
import { serveInTurn } from './serve-in-turn.ts';
import { serveUi } from './serve-ui.ts';

/** The whole product with its pages, which two API processes answer in turn, and a browser to see them. */
export interface ServedProduct extends RunningProduct {
  readonly pool: pg.Pool;
  /** Address of the pages. */
  readonly ui: string;
  readonly browser: TestBrowser;
  /** A page of somebody's own who has just signed in. */
  signIn(who: Pick<TestAccount, 'email' | 'password'>, options?: SignInOptions): Promise<Page>;
}

/** Settings of a page, and where it is opened: the list of all open tickets unless told. */
export interface SignInOptions extends PageOptions {
  readonly path?: string;
}

/** Start the product, build and serve its pages, and open a browser. All of it ends with the test file. */
export async function serveProduct({ env, ...options }: ProductOptions = {}): Promise<ServedProduct> {
  const port = await freePort();
  const product = await startProduct({ ...options, env: { ...env, FRONTEND_URL: `http://localhost:${String(port)}` } });
  const pool = new pg.Pool({ connectionString: product.database.url, max: 2 });
  atEndOfFile('pool', () => pool.end());
  const ui = await serveUi({ apiUrl: await serveInTurn([product.apiUrl, await product.startReplica()]), port });
  const browser = await openBrowser();
  return {
    ...{ ...product, pool, ui, browser },
    async signIn({ email, password }, { allow = [], path = '/tickets/open', ...others } = {}) {
      // The first question is who one is: nobody.
      const page = await browser.openPage({ ...others, allow: [/status of 401/, ...allow] });
      await page.goto(`${ui}${path}`);
      await page.locator('[name=email]').fill(email);
      await page.locator('[name=password]').fill(password);
      await page.keyboard.press('Enter');
      await page.locator('[name=password]').waitFor({ state: 'detached' });
      await page.getByRole('heading', { level: 1 }).filter({ visible: true }).first().waitFor();
      return page;
    },
  };
}
