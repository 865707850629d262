import { describe, expect, test } from 'vitest';
import { bringsColours, mailDocument, type MailPaper } from './mail-document.ts';

const paper: MailPaper = {
  html: '<p>Hello</p>',
  isColoured: false,
  theme: 'dark',
  styleUrl: '/assets/mail.css',
  imageOrigins: [],
  showsRemote: false,
};
const policyOf = (document: string) =>
  /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(document)?.[1] ?? '';
const directive = (name: string, document: string) =>
  policyOf(document)
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name} `));

describe('the document of a mail', () => {
  test('lets nothing run, load or be sent', () => {
    const document = mailDocument(paper);
    expect(directive('default-src', document)).toBe("default-src 'none'");
    expect(directive('form-action', document)).toBe("form-action 'none'");
    expect(policyOf(document)).not.toMatch(/script|https:|unsafe|\*/);
    // Before the mail, so that nothing of it comes earlier.
    expect(document.indexOf('Content-Security-Policy')).toBeLessThan(document.indexOf('<p>Hello'));
  });

  test('takes pictures of other servers only when they are asked for', () => {
    expect(directive('img-src', mailDocument(paper))).toBe("img-src 'self' data:");
    expect(directive('img-src', mailDocument({ ...paper, showsRemote: true }))).toBe("img-src 'self' data: https:");
    const elsewhere = mailDocument({ ...paper, imageOrigins: ['https://api.example.com'] });
    expect(directive('img-src', elsewhere)).toBe("img-src 'self' data: https://api.example.com");
  });

  test('has the theme of its place, unless the mail brings its own colours', () => {
    expect(mailDocument(paper)).toContain('<html data-theme="dark">');
    expect(mailDocument({ ...paper, isColoured: true })).toContain('<html data-theme="light" class="paper">');
  });
});

test.each([
  ['<p>red is a colour; color: red is too</p>', false],
  ['<p style="font-weight:bold">x</p>', false],
  ['<p style="background : #fff">x</p>', true],
  ['<font color="red">x</font>', true],
  ['<table bgcolor=#fff>x</table>', true],
])('%s: %s', (html, expected) => {
  expect(bringsColours(html)).toBe(expected);
});
