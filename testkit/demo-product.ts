import { fillDemoDesk } from '#commands/demo/fill-demo-desk';
import { setPassword } from '#commands/people/set-password';
import { createPasswordHashing } from '#process/hash-passwords';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { atEndOfFile } from './at-end-of-file.ts';
import { openBrowser, type PageOptions } from './browser.ts';
import { freePort } from './free-port.ts';
import { startProduct, type ProductOptions, type RunningProduct } from './running-product.ts';
import { serveUi } from './serve-ui.ts';

/** A running product with the demo desk, its pages, and colleagues who can sign in. */
export interface DemoProduct {
  readonly product: RunningProduct;
  readonly pool: pg.Pool;
  /** The address of the pages. */
  readonly ui: string;
  /**
   * A page of a colleague's own, at an address of the product. `mara` is a supervisor, `jonas` an agent in Support, `ida` an
   * admin, who joins the desk when she signs in.
   */
  readonly signIn: (who: 'mara' | 'jonas' | 'ida', path: string, options?: PageOptions) => Promise<Page>;
}

const password = 'a password of my own';

/** Start it. Ends with the test file. */
export async function startDemoProduct(options: ProductOptions = {}): Promise<DemoProduct> {
  const port = await freePort();
  const env = { FRONTEND_URL: `http://localhost:${String(port)}`, ...options.env };
  const product = await startProduct({ ...options, env });
  const pool = new pg.Pool({ connectionString: product.database.url, max: 2 });
  atEndOfFile('pool', () => pool.end());
  await fillDemoDesk({ pool, deliverSoon: () => undefined });
  const passwords = createPasswordHashing();
  const admit = (who: string) => setPassword({ pool, passwords }, { email: `${who}@nixflow.example`, password });
  for (const who of ['mara', 'jonas']) await admit(who);
  const ui = await serveUi({ apiUrl: product.apiUrl, port });
  const browser = await openBrowser();
  return {
    ...{ product, pool, ui },
    async signIn(who, path, { allow = [], ...others } = {}) {
      if (who === 'ida') {
        await pool.query(`INSERT INTO staff (name, email, role) VALUES ('Ida Berg', 'ida@nixflow.example', 'admin')
          ON CONFLICT (email) DO NOTHING`);
        await admit(who);
      }
      // Who is not signed in yet is told so, and the browser logs it.
      const page = await browser.openPage({ ...others, allow: [/status of 401/, ...allow] });
      await page.goto(`${ui}${path}`);
      await page.getByLabel('E-mail address').or(page.getByLabel('E-Mail-Adresse')).fill(`${who}@nixflow.example`);
      await page.locator('[name=password]').fill(password);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${ui}${path}*`);
      return page;
    },
  };
}
