import { expect, test } from 'vitest';
import { whyInstall } from '../scripts/bootstrap/install-packages.mjs';

const locked = {
  '': {},
  'node_modules/express': { version: '5.3.0' },
  'node_modules/@swc/core-darwin-arm64': { version: '1.0.0', optional: true },
};

test('packages as locked need no install, and a package for another platform may be missing', () => {
  expect(whyInstall(locked, { 'node_modules/express': { version: '5.3.0' } })).toBeUndefined();
});

test('a fresh clone needs an install', () => {
  expect(whyInstall(locked, undefined)).toBe('no packages are installed yet');
});

test('another version than the locked one, a missing package, and an outdated optional one are all seen', () => {
  expect(whyInstall(locked, { 'node_modules/express': { version: '5.2.0' } })).toBe(
    'express 5.3.0 is locked, 5.2.0 is installed',
  );
  expect(whyInstall(locked, {})).toBe('express 5.3.0 is locked, none is installed');
  const outdated = {
    'node_modules/express': { version: '5.3.0' },
    'node_modules/@swc/core-darwin-arm64': { version: '0.9.0' },
  };
  expect(whyInstall(locked, outdated)).toBe('@swc/core-darwin-arm64 1.0.0 is locked, 0.9.0 is installed');
});
