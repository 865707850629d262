import { build } from '../build.ts';
import { say } from '../say.ts';

/** `npm run build`: the production build in `dist`. */
export async function run(): Promise<number> {
  try {
    if (!(await build())) say.done('Build: up to date');
    return 0;
  } catch (error) {
    say.fail(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
