/** Files that are tests, examples for one, or fixtures that tests run on. */
export const TEST = '\\.test\\.tsx?$|\\.examples\\.ts$|(?:^|/)fixtures/';
/** Every room of the house, built or planned. */
export const ROOMS =
  'activities|api|bench|chaos|cli|commands|domain|ground|jobs|mail|ops|outbox|process|queries|scripts|store|temporal|testkit|ui|worker|workflows';
/** Rooms that are in the production image. */
export const PRODUCT =
  '^(?:activities|api|cli|commands|domain|jobs|mail|outbox|process|queries|store|temporal|worker|workflows)/';

/**
 * @typedef {object} Neighbours
 * @property {readonly string[]} rooms that may be imported
 * @property {string} why
 *
 * @typedef {object} Home
 * @property {readonly string[]} packages names, or beginnings of names that end with a slash
 * @property {readonly string[]} files that may import them, as regular expressions
 * @property {boolean} [types] whether all others may take types from them
 * @property {string} why
 */

/**
 * The rooms each room may import besides itself. What is not in the table (tests, testkit, bench, chaos) may import any.
 *
 * @type {Readonly<Record<string, Neighbours>>}
 */
export const MAY_IMPORT = {
  domain: { rooms: [], why: 'It is pure and runs in the browser, in workflows and in the preview alike.' },
  process: { rooms: ['domain'], why: 'Every process has it, so it may know nothing of any one of them.' },
  store: { rooms: ['domain', 'process'], why: 'It keeps what others decide; who calls it is not its business.' },
  queries: { rooms: ['domain', 'process', 'store'], why: 'A read changes nothing, so it never needs a command.' },
  commands: {
    rooms: ['domain', 'process', 'queries', 'store'],
    why: 'A command is one transaction; doors call it, and deliveries leave by the outbox, never by a call from inside.',
  },
  jobs: {
    rooms: ['commands', 'domain', 'process', 'queries', 'store'],
    why: 'A job calls a command as every door does; what it needs else is handed to it by the worker.',
  },
  mail: {
    rooms: ['commands', 'domain', 'process', 'queries', 'store'],
    why: 'Mail is a door: it parses, classifies, threads, and calls a command.',
  },
  temporal: {
    rooms: ['domain', 'process', 'workflows'],
    why: 'It is the way to the engine, for API and worker alike; what travels on it is decided elsewhere.',
  },
  outbox: {
    rooms: ['domain', 'jobs', 'process', 'store', 'temporal'],
    why: 'It tells engine, browsers and queues what was committed, for API and worker alike, and commits nothing itself.',
  },
  activities: {
    rooms: ['commands', 'domain', 'jobs', 'mail', 'process', 'queries', 'store', 'temporal'],
    why: 'An activity acts through commands. From workflows it takes types alone (`import type`).',
  },
  worker: {
    rooms: [
      ...['activities', 'commands', 'domain', 'jobs', 'mail', 'outbox', 'process', 'queries', 'store', 'temporal'],
      'workflows',
    ],
    why: 'It wires the processes behind the API together, and never needs the API or the screens.',
  },
  api: {
    rooms: ['commands', 'domain', 'jobs', 'mail', 'outbox', 'process', 'queries', 'store', 'temporal'],
    why: 'It is a door: it describes, calls a command or a query, and presents. What workers do reaches it as events.',
  },
  cli: {
    rooms: ['commands', 'domain', 'jobs', 'mail', 'process', 'queries', 'store', 'temporal'],
    why: 'It calls the same functions that serve the product, and is in the image, where there is no ground.',
  },
  ui: {
    rooms: ['domain'],
    why: 'The browser gets contracts and pure code; everything else comes over HTTP and sockets.',
  },
  ground: {
    rooms: ['cli', 'domain', 'process', 'store', 'temporal', 'testkit'],
    why: 'It starts what the product needs on a fresh machine, before any of the product runs.',
  },
};

