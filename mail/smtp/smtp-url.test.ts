import { expect, test } from 'vitest';
import { readSmtpUrl } from './smtp-url.ts';

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false, requireTLS: false, ignoreTLS: false }, null], // prettier-ignore
  ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, secure: true, requireTLS: false, ignoreTLS: false }, null], // prettier-ignore
  ['smtp://me:p%40ss@mail.example.com:25', { host: 'mail.example.com', port: 25, secure: false, requireTLS: true, ignoreTLS: false }, { user: 'me', pass: 'p@ss' }], // prettier-ignore
  ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, requireTLS: false, ignoreTLS: true }, null],
])('%s', (url, options, credentials) => {
  expect(readSmtpUrl(url)).toEqual({ options, credentials });
});
