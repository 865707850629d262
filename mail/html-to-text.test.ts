import { expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { htmlToText } from './html-to-text.ts';
import { trimReply } from './trim-reply.ts';

const textOf = (html: string) => htmlToText(cleanHtml(html));

test.each([
  ['paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
  ['lines', 'one<br>two<div>three</div>four', 'one\ntwo\nthree\nfour'],
  ['empty lines as Gmail writes them', '<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
  ['white space', '  one \n <b> two</b>  <i>three </i> four', 'one two three four'],
  ['text that is set', '<pre>a\n  b\n</pre>', 'a\n  b'],
  ['lists', '<ul><li>one</li><li>two<br>lines</li></ul>', '- one\n- two\nlines'],
  ['tables', '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>', 'a  b\n1  2'],
  [
    'quotes in quotes',
    'yes<blockquote>no<blockquote>maybe</blockquote></blockquote>done',
    'yes\n\n> no\n>\n>> maybe\n\ndone',
  ],
  [
    'links',
    '<a href="https://x.example/a">see</a> <a href="https://x.example/">x.example</a> <a>no</a>',
    'see (https://x.example/a) x.example no',
  ],
  ['links that count clicks', `<a href="https://x.example/${'a'.repeat(300)}">see</a>`, 'see'],
  ['pictures that say something', '<img src="cid:a" alt="Screenshot"><img src="cid:b" alt="">', 'Screenshot'],
  ['characters', '&lt;b&gt; &amp;lt; &quot;&nbsp;&uuml;', '<b> &lt; " ü'],
  ['what is hidden', '<div style="display:none">preview<div>more</div></div><p>text</p>', 'text'],
  ['rulers', 'a<hr>b', 'a\n---\nb'],
  ['nothing', '<p></p><br>', ''],
])('%s', (_, html, text) => {
  expect(textOf(html)).toBe(text);
});

test('a reply in HTML is trimmed like one in text', () => {
  const gmail =
    '<div dir="ltr">It works.</div><br><div class="gmail_quote"><div>On Mon, Mar 2, 2026 at 10:00 AM Desk &lt;<a href="mailto:desk@desk.example">desk@desk.example</a>&gt; wrote:<br></div><blockquote>Is it on?</blockquote></div>';
  const outlook =
    '<p class="MsoNormal">It works.</p><div style="border-top:solid 1pt"><p><b>From:</b> Desk &lt;desk@desk.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br><b>Subject:</b> Printer</p></div><p>Is it on?</p>';
  for (const html of [gmail, outlook]) expect(trimReply(textOf(html))).toBe('It works.');
});

test('a long page takes no time', () => {
  const began = performance.now();
  for (const piece of ['<b>x</b> ', 'x<br>', '<div>x</div>', '<blockquote>', '<td>x', 'x '])
    htmlToText(cleanHtml(piece.repeat(Math.floor(200_000 / piece.length))));
  expect(textOf(`a${'<br>'.repeat(90_000)}b`)).toBe('a\n\n\nb');
  expect(performance.now() - began).toBeLessThan(20_000);
});
