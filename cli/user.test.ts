import { expect, test } from 'vitest';
import { user } from './user.ts';

/** What the command says and returns, where no setting is given. */
async function run(...args: string[]) {
  const said: string[] = [];
  const out: string[] = [];
  const code = await user(
    args,
    {
      stdin: (async function* () {
        yield new Uint8Array();
      })(),
      write: async (text) => void out.push(text),
      explain: (text) => void said.push(text),
    },
    () => ({}),
  );
  expect(out).toEqual([]);
  return { code, said: said.join('') };
}

test.each<[string, string[], string]>([
  ['no verb', [], 'Say what to do.'],
  ['a verb it does not know', ['delete', 'ada@example.com'], 'There is no "user delete"'],
  ['nobody', ['set-up-link'], 'Name one person'],
  ['no address', ['set-password', 'ada'], 'Name one person'],
  ['two people', ['set-password', 'ada@example.com', 'bob@example.com'], 'Name one person'],
  ['an option it does not know', ['set-up-link', 'ada@example.com', '--admin'], '--admin'],
])('%s makes no sense, and it says how it is used', async (_, args, why) => {
  const { code, said } = await run(...args);
  expect(code).toBe(2);
  expect(said).toContain(why);
  expect(said).toContain('nixflow user set-up-link EMAIL');
});

test('help is no mistake', async () => {
  for (const args of [['help'], ['--help'], ['set-password', '--help']]) expect((await run(...args)).code).toBe(0);
});

test('a setting that is missing is named', async () => {
  const { code, said } = await run('set-up-link', 'ada@example.com');
  expect(code).toBe(1);
  expect(said).toContain('DATABASE_URL: is not set');
});
