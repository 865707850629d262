import { openBrowser, type TestBrowser } from '#testkit/browser';
import { needs } from '#testkit/requirements';
import { serveUi } from '#testkit/serve-ui';
import { beforeAll, describe, expect, test } from 'vitest';

describe.runIf(needs('chromium'))('the frame of a mail', () => {
  let ui: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    ui = await serveUi();
    browser = await openBrowser();
  });

  const open = async (allow: readonly RegExp[] = []) => {
    const page = await browser.openPage({ allow });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${ui}/dev/gallery`);
    const frame = page.locator('iframe').first();
    await frame.contentFrame().getByText('Line 2 prints again').waitFor();
    return { page, frame, asked };
  };

  test('is as high as what is in it, and styled by our own style', async () => {
    const { frame } = await open();
    const inside = frame.contentFrame().locator('html');
    await expect.poll(async () => (await frame.boundingBox())?.height).toBeGreaterThan(100);
    // It grows once more when the letters have come.
    const missing = async () => {
      const height = await inside.evaluate((element) => element.getBoundingClientRect().height);
      return Math.abs(height - ((await frame.boundingBox())?.height ?? 0));
    };
    await expect.poll(missing).toBeLessThan(2);
    expect(await inside.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Inter Variable');
  });

  test('is not so high that the rest of a thread is out of reach', async () => {
    const { frame } = await open();
    await frame.evaluate((element) => {
      if (!(element instanceof HTMLIFrameElement)) throw new Error('no frame');
      const tall = '<div data-style="height:30000000px">tall</div><p>the end</p>';
      element.srcdoc = element.srcdoc.replace(/<body>.*<\/body>/s, `<body>${tall}</body>`);
    });
    await frame.contentFrame().getByText('tall').waitFor();
    await expect.poll(async () => (await frame.boundingBox())?.height).toBe(20_000);
    await frame.contentFrame().getByText('the end').scrollIntoViewIfNeeded();
  });

  test('asks other servers for nothing until its reader wants it, and then over HTTPS alone', async () => {
    const { page, frame, asked } = await open([/https:\/\/images\.example\/logo\.png/]);
    const foreign = () => asked.filter((url) => url.includes('images.example'));
    expect(foreign()).toEqual([]);
    await page.getByText('1 remote image blocked to keep your reading private').first().waitFor();
    await page.getByRole('button', { name: 'Show remote images' }).first().click();
    await expect.poll(foreign).toEqual(['https://images.example/logo.png']);
    await frame.contentFrame().getByText('Line 2 prints again').waitFor();
  });

  test('a mail that brings colours gets the white paper they were chosen for', async () => {
    const { page } = await open();
    const coloured = page.locator('[data-theme=dark] iframe').nth(1).contentFrame();
    await coloured.getByText('Written for white paper').waitFor();
    expect(await coloured.locator('html').getAttribute('data-theme')).toBe('light');
    const colour = await coloured
      .getByText('Written for white paper')
      .evaluate((element) => getComputedStyle(element).color);
    expect(colour).toBe('rgb(68, 51, 34)');
  });

  test('runs nothing, even if a cleaner had let it through', async () => {
    const { page, frame } = await open([/Content Security Policy|sandboxed|Blocked script/]);
    const hostile = [
      '<p>hostile</p>',
      '<script>parent.document.title = "owned"</script>',
      '<img src="data:," onerror="parent.document.title = \'owned\'">',
      '<iframe srcdoc="<script>top.document.title = \'owned\'</script>"></iframe>',
      '<a href="javascript:void(parent.document.title = \'owned\')">press</a>',
      '<form action="/api/session" method="post"><button>send</button></form>',
      '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    ].join('');
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await frame.evaluate((element, html) => {
      if (!(element instanceof HTMLIFrameElement)) throw new Error('no frame');
      element.srcdoc = element.srcdoc.replace(/<body>.*<\/body>/s, `<body>${html}</body>`);
    }, hostile);
    const inside = frame.contentFrame();
    await inside.getByText('hostile').waitFor();
    await inside.getByText('press').click();
    await inside.getByText('send').click();
    await page.waitForTimeout(500);
    expect(await page.title()).toBe('Gallery · NixFlow');
    expect(posts).toEqual([]);
  });
});
