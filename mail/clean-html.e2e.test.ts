import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, type TestBrowser } from '#testkit/browser';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';

interface Attack {
  readonly name: string;
  readonly html: string;
}

/** Attacks that other projects collected; they lie beside a checkout, where they are there at all. */
const corpus = join(import.meta.dirname, '..', '..', 'shared', 'corpora', 'html', 'xss.json');
const attacks: Attack[] = [
  { name: 'script', html: '<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>' },
  { name: 'link', html: '<a href="java\nscript:alert(1)">x</a><a href="https://x.example">y</a>' },
  {
    name: 'tracker',
    html: '<img src="https://x.example/a"><p style="background:url(//x.example/b)">x</p><link rel=stylesheet href=//x.example/c>',
  },
  {
    name: 'markup in attributes',
    html: '<p title="</p><script>alert(1)</script>">x</p><math><mtext><table><mglyph><style><img title="</style><img src onerror=alert(2)>">',
  },
  { name: 'form', html: '<form action=//x.example><input autofocus onfocus=alert(1)><button>x</button></form>' },
  ...(existsSync(corpus) ? (JSON.parse(readFileSync(corpus, 'utf8')) as Attack[]) : []),
];

/** Runs in the page: what a browser's own parser makes of it, parsed once and again, and what of that could do something. */
function inspect(html: string): string[] {
  const found: string[] = [];
  let source = html;
  for (let round = 0; round < 2; round += 1) {
    const { body, head } = new DOMParser().parseFromString(source, 'text/html');
    if (head.childElementCount > 0) found.push(`head ${head.innerHTML.slice(0, 100)}`);
    for (const element of body.querySelectorAll('*')) {
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`foreign ${element.localName}`);
      if (
        /^(?:script|style|form|input|button|textarea|select|i?frame|object|embed|base|meta|link|template|video|audio|source|area|map)$/.test(
          element.localName,
        )
      )
        found.push(element.localName);
      for (const { name, value } of element.attributes) {
        if (/^on|^(?:id|name|class|srcset|background|ping|srcdoc|formaction|action)$/.test(name))
          found.push(`${element.localName} ${name}`);
        if ((name === 'href' || name === 'src') && !/^(?:https?:\/\/|mailto:|tel:|cid:|data:image\/)/.test(value))
          found.push(`${name} ${value}`);
      }
      if (element instanceof HTMLImageElement && /^https?:/.test(element.getAttribute('src') ?? ''))
        found.push(`loads ${element.src}`);
      if (element instanceof HTMLElement && element.style.cssText.includes('url('))
        found.push(`style ${element.style.cssText}`);
    }
    source = body.innerHTML;
  }
  return found;
}

describe.runIf(needs('chromium'))('cleaned HTML in a browser, without any other protection', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });

  /** A page that remembers what ran or asked; a request to elsewhere fails the test by itself. */
  async function openPage(): Promise<Page> {
    // The parts of the mail itself are put in by the view.
    const page = await browser.openPage({ allow: [/cid:/] });
    page.on('dialog', (dialog) => void dialog.dismiss());
    return page;
  }

  test('has nothing in it that could do anything, parsed once or twice', { timeout: 120_000 }, async () => {
    const page = await openPage();
    const wrong: unknown[] = [];
    for (const { name, html } of attacks) {
      const faults = await page.evaluate(inspect, cleanHtml(html));
      if (faults.length > 0) wrong.push({ name, faults });
    }
    expect(wrong).toEqual([]);
    // It does see what was not cleaned.
    expect(await page.evaluate(inspect, attacks[0]!.html)).not.toEqual([]);
  });

  test('runs nothing, opens nothing and asks nobody when it is shown', { timeout: 300_000 }, async () => {
    const page = await openPage();
    const dialogs: string[] = [];
    for (const { name, html } of attacks) {
      const note = () => void dialogs.push(name);
      page.on('dialog', note);
      await page.setContent(`<!doctype html><meta charset=utf-8><body>${cleanHtml(html)}`, {
        waitUntil: 'domcontentloaded',
      });
      page.off('dialog', note);
    }
    expect(dialogs).toEqual([]);
    // A dialog would have been seen.
    page.on('dialog', () => void dialogs.push('not cleaned'));
    await page.setContent('<img src="data:," onerror="alert(1)">');
    await expect.poll(() => dialogs).toEqual(['not cleaned']);
  });
});
