import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildRawMail } from '#testkit/factories/raw-mail';
import { findReturnedMail } from './find-returned-mail.ts';
import { findThread } from './find-thread.ts';
import { parseMail } from './parse-mail.ts';
import { threadKeys } from './thread-keys.ts';
import {
  isForTicket,
  makeLoopHeader,
  makeMessageId,
  makeReplyAddress,
  readLoopHeader,
  readMessageId,
  readReplyAddress,
} from './thread-tokens.ts';

const today = 'the secret of today, which has enough characters';
const yesterday = 'the secret of yesterday, which has enough characters';
const keys = threadKeys(today);
const ticket = { ticketId: '0199c1de-7a3e-7b4e-9d5f-2f6f3a1b2c3d', number: 1042 };
const mailId = '0199c1de-7a3e-7b4e-9d5f-aaaabbbbcccc';
const address = makeReplyAddress(keys, { mailbox: 'support@desk.example', ...ticket });
const messageId = makeMessageId(keys, { mailId, domain: 'desk.example' });

const proves = (written: string, of = ticket.ticketId, by = keys) => {
  const found = readReplyAddress(written);
  return found !== null && isForTicket(by, of, found);
};

describe('a reply address', () => {
  test('names its ticket and proves it', () => {
    expect(address).toMatch(/^support\+1042\.[a-z2-7]{26}@desk\.example$/);
    expect(readReplyAddress(address)).toMatchObject({ mailbox: 'support@desk.example', number: 1042 });
    expect(proves(address)).toBe(true);
  });

  test('survives servers that change its case', () => {
    expect(proves(address.toUpperCase())).toBe(true);
    expect(proves(address, ticket.ticketId.toUpperCase())).toBe(true);
  });

  test('has room before the @ for the longest number and a long mailbox (RFC 5321: 64)', () => {
    const long = makeReplyAddress(keys, {
      mailbox: 'customer.service.europe@desk.example',
      ticketId: randomUUID(),
      number: 999_999_999,
    });
    expect(long.indexOf('@')).toBeLessThanOrEqual(64);
  });

  test('proves nothing for another ticket, by another installation, or when changed', () => {
    expect(proves(address, randomUUID())).toBe(false);
    expect(proves(address, ticket.ticketId, threadKeys(yesterday))).toBe(false);
    fc.assert(
      fc.property(fc.nat({ max: 25 }), fc.nat({ max: 31 }), (at, which) => {
        const letter = 'abcdefghijklmnopqrstuvwxyz234567'.charAt(which);
        const [head, token = '', tail] = address.split(/(?<=\.)([a-z2-7]{26})(?=@)/);
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        expect(proves(`${head}${changed}${tail}`)).toBe(changed === token);
      }),
    );
  });

  test.each(['support@desk.example', 'support+news@desk.example', 'support+1042.short@desk.example', '', '+1.@'])(
    '%j is none',
    (other) => {
      expect(readReplyAddress(other)).toBeNull();
    },
  );
});

describe('a Message-ID of ours', () => {
  test('is always the same for a mail, and names it', () => {
    expect(makeMessageId(keys, { mailId, domain: 'desk.example' })).toBe(messageId);
    expect(readMessageId(keys, messageId)).toBe(mailId);
    expect(readMessageId(keys, messageId.toUpperCase())).toBe(mailId);
  });

  test('is not believed of anybody else', () => {
    expect(readMessageId(threadKeys(yesterday), messageId)).toBeNull();
    expect(readMessageId(keys, messageId.replace(mailId, randomUUID()))).toBeNull();
    expect(readMessageId(keys, '<made.up@desk.example>')).toBeNull();
  });
});

test('after a change of keys what the old one made still counts, and the new one makes', () => {
  const both = threadKeys(today, yesterday);
  const old = makeMessageId(threadKeys(yesterday), { mailId, domain: 'desk.example' });
  expect(readMessageId(both, old)).toBe(mailId);
  expect(makeMessageId(both, { mailId, domain: 'desk.example' })).toBe(messageId);
});

test('a token made for one purpose proves nothing for another', () => {
  const loop = makeLoopHeader(keys, mailId);
  expect(readLoopHeader(keys, ` ${loop} `)).toBe(mailId);
  expect(readMessageId(keys, `<nf.${loop}@desk.example>`)).toBeNull();
  expect(readLoopHeader(keys, messageId.slice(4, messageId.indexOf('@')))).toBeNull();
});

describe('where a mail belongs', () => {
  const threadOf = async (headers: Readonly<Record<string, string>>, recipients?: string[]) => {
    const mail = await parseMail(buildRawMail({ headers }));
    if (mail.kind !== 'mail') throw new Error(mail.code);
    return findThread(mail, keys, recipients);
  };
  const byAddress = { kind: 'reply-address', number: 1042, mailbox: 'support@desk.example' };

  test('the strongest sign comes first', async () => {
    const found = await threadOf({
      To: `Desk <${address}>`,
      Subject: 'Re: [#7] Printer [#7] [#8]',
      'In-Reply-To': '<other@x.example>',
      References: `<first@x.example> ${messageId} <other@x.example>`,
    });
    expect(found).toMatchObject([
      byAddress,
      { kind: 'our-message', mailId },
      { kind: 'reference', messageIds: ['<other@x.example>', messageId, '<first@x.example>'] },
      { kind: 'subject', number: 7 },
      { kind: 'subject', number: 8 },
    ]);
  });

  test('a reply address counts wherever it stands', async () => {
    for (const field of ['Cc', 'Delivered-To', 'X-Original-To'])
      expect(await threadOf({ [field]: address })).toMatchObject([byAddress]);
    expect(await threadOf({}, [address, address])).toMatchObject([byAddress]);
  });

  test('nowhere, if nothing says so', async () => {
    expect(await threadOf({ Subject: 'Order #1042' })).toEqual([]);
  });
});

test('a bounce is about the mail of ours that came back with it, or is pasted into it', async () => {
  const returned = `Subject: x\nMessage-ID: ${messageId}\n\nHello`;
  const type = 'multipart/report; boundary=b; report-type=delivery-status';
  const whole = buildRawMail({
    headers: { 'Content-Type': type },
    body: `--b\nContent-Type: message/rfc822\n\n${returned}\n--b--`,
  });
  const pasted = buildRawMail({ body: `Sorry.\n--- Below is a copy\n${returned}` });
  const others = buildRawMail({ body: returned.replace('nf.', 'nf.0') });
  for (const [raw, id] of [
    [whole, mailId],
    [pasted, mailId],
    [others, null],
  ] as const) {
    const mail = await parseMail(raw);
    expect(mail.kind === 'mail' ? findReturnedMail(mail, keys) : mail.code).toBe(id);
  }
});
