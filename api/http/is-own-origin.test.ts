import { expect, test } from 'vitest';
import { isOwnOrigin } from './is-own-origin.ts';

const frontend = 'https://desk.example.com';

test.each<[string, { origin?: string; host?: string }, boolean]>([
  ['the frontend', { origin: frontend, host: 'api.example.com' }, true],
  ['the page’s own host', { origin: 'http://localhost:5173', host: 'localhost:5173' }, true],
  ['no page', { host: 'api.example.com' }, true],
  ['another host', { origin: 'https://evil.example', host: 'desk.example.com' }, false],
  ['a page of another kind at the page’s own host', { origin: 'ftp://localhost:5173', host: 'localhost:5173' }, false],
  ['another port', { origin: 'http://localhost:9999', host: 'localhost:5173' }, false],
  ['another scheme at the frontend’s host', { origin: 'http://desk.example.com', host: 'api.example.com' }, false],
  ['the frontend’s name with more behind it', { origin: `${frontend}.evil.example`, host: 'x' }, false],
  ['a page that hides where it is', { origin: 'null', host: 'null' }, false],
  ['nonsense', { origin: 'desk.example.com', host: 'desk.example.com' }, false],
  ['nothing, said aloud', { origin: '', host: '' }, false],
])('%s', (_, headers, isOwn) => {
  expect(isOwnOrigin(headers, [frontend])).toBe(isOwn);
});
