/**
 * Who may import whom. Run by `npm run gates -- --only imports`.
 *
 * Most rules are made from the tables in scripts/gates/floor-plan.mjs. A refused import is a question about the plan first:
 * does this code live in the right room? Only then a question about the import.
 */
import { AT_HOME, MAY_IMPORT, MAY_TAKE_TYPES_FROM, PRODUCT, ROOMS, TEST } from './scripts/gates/floor-plan.mjs';

const inPackages = (/** @type {readonly string[]} */ packages) =>
  packages.map((name) =>
    name === 'store/generated' ? `^${name}/` : `node_modules/${name}${name.endsWith('/') ? '' : '/'}`,
  );

const roomRules = Object.entries(MAY_IMPORT).flatMap(
  /** @returns {Rule[]} */
  ([room, { rooms, why }]) => {
    const types = MAY_TAKE_TYPES_FROM[room] ?? [];
    const others = ROOMS.split('|').filter((name) => name !== room && !rooms.includes(name));
    const refused = others.filter((name) => !types.includes(name));
    return [
      {
        name: `${room}-keeps-to-its-neighbours`,
        comment: `${room}/ imports ${[...rooms, 'itself'].join(', ')} and no other room. ${why}`,
        from: { path: `^${room}/`, pathNot: TEST },
        to: { path: `^(?:${refused.join('|')})/` },
      },
      ...types.map(
        /** @returns {Rule} */
        (other) => ({
          name: `${room}-takes-types-from-${other}`,
          comment: `${room}/ takes types from ${other}/ (\`import type\`), never code. ${why}`,
          from: { path: `^${room}/`, pathNot: TEST },
          to: { path: `^${other}/`, dependencyTypesNot: ['type-only'] },
        }),
      ),
    ];
  },
);

const packageRules = AT_HOME.map(
  /** @returns {Rule} */
  ({ packages, files, types, why }) => ({
    name: `${packages[0]?.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') ?? ''}-stays-at-home`,
    comment: `${packages.join(', ')}: ${files.length ? `only in ${files.join(', ')}` : 'only in tests'}, tests and the test kit. ${why}`,
    from: { pathNot: [TEST, '^(?:testkit|bench|chaos)/', '^[^/]+\\.config\\.[jt]s$', ...files] },
    to: { path: inPackages(packages), ...(types && { dependencyTypesNot: ['type-only'] }) },
  }),
);

/** @typedef {Omit<import('dependency-cruiser').IRegularForbiddenRuleType, 'severity'>} Rule */

/** The part of domain/ that is in the workflow bundle. */
const RUNS_IN_WORKFLOWS =
  '^domain/(?:flow/(?:machine(?:\\.ts|/)|run\\.ts)|conditions/(?:evaluate|custom-answers|custom-field)\\.ts|tickets/)';

