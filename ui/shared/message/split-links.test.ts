import { expect, test } from 'vitest';
import { splitLinks } from './split-links.ts';

const hrefs = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

test.each([
  ['nothing to open', []],
  ['See https://example.com/a?b=c#d.', ['https://example.com/a?b=c#d']],
  ['(https://example.com/x), then HTTP://EXAMPLE.ORG!', ['https://example.com/x', 'HTTP://EXAMPLE.ORG']],
  ['https://en.wikipedia.org/wiki/Clock_(disambiguation)', ['https://en.wikipedia.org/wiki/Clock_(disambiguation)']],
  ['<https://example.com/a>', ['https://example.com/a']],
  ['javascript:alert(1) data:text/html,x ftp://host', []],
  ['https://', []],
])('%j opens %j', (text, expected) => {
  expect(hrefs(text)).toEqual(expected);
});

test('nothing of the text is lost', () => {
  const text = 'a https://b.example/c, d (https://e.example). f';
  expect(
    splitLinks(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});
