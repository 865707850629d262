import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classifyMail } from './classify-mail.ts';
import { cleanHtml } from './clean-html.ts';
import { htmlToText } from './html-to-text.ts';
import { parseMail } from './parse-mail.ts';
import { trimReply } from './trim-reply.ts';

/** Real mails and attacks that other projects collected. They lie beside a checkout, where they are there at all. */
const corpora = join(import.meta.dirname, '..', '..', 'shared', 'corpora');
const isHere = existsSync(join(corpora, 'mail', 'manifest.json'));
/** What every mail here takes at most, on a busy machine too. In milliseconds. */
const GUARD = 10_000;

interface Claims {
  readonly from?: string;
  readonly fromName?: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly attachments?: readonly string[];
  readonly attachmentsContain?: readonly string[];
  readonly dsn?: readonly Readonly<Record<string, string>>[];
  readonly class?: string;
  readonly automatic?: boolean;
  readonly replyTextFile?: string;
}
interface Entry {
  readonly file: string;
  readonly family: string;
  readonly body?: boolean;
  readonly expect?: Claims;
}
interface Attack {
  readonly name: string;
  readonly html: string;
  readonly keepText?: readonly string[];
}

const json = (...path: string[]) => JSON.parse(readFileSync(join(corpora, ...path), 'utf8')) as unknown;
const entries = isHere ? (json('mail', 'manifest.json') as Entry[]) : [];
const bytesOf = (file: string) => readFileSync(join(corpora, 'mail', file));
const collapsed = (text: string) => text.replace(/\s+/g, ' ').trim();

type Facts = Readonly<Record<string, unknown>>;

async function factsOf({ file, body, expect: claims = {} }: Entry): Promise<Facts> {
  if (body === true) return { replyTextFile: collapsed(trimReply(bytesOf(file).toString())) };
  const mail = await parseMail(bytesOf(file));
  if (mail.kind !== 'mail') return { error: mail.code };
  const { class: kind, isAutomatic, deliveryStatus } = classifyMail(mail);
  const names = mail.attachments.flatMap(({ name }) => name ?? []);
  return {
    ...{ from: mail.from?.address, fromName: mail.from?.name, subject: mail.subject, messageId: mail.messageId },
    attachments: names.toSorted(),
    attachmentsContain: claims.attachmentsContain?.filter((name) => names.includes(name)),
    // Only what is claimed of each recipient.
    dsn: claims.dsn?.map((claim, at) =>
      Object.fromEntries(
        Object.keys(claim).map((key) => [
          key,
          Object.entries(deliveryStatus[at] ?? {}).find(([name]) => name === key)?.[1],
        ]),
      ),
    ),
    class: kind,
    // In the words of the manifest bulk is automatic too.
    automatic: isAutomatic || kind === 'bulk',
  };
}

function claimed({ expect: claims = {} }: Entry): Facts {
  const { attachments, subject, replyTextFile } = claims;
  return {
    ...claims,
    ...(attachments && { attachments: attachments.toSorted() }),
    ...(subject !== undefined && { subject: collapsed(subject) }),
    ...(replyTextFile !== undefined && { replyTextFile: collapsed(bytesOf(replyTextFile).toString()) }),
  };
}

/** How many facts each family claims: fewer would be a hole that nobody sees. */
const CLAIMS = {
  ...{ arf: 34, 'auto-reply': 22, bounce: 1496, bulk: 11, malformed: 119, ordinary: 304, 'reply-trim': 32 },
};

describe.skipIf(!isHere)('the corpus of mails', () => {
  const counts: Record<string, number> = {};
  test.each([...new Set(entries.map(({ family }) => family))])('%s', async (family) => {
    const wrong: unknown[] = [];
    counts[family] = 0;
    for (const entry of entries.filter((one) => one.family === family)) {
      const began = performance.now();
      const facts = await factsOf(entry);
      if (performance.now() - began > GUARD) wrong.push({ file: entry.file, tookLongerThan: GUARD });
      if ('error' in facts) wrong.push({ file: entry.file, error: facts['error'] });
      for (const [claim, value] of Object.entries(claimed(entry))) {
        if (claim === 'evident') continue;
        counts[family] += 1;
        if (JSON.stringify(facts[claim]) !== JSON.stringify(value))
          wrong.push({ file: entry.file, claim, value, got: facts[claim] });
      }
    }
    expect(wrong).toEqual([]);
  });

  test('has as many facts as ever', () => {
    expect(counts).toEqual(CLAIMS);
  });

  test('is read whole: no file of it is too strange to answer', { timeout: 120_000 }, async () => {
    for (const name of readdirSync(join(corpora, 'mail'), { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const mail = await parseMail(readFileSync(join(name.parentPath, name.name)));
      if (mail.kind === 'mail' && mail.html !== null)
        expect(cleanHtml(cleanHtml(mail.html))).toBe(cleanHtml(mail.html));
    }
  });
});

describe.skipIf(!isHere)('the corpus of attacks', () => {
  const attacks = isHere ? (json('html', 'xss.json') as Attack[]) : [];
  test('has as many as ever', () => expect(attacks).toHaveLength(197));

  test.each(attacks.map(({ name, ...attack }) => [name, attack] as const))('%s', (_, { html, keepText = [] }) => {
    const began = performance.now();
    const clean = cleanHtml(html);
    const text = htmlToText(clean);
    expect(performance.now() - began).toBeLessThan(GUARD);
    expect(cleanHtml(clean)).toBe(clean);
    for (const kept of keepText) expect(text).toContain(kept);
    // Text that speaks of scripts stays text: what is refused are elements, attributes and addresses.
    const tags = clean.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag).not.toMatch(
        /^<\/?(?:script|style|svg|math|form|input|button|i?frame|object|embed|base|meta|link|template|noscript|video|audio|source|textarea|select)\b/i,
      );
      expect(tag).not.toMatch(/\s(?:on\w+|id|class|name|srcset|background|action|formaction|srcdoc|ping|poster)=/i);
      expect(tag).not.toMatch(
        /(?:href|src)="(?!https?:\/\/|mailto:|tel:|cid:|data:image\/(?:png|jpe?g|gif|webp|bmp);base64,)/i,
      );
      expect(tag).not.toMatch(/\ssrc="https?:/i);
    }
  });
});
