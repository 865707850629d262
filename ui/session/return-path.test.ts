import { describe, expect, test } from 'vitest';
import { returnPath, signInPath } from './return-path.ts';

describe('after signing in', () => {
  test.each(['/tickets/1042', '/tickets?view=late&status=open#m-3', '/', '/a%2Fb?x=%C3%A9'])(
    '%s is where one comes back',
    (path) => {
      expect(returnPath(new URL(signInPath(path), 'https://desk.example').search)).toBe(path);
    },
  );

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'javascript:alert(1)',
    'tickets',
    '',
    '/sign-in?next=%2Fsign-in',
    '/../..//evil.example',
  ])('%j leads to no other page', (wanted) => {
    const path = returnPath(`?${new URLSearchParams({ next: wanted }).toString()}`);
    expect(new URL(path, 'https://desk.example').origin).toBe('https://desk.example');
    expect(path.startsWith('//')).toBe(false);
  });

  test.each(['/sign-in', '/sign-in/sso?code=x&state=y', '/forgot-password', '/change-password'])(
    '%s is passed through, and the start is where one comes to',
    (path) => {
      expect(returnPath(`?${new URLSearchParams({ next: path }).toString()}`)).toBe('/');
    },
  );

  test('without a wish one comes to the start', () => {
    expect(returnPath('')).toBe('/');
    expect(signInPath('/')).toBe('/sign-in');
  });
});
