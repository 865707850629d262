import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';

/** A tag as the cleaner writes it: known names, every value in quotes and without `<`, `>` or `"`. */
const TAG = /<(?:\/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)(?: \/)?)>/g;
const ELEMENTS =
  /^(?:a|abbr|acronym|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|dfn|dir|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|menu|nav|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)$/;

/** What is wrong with a result, read without any HTML parser: it is of a form that all of them read alike. */
function faults(clean: string): string[] {
  const found: string[] = [];
  const rest = clean.replace(TAG, (_, closed: string | undefined, opened: string | undefined, attributes = '') => {
    const name = opened ?? closed ?? '';
    if (!ELEMENTS.test(name)) found.push(`element ${name}`);
    for (const [, attribute = '', value = ''] of (attributes as string).matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      if (
        !/^(?:align|valign|dir|lang|title|bgcolor|color|face|size|width|height|border|cellpadding|cellspacing|hspace|vspace|colspan|rowspan|span|nowrap|start|type|alt|href|rel|target|src|style|data-remote-(?:src|srcset|background))$/.test(
          attribute,
        )
      )
        found.push(`attribute ${attribute}`);
      if (attribute === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/.test(value)) found.push(`link to ${value}`);
      if (attribute === 'src' && !/^(?:cid:|data:image\/(?:png|jpe?g|gif|webp|bmp);base64,)/.test(value))
        found.push(`picture from ${value}`);
      if (attribute.startsWith('data-remote-') && !/^https?:\/\//.test(value)) found.push(`remote ${value}`);
      if (attribute === 'style' && /url|expression|[\\@{}]|\/\*|position|behavio/i.test(value))
        found.push(`style ${value}`);
    }
    return '';
  });
  return /[<>]/.test(rest) ? [...found, `left over: ${rest.slice(0, 200)}`] : found;
}

describe('what a mail looks like is kept', () => {
  test.each([
    [
      '<p align="center" style="color:#c00;font-weight:bold">Hi</p>',
      '<p align="center" style="color:#c00;font-weight:bold">Hi</p>',
    ],
    [
      '<font color=red face="Arial, sans-serif" size="+1">x</font>',
      '<font color="red" face="Arial, sans-serif" size="+1">x</font>',
    ],
    [
      '<table border=1 cellpadding=4 bgcolor="#fff"><tr><td colspan=2 nowrap>x</td></tr></table>',
      '<table bgcolor="#fff" border="1" cellpadding="4"><tr><td colspan="2" nowrap>x</td></tr></table>',
    ],
    ['<ol start=3 type=a><li>x</li></ol>', '<ol start="3" type="a"><li>x</li></ol>'],
    [
      '<blockquote>quoted <b>and <i>bold</i></b></blockquote>',
      '<blockquote>quoted <b>and <i>bold</i></b></blockquote>',
    ],
    ['<img src="CID:a@b" alt="">', '<img alt="" src="cid:a@b" />'],
    ['<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA" />'],
    ['a &lt; b &amp;amp; c', 'a &lt; b &amp;amp; c'],
    ['<body bgcolor="#eee">x</body>', '<div bgcolor="#eee">x</div>'],
  ])('%s', (html, clean) => {
    expect(cleanHtml(html)).toBe(clean);
  });
});

describe('links lead away from us, and tell nothing of us', () => {
  const safe = 'rel="noopener noreferrer nofollow" target="_blank"';
  test.each([
    ['<a href="https://x.example/?a=1&amp;b=2">x</a>', `<a href="https://x.example/?a=1&amp;b=2" ${safe}>x</a>`],
    ['<a href="//x.example/a" target=_self onclick="x()">x</a>', `<a href="https://x.example/a" ${safe}>x</a>`],
    ['<a href="https://bank.example@evil.example/">x</a>', `<a href="https://evil.example/" ${safe}>x</a>`],
    ['<a href="MAILTO:a@b.example">x</a>', `<a href="mailto:a@b.example" ${safe}>x</a>`],
    ['<a href="tel:+4930">x</a>', `<a href="tel:+4930" ${safe}>x</a>`],
    ['<a href="www.x.example">x</a>', `<a href="https://www.x.example/" ${safe}>x</a>`],
    ['<a href="/login" id=a name=b>x</a>', '<a>x</a>'],
    ['<a href="java\nscript:x()">x</a>', '<a>x</a>'],
    ['<a href="ftp://x.example">x</a>', '<a>x</a>'],
    ['<a href="http://[">x</a>', '<a>x</a>'],
  ])('%s', (html, clean) => {
    expect(cleanHtml(html)).toBe(clean);
  });
});

describe('what is elsewhere waits until the reader asks', () => {
  test.each([
    ['<img src="http://x.example/a.png" width=1>', '<img width="1" data-remote-src="http://x.example/a.png" />'],
    ['<img src="\\\\x.example\\a.png">', '<img data-remote-src="https://x.example/a.png" />'],
    [
      '<img srcset="https://x.example/a 1x, //x.example/b 2x, javascript:x 3x">',
      '<img data-remote-srcset="https://x.example/a 1x, https://x.example/b 2x" />',
    ],
    ['<td background="https://x.example/a.gif">x</td>', '<td data-remote-background="https://x.example/a.gif">x</td>'],
    [
      '<p style="color:red;background:#fff url(\'https://x.example/a.gif\')">x</p>',
      '<p style="color:red" data-remote-background="https://x.example/a.gif">x</p>',
    ],
    ['<p style="list-style-image:url(https://x.example/a)">x</p>', '<p>x</p>'],
    ['<img src="logo.png">', ''],
    ['<img data-remote-src="javascript:x">', ''],
  ])('%s', (html, clean) => {
    expect(cleanHtml(html)).toBe(clean);
  });
});

describe('what could do harm goes', () => {
  test.each([
    ['<script>x</script><style>x</style><title>x</title>a', 'a'],
    ['<form action=x><input value=y>a<button>b</button></form>', 'ab'],
    ['<svg onload=x><a>b</a></svg>', '<a>b</a>'],
    ['<p onclick=x id=y class=z data-z=1>a</p>', '<p>a</p>'],
    [
      '<p style="position:fixed;top:0;margin-left:-9px;width:expression(x);height:100vh;c\\6flor:red">a</p>',
      '<p>a</p>',
    ],
    ['<p style="color:r\\65 d;font-family:a{b;width:1px/*x*/;font:a@b">a</p>', '<p>a</p>'],
    ['<scr\u0000ipt>x</script>a', 'a'],
    ['<img src="data:image/svg+xml;base64,AAAA">a', 'a'],
    ['a&#1;b<a href="java&#1;script:x">c</a>', 'ab<a>c</a>'],
  ])('%s', (html, clean) => {
    expect(cleanHtml(html)).toBe(clean);
  });
});

describe('whatever the HTML is', () => {
  const pieces = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<table>',
      '<tr><td>',
      '</table>',
      '<a href="',
      '<a href=x>',
      '</a>',
      '<img src=',
      '">',
      "'>",
      '<b',
      '<!--',
      '-->',
    ],
    ...[
      '<svg>',
      '<math><mtext>',
      '<style>',
      '</style>',
      '<title>',
      '</title>',
      '<noscript>',
      '<textarea>',
      '<select>',
      '<template>',
      '<pre>\n',
    ],
    ...[
      '<script>',
      '</script>',
      '&lt;',
      '&#x3c;',
      '&#1;',
      '&amp;amp;',
      '<![CDATA[',
      ']]>',
      '<?',
      'onerror=alert(1)',
      'style="color:red;',
      'url(//x)',
    ],
    ...[
      'javascript:',
      '\u0000',
      '<li>',
      '<dd>',
      '<h1>',
      '<body ',
      '<br/',
      '<wbr>',
      '<col>',
      '<form>',
      '<button>',
      '</',
      '<',
      '>',
      '"',
      '=',
    ],
  );
  const html = fc
    .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string()), { maxLength: 25 })
    .map((all) => all.join(''));

  test('the result is harmless, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(html, (given) => {
        const clean = cleanHtml(given);
        expect(faults(clean)).toEqual([]);
        expect(cleanHtml(clean)).toBe(clean);
      }),
      { numRuns: 3000 },
    );
  });

  test('it takes no time', { timeout: 60_000 }, () => {
    const fill = (piece: string) => piece.repeat(Math.floor(300_000 / piece.length));
    const nasty = [
      '<div>',
      '<p><li>',
      '</p>',
      '<br>',
      '<',
      '<!--',
      '<a href="',
      '<b><i></b>',
      '&lt;',
      '<select><option>',
      '<table><td>',
    ].map(fill);
    const values = ['a:b;', '(', "'", 'https://x.example/ 1x,'].map(
      (piece) => `<img style="${fill(piece)}" srcset="${fill(piece)}">`,
    );
    const began = performance.now();
    for (const given of [...nasty, ...values]) expect(faults(cleanHtml(given))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  test('what is too long is cut, and says so', () => {
    expect(cleanHtml(`<p>begin ${'x'.repeat(2_000_000)}</p>`)).toMatch(/^<p>begin x+<\/p><p>\[…\]<\/p>$/);
    const picture = `<img src="data:image/png;base64,${'A'.repeat(2_000_000)}">`;
    expect(cleanHtml(`${picture}<p>end</p>`)).toBe('<p>end</p>');
  });

  test('the faults of this test are seen', () => {
    for (const bad of [
      '<script>',
      '<p onclick="x">',
      '<a href="javascript:x">',
      '<img src="https://x" />',
      '<p style="a:url(x)">',
      '<p',
      '<p title="<">',
    ])
      expect(faults(bad)).not.toEqual([]);
  });
});
