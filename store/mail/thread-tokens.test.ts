import { expect, test } from 'vitest';
import {
  isMessageIdToken,
  isReplyToken,
  makeMessageId,
  makeReplyAddress,
  readMessageId,
  readReplyAddress,
} from './thread-tokens.ts';

const secret = 'a-secret-of-this-installation';
const ticketId = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const mailId = '33333333-3333-4333-8333-333333333333';
const address = 'support@example.com';

test('an answer to a reply address finds its ticket, and no other', () => {
  const made = makeReplyAddress(secret, { number: 1042, ticketId, address });
  const read = readReplyAddress(made);
  expect(read).toMatchObject({ number: 1042, address });
  expect(isReplyToken(secret, ticketId, read?.token ?? '')).toBe(true);
  expect(isReplyToken(secret, other, read?.token ?? '')).toBe(false);
  expect(isReplyToken('another-secret', ticketId, read?.token ?? '')).toBe(false);
});

test('it survives a server that changes the case of everything', () => {
  const read = readReplyAddress(makeReplyAddress(secret, { number: 1042, ticketId, address }).toUpperCase());
  expect(read?.address).toBe(address);
  expect(isReplyToken(secret, ticketId, read?.token ?? '')).toBe(true);
});

test('a plus-address may carry one more plus', () => {
  const made = makeReplyAddress(secret, { number: 7, ticketId, address: 'help+eu@example.com' });
  expect(readReplyAddress(made)).toMatchObject({ number: 7, address: 'help+eu@example.com' });
});

test.each(['support@example.com', 'support+1042@example.com', 'support+1042.short@example.com', '', '+1.@'])(
  '%s has no token',
  (plain) => {
    expect(readReplyAddress(plain)).toBeNull();
  },
);

test('a mail of ours is known by its Message-ID, with and without angle brackets', () => {
  const made = makeMessageId(secret, { mailId, ticketId, address });
  for (const written of [made, made.slice(1, -1), made.toUpperCase()]) {
    const read = readMessageId(written);
    expect(read?.mailId).toBe(mailId);
    expect(read && isMessageIdToken(secret, ticketId, read)).toBe(true);
    expect(read && isMessageIdToken(secret, other, read)).toBe(false);
  }
});

test('a made-up Message-ID is none of ours', () => {
  const read = readMessageId(`<nf.${mailId}.${'a'.repeat(26)}@example.com>`);
  expect(read && isMessageIdToken(secret, ticketId, read)).toBe(false);
  expect(readMessageId('<CAF=abc@mail.example.com>')).toBeNull();
});

test('the token of one is not the token of the other', () => {
  const { token = '' } = readMessageId(makeMessageId(secret, { mailId, ticketId, address })) ?? {};
  expect(isReplyToken(secret, ticketId, token)).toBe(false);
});
