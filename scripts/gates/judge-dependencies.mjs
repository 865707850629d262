import {
  LICENCES,
  LICENCES_READ,
  REFUSED_ANYWHERE,
  REFUSED_DIRECTLY,
  SCRIPTS_NOT_NEEDED,
} from './dependency-policy.mjs';
import { isAtLeast, satisfies } from './version-order.mjs';

/**
 * @typedef {object} Manifest what package.json says
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, unknown>} [overrides]
 *
 * @typedef {object} LockedPackage one package as package-lock.json has it
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {string} [license]
 * @property {boolean} [dev]
 * @property {boolean} [devOptional]
 * @property {boolean} [optional]
 * @property {boolean} [hasInstallScript]
 * @property {string[]} [os]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {object} Tree everything that is judged
 * @property {Manifest} manifest
 * @property {Record<string, LockedPackage>} packages of the lockfile, by folder; the root is ''
 * @property {(folder: string) => string | undefined} licenceOf what the installed package's own package.json says
 *
 * @typedef {{ folder: string, name: string, locked: LockedPackage, version: string }} Entry
 */

/** @param {string} folder */
const nameOf = (folder) => folder.replace(/^.*node_modules\//, '');

/**
 * @param {Tree['packages']} packages
 * @returns {Entry[]}
 */
const entriesOf = (packages) =>
  Object.entries(packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, locked]) => ({ folder, name: nameOf(folder), locked, version: locked.version ?? '' }));

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/** @param {Tree} tree */
function* pins({ manifest, packages }) {
  for (const [name, version] of Object.entries(manifest.overrides ?? {}))
    if (typeof version !== 'string' || !EXACT.test(version))
      yield `package.json overrides ${name} with ${JSON.stringify(version)}: pin one exact version, for the whole tree.`;
  for (const kind of /** @type {const} */ (['dependencies', 'devDependencies'])) {
    const asked = manifest[kind] ?? {};
    for (const [name, version] of Object.entries(asked)) {
      if (!EXACT.test(version))
        yield `package.json asks for ${name} ${version}: pin one exact version, so that everyone builds the same thing.`;
      if (REFUSED_DIRECTLY[name]) yield `package.json names ${name}: ${REFUSED_DIRECTLY[name]}.`;
    }
    const locked = packages['']?.[kind] ?? {};
    for (const name of new Set([...Object.keys(asked), ...Object.keys(locked)]))
      if (asked[name] !== locked[name])
        yield `package.json asks for ${name} ${asked[name] ?? 'no more'}, package-lock.json has ${locked[name] ?? 'none'}: run npm install.`;
  }
}

/** @param {Tree} tree */
function* lockfile({ packages }) {
  for (const { folder, name, locked } of entriesOf(packages)) {
    if (locked.resolved)
      yield `package-lock.json says where ${name} was downloaded (${locked.resolved}): that address is one machine's. Keep omit-lockfile-registry-resolved=true in .npmrc and run npm install.`;
    if (!locked.integrity && !(locked.optional && locked.os))
      yield `package-lock.json has no checksum for ${name}: anything could be installed under that name. Run npm install.`;
    for (const part of Object.keys(locked.optionalDependencies ?? {}))
      if (!packages[`node_modules/${part}`] && !packages[`${folder}/node_modules/${part}`])
        yield `package-lock.json lacks ${part}, an optional part of ${name}: npm ci refuses a lockfile with a hole, on every platform.`;
  }
}

/** @param {Tree} tree */
function* copies({ packages }) {
  const entries = entriesOf(packages);
  const mailers = entries.filter(({ name }) => name === 'nodemailer');
  if (mailers.length > 1)
    yield `There are ${mailers.length} nodemailers (${mailers.map(({ folder, version }) => `${version} in ${folder}`).join(', ')}): one decides how mail leaves. Drop the package that brings the other.`;
  for (const { version } of mailers)
    if (!isAtLeast(version, '10.4.1')) yield `nodemailer is ${version}: it must be 10.4.1 or newer.`;

  const engine = entries.filter(({ name }) => name.startsWith('@temporalio/'));
  const versions = [...new Set(engine.map(({ version }) => version))];
  if (versions.length > 1)
    yield `@temporalio/* come in several versions (${versions.join(', ')}): they are one SDK; pin all to the same.`;

  const root = packages['node_modules/protobufjs']?.version;
  for (const { folder, name, locked } of engine) {
    const range = locked.dependencies?.['protobufjs'];
    if (range === undefined) continue;
    if (packages[`${folder}/node_modules/protobufjs`] || root === undefined || !satisfies(root, range))
      yield `${name} wants protobufjs ${range}, at the root is ${root ?? 'none'}: with two copies replaying a history fails ("type must be a Type"). Pin the one it wants.`;
  }
}

/** @param {Tree} tree */
function* refused({ packages }) {
  for (const { folder, name, version } of entriesOf(packages)) {
    if (REFUSED_ANYWHERE[name]) yield `${folder} ${version}: ${name} ${REFUSED_ANYWHERE[name]}.`;
    if (name === 'node-fetch' && !isAtLeast(version, '3.0.0')) yield `${folder} ${version}: Node has fetch.`;
  }
}

/** @param {Tree} tree */
function* scripts({ packages }) {
  for (const { name, locked } of entriesOf(packages)) {
    if (!locked.hasInstallScript) continue;
    if (!SCRIPTS_NOT_NEEDED[name] && !SCRIPTS_NOT_NEEDED[name.replace(/\/.*/, '/*')])
      yield `${name} brings an install script, and scripts are off here: find out what is lost without it, and write that into scripts/gates/dependency-policy.mjs, or do without the package.`;
  }
}

/**
 * Whether a licence expression can be met from the list: every side of AND, one side of OR.
 *
 * @param {string} expression
 * @returns {boolean}
 */
const isLicenceAllowed = (expression) => {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  const either = bare.split(/ or /i);
  if (either.length > 1) return either.some(isLicenceAllowed);
  const all = bare.split(/ and /i);
  return all.length > 1 ? all.every(isLicenceAllowed) : LICENCES.includes(bare);
};

/** @param {Tree} tree */
function* licences({ packages, licenceOf }) {
  for (const { folder, name, locked, version } of entriesOf(packages)) {
    if (locked.dev || locked.devOptional) continue;
    const licence = locked.license ?? licenceOf(folder) ?? LICENCES_READ[name];
    if (licence === undefined && locked.optional && locked.os) continue;
    if (licence === undefined)
      yield `${name} ${version} names no licence: read its LICENSE file and note it in scripts/gates/dependency-policy.mjs.`;
    else if (!isLicenceAllowed(licence))
      yield `${name} ${version} comes under ${licence}, which is not on the list for production (scripts/gates/dependency-policy.mjs).`;
  }
}

/**
 * Everything that is wrong with the packages this project stands on, each in one sentence that says what to do.
 *
 * Licences are judged for what the production images install: neither `dev` nor `devOptional`.
 *
 * @param {Tree} tree
 * @returns {string[]} empty when all is well
 */
export const judgeDependencies = (tree) => [
  ...pins(tree),
  ...lockfile(tree),
  ...copies(tree),
  ...refused(tree),
  ...scripts(tree),
  ...licences(tree),
];