/**
 * Types cost nothing at run time; these rooms may take them from these.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const MAY_TAKE_TYPES_FROM = {
  activities: ['workflows'],
  api: ['workflows'],
};

/**
 * What each package is for decides where it may be imported. A test and the test kit may import any.
 *
 * @type {readonly Home[]}
 */
export const AT_HOME = [
  {
    packages: ['@prisma/', 'prisma', 'store/generated'],
    files: ['^store/', '^prisma\\.config\\.ts$'],
    why: 'Only the store knows Prisma: everyone else asks a repository.',
  },
  {
    packages: ['pg'],
    files: ['^store/', '^ground/', '^scripts/'],
    types: true,
    why: 'SQL is written in the store. A pool or a client that was handed over has a type, and that is all others need.',
  },
  {
    packages: ['@temporalio/client'],
    files: ['^temporal/', '\\.temporal\\.ts$'],
    why: 'Only temporal/ and *.temporal.ts know the client: the rest of the house tells what happened, not how the engine hears of it.',
  },
  {
    packages: ['@temporalio/worker'],
    files: ['^worker/', '^temporal/'],
    why: 'The worker SDK (its native bridge, its bundler) is loaded by workers and by what builds their bundle, by no one else.',
  },
  {
    packages: ['@temporalio/activity'],
    files: ['^activities/', '^worker/'],
    why: 'Only code that runs as an activity has an activity context.',
  },
  {
    packages: ['@temporalio/workflow'],
    files: ['^workflows/'],
    why: 'Only code in the workflow sandbox has a workflow context; others take types and names from workflows/.',
  },
  {
    packages: ['express', 'helmet', 'cors', 'pino-http', 'swagger-ui-dist'],
    files: ['^api/'],
    why: 'HTTP ends at the API: a command never sees a request.',
  },
  { packages: ['bullmq'], files: ['^jobs/', '^worker/'], why: 'Others add jobs by the functions jobs/ exports.' },
  {
    packages: ['ioredis'],
    files: ['^api/', '^jobs/', '^outbox/', '^process/', '^worker/', '^ground/'],
    why: 'Redis holds sockets, jobs and limits: nothing a room of ours remembers.',
  },
  {
    packages: ['@node-rs/argon2'],
    files: ['^process/hash-passwords\\.ts$'],
    why: 'Hashes take turns, so that a storm of sign-ins starves nothing else: whoever hashes beside that queue is such a storm.',
  },
  {
    packages: ['nodemailer'],
    files: ['^mail/', '^activities/'],
    why: 'A mail leaves by the send ledger; whoever sends past it may send twice.',
  },
  { packages: ['imapflow'], files: ['^mail/', '^worker/'], why: 'Mail comes in by one door.' },
  {
    packages: ['postal-mime', 'sanitize-html'],
    files: ['^mail/'],
    why: 'What strangers wrote is read, and made harmless, in one place: ask parseMail and cleanHtml.',
  },
  {
    packages: ['socket.io', '@socket.io/'],
    files: ['^api/realtime/', '^process/publish-realtime'],
    why: 'One typed emitter: everyone else publishes a realtime event.',
  },
  {
    packages: [
      'socket.io-client',
      'react',
      'react-dom',
      'react-router',
      '@tanstack/',
      '@mantine/',
      '@xyflow/',
      '@vitejs/',
      '@fontsource-variable/',
      'i18next',
      'react-i18next',
      'tinykeys',
    ],
    files: ['^ui/'],
    why: 'It belongs to the screens.',
  },
  {
    packages: ['luxon'],
    files: ['^domain/sla/'],
    why: 'Calendars are computed in one place; all others get instants.',
  },
  {
    packages: ['pino', 'pino-pretty'],
    files: ['^process/', '^ground/', '^cli/'],
    types: true,
    why: 'Logs are redacted where they are made: use #process/logger.',
  },
  {
    packages: ['prom-client'],
    files: ['^process/', '^api/', '^worker/', '^jobs/', '^outbox/'],
    why: 'Figures are collected by processes.',
  },
];
