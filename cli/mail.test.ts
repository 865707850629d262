import { expect, test } from 'vitest';
import { mail } from './mail.ts';

/** What the command says and returns; none of this may print anything. */
async function run(...args: string[]) {
  const said: string[] = [];
  const out: string[] = [];
  const code = await mail(args, {
    write: async (text) => void out.push(text),
    explain: (text) => void said.push(text),
  });
  expect(out).toEqual([]);
  return { code, said: said.join('') };
}

test.each([[[]], [['read', 'a.eml']]])('%j is answered with the verbs there are', async (args) => {
  const { code, said } = await run(...args);
  expect(code).toBe(2);
  for (const verb of ['parse', 'send', 'address']) expect(said).toContain(`nixflow mail ${verb}`);
});

test.each(['parse', 'send', 'address'])('help for %s is no mistake', async (verb) => {
  expect(await run(verb, '--help')).toMatchObject({
    code: 0,
    said: expect.stringContaining(`nixflow mail ${verb}`) as string,
  });
});

test('help is no mistake', async () => {
  for (const word of ['help', '--help']) expect((await run(word)).code).toBe(0);
});
