import { expect, test } from 'vitest';
import { textToHtml } from './text-to-html.ts';

test.each([
  ['One line', '<p>One line</p>'],
  ['Two\nlines', '<p>Two<br>\nlines</p>'],
  ['Two\n\n\nparagraphs', '<p>Two</p>\n<p>paragraphs</p>'],
  ['<script>alert(1)</script> & "more"', '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;</p>'],
  ['See https://example.com/a?b=1&c=2.', '<p>See <a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a>.</p>'], // prettier-ignore
  ['(https://example.com/a)', '<p>(<a href="https://example.com/a">https://example.com/a</a>)</p>'],
  ['javascript:alert(1)', '<p>javascript:alert(1)</p>'],
])('%s', (text, html) => {
  expect(textToHtml(text)).toBe(html);
});
