import { expect, test } from 'vitest';
import { htmlClean } from './html-clean.ts';

async function clean(args: string[], html: string) {
  const out: string[] = [];
  const said: string[] = [];
  const code = await htmlClean(args, {
    stdin: (async function* () {
      yield Buffer.from(html);
    })(),
    write: async (text) => void out.push(text),
    explain: (text) => void said.push(text),
  });
  return { code, out: out.join(''), said: said.join('') };
}

test('nixflow html clean makes HTML harmless, and what is clean already stays to the byte', async () => {
  const first = await clean(['clean'], '<p>Grüße<script>x()</script> <img src=//x.example/a>\n');
  expect(first).toEqual({ code: 0, out: '<p>Grüße <img data-remote-src="https://x.example/a" />\n</p>', said: '' });
  expect(await clean(['clean'], first.out)).toEqual(first);
  expect(await clean(['clean'], '')).toEqual({ code: 0, out: '', said: '' });
});

test.each([[[]], [['clean', 'file']], [['wash']]])('%j is answered with how to use it', async (args) => {
  expect(await clean(args, 'x')).toMatchObject({ code: 2, out: '' });
});