/** Every rule is a wall; none is advice. */
const allErrors = (/** @type {Rule[]} */ rules) =>
  rules.map((rule) => ({ ...rule, severity: /** @type {const} */ ('error') }));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: allErrors([
    ...roomRules,
    ...packageRules,
    {
      name: 'domain-imports-only-zod-and-luxon',
      comment:
        'domain/ imports zod, and in domain/sla luxon; no other package and nothing of Node. It runs in the browser and beside workflows, and the same arguments must give the same answer everywhere.',
      from: { path: '^domain/', pathNot: TEST },
      to: { pathNot: ['^domain/', 'node_modules/zod/', 'node_modules/luxon/'] },
    },
    {
      name: 'workflows-import-only-what-replays',
      comment:
        'workflows/ imports itself, domain/flow/machine (and the types it speaks in, flow/run), domain/conditions/evaluate, domain/tickets and the workflow SDK. Everything else (zod, luxon, Node, other rooms) brings weight, clocks or data that differ on replay. Types are free: write `import type`.',
      from: { path: '^workflows/', pathNot: TEST },
      to: {
        pathNot: ['^workflows/', RUNS_IN_WORKFLOWS, 'node_modules/@temporalio/(?:workflow|common)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'workflows-take-types-from-domain-and-activities',
      comment:
        'Even as types workflows/ take only from domain/ and activities/: what a workflow must know of the world is named in its own ports.',
      from: { path: '^workflows/', pathNot: TEST },
      to: { path: `^(?:${ROOMS})/`, pathNot: '^(?:workflows|domain|activities)/' },
    },
    {
      name: 'what-workflows-run-stays-light',
      comment:
        'domain/flow/machine, domain/conditions/evaluate and domain/tickets run inside workflows: they take only types from the rest of domain/, no zod (1 MB in the bundle) and no luxon (time-zone data differs on replay).',
      from: { path: RUNS_IN_WORKFLOWS, pathNot: TEST },
      to: {
        pathNot: RUNS_IN_WORKFLOWS,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'flow-knows-no-sla',
      comment:
        'Flow and SLA meet in domain/preview alone: apart, each can be understood, tested and changed without the other. Quiet hours (domain/notices) are hours like any.',
      from: { path: '^domain/', pathNot: [TEST, '^domain/(?:sla|preview|contracts|notices)/'] },
      to: { path: '^domain/sla/' },
    },
    {
      name: 'sla-knows-no-flow',
      comment:
        'Flow and SLA meet in domain/preview alone: apart, each can be understood, tested and changed without the other. The engine of a ticket (domain/tickets/engine) runs flows, and gets clocks as instants.',
      from: { path: '^domain/', pathNot: [TEST, '^domain/(?:flow|preview|contracts|tickets/engine)/'] },
      to: { path: '^domain/flow/' },
    },
    {
      name: 'preview-is-a-leaf',
      comment: 'Nothing in domain/ builds on the simulator; it builds on them.',
      from: { path: '^domain/', pathNot: [TEST, '^domain/preview/'] },
      to: { path: '^domain/preview/' },
    },
    {
      name: 'test-kit-stays-in-tests',
      comment:
        'The test kit reaches into everything and shifts clocks: only tests, the kit itself, bench/ and chaos/ import it. ground/ starts the stack that tests run on, so it shares its description (testkit/stack).',
      from: { pathNot: [TEST, '^(?:testkit|bench|chaos)/'] },
      to: { path: '^testkit/', pathNot: '^testkit/stack\\.ts$' },
    },
    {
      name: 'nobody-imports-a-test',
      comment: 'What two tests share is a factory in the test kit; importing a test file runs its tests twice.',
      from: {},
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'fixtures-stay-in-tests',
      comment:
        'A folder named fixtures/ holds what tests run on; the rules of the rooms do not look into it, so nothing of the product may stand on it.',
      from: { pathNot: TEST },
      to: { path: '(?:^|/)fixtures/' },
    },
    {
      name: 'no-circles',
      comment:
        'Files in a circle are one file in several pieces, and which one is loaded first is luck. Move what both need into a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file and it imports nobody: it is dead, or its user was forgotten.',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '(?:^|/)[^/]+\\.config\\.[jt]s$', '^scripts/[^/]+\\.mjs$', '^ui/public/'],
      },
      to: {},
    },
    {
      name: 'production-runs-without-dev-dependencies',
      comment:
        'The production image has no devDependencies: this import works here and fails there. Move the package to dependencies, or the code out of the product.',
      from: { path: PRODUCT, pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'packages-are-declared',
      comment:
        'This package is in node_modules by accident (someone else depends on it) and may be gone or another version tomorrow: pin it in package.json.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      comment: 'This gate cannot find the file, so it cannot judge the import.',
      from: { pathNot: '\\.d\\.ts$' },
      to: { couldNotResolve: true },
    },
  ]),
  options: {
    doNotFollow: { path: ['node_modules', '^store/generated/'] },
    exclude: { path: ['^dist', '^\\.data/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
