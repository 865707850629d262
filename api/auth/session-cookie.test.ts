import { expect, test } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const plain = createSessionCookie(['http://localhost:5173']);
const secure = createSessionCookie(['https://desk.example.com', 'http://localhost:5173']);
const week = 7 * 24 * 60 * 60;

test('over https it is for this very host and TLS alone, and kept as long as a session can live', () => {
  expect(secure.keep('token')).toEqual({
    ...{ name: '__Host-nixflow_session', value: 'token', maxAgeSeconds: week, isSecure: true },
  });
  expect(plain.keep('token')).toEqual({
    name: 'nixflow_session',
    value: 'token',
    maxAgeSeconds: week,
    isSecure: false,
  });
});

test('dropping it names the same cookie', () => {
  for (const cookie of [plain, secure]) {
    expect(cookie.drop()).toEqual({ ...cookie.keep(''), maxAgeSeconds: 0 });
  }
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['nixflow_session=abc', 'abc'],
  ['theme=dark; nixflow_session=abc; other=1', 'abc'],
  ['theme=dark;nixflow_session=abc', 'abc'],
  ['nixflow_session=a=b', 'a=b'],
  ['nixflow_session=first; nixflow_session=second', 'first'],
  ['nixflow_session', ''],
  ['my_nixflow_session=abc', undefined],
  ['NIXFLOW_SESSION=abc', undefined],
  ['theme=nixflow_session=abc', undefined],
])('of %j it reads %j', (cookie, token) => {
  expect(plain.read(cookie === undefined ? {} : { cookie })).toBe(token);
});

test('where TLS is certain, a cookie that any host of the domain may have planted is not even looked at', () => {
  expect(secure.read({ cookie: 'nixflow_session=planted' })).toBeUndefined();
  expect(secure.read({ cookie: 'nixflow_session=planted; __Host-nixflow_session=ours' })).toBe('ours');
});
