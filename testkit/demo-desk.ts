import { fillDemoDesk } from '#commands/demo/fill-demo-desk';
import { setPassword } from '#commands/people/set-password';
import { createPasswordHashing } from '#process/hash-passwords';
import type { Page } from 'playwright-core';
import type { ProductOptions, RunningProduct } from './running-product.ts';
import { serveProduct, type ServedProduct, type SignInOptions } from './served-product.ts';

/** The whole product with the demo desk, and pages of its people. */
export interface DemoDesk extends Pick<ServedProduct, 'pool' | 'ui' | 'browser'> {
  readonly product: RunningProduct;
  /**
   * A page of a colleague who has just signed in: `mara` is a supervisor, `jonas` an agent in Support, `ida` an admin, who joins
   * the desk when she signs in.
   */
  signIn(who: 'mara' | 'jonas' | 'ida', options?: SignInOptions): Promise<Page>;
}

const password = 'a password of my own';
const emailOf = (who: string) => `${who}@nixflow.example`;

/** Start all of it. It ends with the test file. */
export async function startDemoDesk(options: ProductOptions = {}): Promise<DemoDesk> {
  const product = await serveProduct(options);
  const { pool, ui, browser } = product;
  await fillDemoDesk({ pool, deliverSoon: () => undefined });
  const passwords = createPasswordHashing();
  const admit = (who: string) => setPassword({ pool, passwords }, { email: emailOf(who), password });
  for (const who of ['mara', 'jonas']) await admit(who);
  return {
    ...{ product, pool, ui, browser },
    async signIn(who, others) {
      if (who === 'ida') {
        await pool.query(
          `INSERT INTO staff (name, email, role) VALUES ('Ida Berg', $1, 'admin') ON CONFLICT (email) DO NOTHING`,
          [emailOf(who)],
        );
        await admit(who);
      }
      return product.signIn({ email: emailOf(who), password }, others);
    },
  };
}
