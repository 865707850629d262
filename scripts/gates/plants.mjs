import { AT_HOME, MAY_IMPORT, MAY_TAKE_TYPES_FROM, ROOMS } from './floor-plan.mjs';

/**
 * @typedef {object} Plant one mistake, or one thing that must not be taken for a mistake
 * @property {string} gate that has to see it
 * @property {Readonly<Record<string, string>>} files by path from the root; written into the copy
 * @property {string} [word] regular expression that the gate's output must match
 * @property {string} [silence] regular expression that the gate's output must not match
 */

const WORKFLOW = `import * as wf from '@temporalio/workflow';\n`;

/** @type {readonly (readonly [rule: string, code: string, path: string])[]} */
const LINT = [
  ['@typescript-eslint/no-floating-promises', `Promise.resolve(1);\n`, 'commands/planted-floating.ts'],
  ['@typescript-eslint/no-explicit-any', `void ((x: any) => x);\n`, 'commands/planted-any.ts'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    `declare const x: 'a' | 'b';\nswitch (x) {\n  case 'a':\n}\n`,
    'commands/planted-switch.ts',
  ],
  ['max-lines', 'void 0;\n'.repeat(401), 'commands/planted-long.ts'],
  ['no-console', `console.log('x');\n`, 'commands/planted-console.ts'],
  ['no-restricted-properties', `void process.env['X'];\n`, 'commands/planted-env.ts'],
  [
    'no-restricted-imports',
    `import { readConfig } from '../process/read-config.ts';\nvoid readConfig;\n`,
    'commands/planted-path.ts',
  ],
  ['no-restricted-syntax', `export default 1;\n`, 'commands/planted-default.ts'],
  ['nixflow/doc-on-export', `export const planted = 1;\n`, 'commands/planted-doc.ts'],
  ['nixflow/file-named-for-its-act', `void 0;\n`, 'commands/planted-utils.ts'],
  [
    'react-hooks/rules-of-hooks',
    `import { useState } from 'react';\nvoid function Planted({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n};\n`,
    'ui/planted-hook.tsx',
  ],
  [
    'nixflow/no-promise-race',
    `${WORKFLOW}void Promise.race([wf.sleep(1, { summary: 'x' })]);\n`,
    'workflows/planted-race.ts',
  ],
  [
    'nixflow/no-polling',
    `${WORKFLOW}while (Math.random() > 1) await wf.sleep(1, { summary: 'x' });\n`,
    'workflows/planted-poll.ts',
  ],
  ['nixflow/no-time-zones', `void new Intl.DateTimeFormat();\n`, 'workflows/planted-zone.ts'],
  ['nixflow/no-map-or-set', `void new Map();\n`, 'workflows/planted-map.ts'],
  [
    'nixflow/signal-handlers-only-assign',
    `${WORKFLOW}wf.setHandler(wf.defineSignal('x'), async () => {});\n`,
    'workflows/planted-signal.ts',
  ],
  [
    'nixflow/sync-update-validators',
    `${WORKFLOW}wf.setHandler(wf.defineUpdate('x'), () => {}, { validator: async () => {} });\n`,
    'workflows/planted-validator.ts',
  ],
  ['nixflow/throw-non-retryable', `throw new Error('x');\n`, 'workflows/planted-throw.ts'],
  ['nixflow/summary-for-the-operator', `${WORKFLOW}void wf.sleep(1);\n`, 'workflows/planted-timer.ts'],
  ['nixflow/await-only-the-start', `${WORKFLOW}void wf.executeChild('x');\n`, 'workflows/ticket/planted-child.ts'],
];

/**
 * A planted import: the rule that must name it, or `null` where no rule may.
 *
 * @type {readonly (readonly [rule: string | null, from: string, to: string, isType?: boolean])[]}
 */
const IMPORTS = [
  ...Object.entries(MAY_IMPORT).map(([room, { rooms }]) => {
    const refused = ROOMS.split('|').find(
      (name) => name !== room && !rooms.includes(name) && !(MAY_TAKE_TYPES_FROM[room] ?? []).includes(name),
    );
    return /** @type {const} */ ([
      `${room}-keeps-to-its-neighbours`,
      `${room}/planted-neighbour.ts`,
      `#${refused ?? ''}/planted`,
    ]);
  }),
  ...Object.entries(MAY_TAKE_TYPES_FROM).flatMap(([room, others]) =>
    others.flatMap((other) => [
      /** @type {const} */ ([`${room}-takes-types-from-${other}`, `${room}/planted-code.ts`, `#${other}/planted`]),
      /** @type {const} */ ([null, `${room}/planted-type.ts`, `#${other}/planted`, true]),
    ]),
  ),
  ...AT_HOME.map(({ packages: [first = ''] }) => {
    const installed = { '@prisma/': '@prisma/client', imapflow: 'imapflow' };
    const name = Object.entries(installed).find(([known]) => known === first)?.[1] ?? first;
    const slug = first.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '');
    return /** @type {const} */ ([`${slug}-stays-at-home`, `commands/planted-package-${slug}.ts`, name]);
  }),
  [null, 'commands/planted-pool.ts', 'pg', true],
  ['domain-imports-only-zod-and-luxon', 'domain/planted-node.ts', 'node:fs'],
  ['workflows-import-only-what-replays', 'workflows/planted-contract.ts', '#domain/contracts/planted'],
  ['workflows-import-only-what-replays', 'workflows/planted-node.ts', 'node:crypto'],
  ['workflows-import-only-what-replays', 'workflows/planted-zod.ts', 'zod'],
  [null, 'workflows/planted-contract-type.ts', '#domain/contracts/planted', true],
  [null, 'workflows/planted-machine.ts', '#domain/flow/machine'],
  ['workflows-take-types-from-domain-and-activities', 'workflows/planted-store.ts', '#store/planted', true],
  ['what-workflows-run-stays-light', 'domain/flow/machine.ts', 'zod'],
  ['what-workflows-run-stays-light', 'domain/tickets/planted.ts', '#domain/contracts/planted'],
  ['flow-knows-no-sla', 'domain/flow/planted.ts', '#domain/sla/planted'],
  ['sla-knows-no-flow', 'domain/sla/planted.ts', '#domain/flow/planted-leaf'],
  [null, 'domain/preview/planted.ts', '#domain/sla/planted'],
  ['preview-is-a-leaf', 'domain/conditions/planted.ts', '#domain/preview/planted'],
  ['test-kit-stays-in-tests', 'ground/planted-kit.ts', '#testkit/planted'],
  ['nobody-imports-a-test', 'queries/planted-test.ts', './planted.test.ts'],
  ['fixtures-stay-in-tests', 'queries/planted-fixture.ts', './fixtures/planted.ts'],
  ['production-runs-without-dev-dependencies', 'queries/planted-dev.ts', 'vitest'],
  ['packages-are-declared', 'queries/planted-stray.ts', 'ms'],
  ['everything-resolves', 'queries/planted-nothing.ts', '#store/there-is-no-such-file'],
];

/** Files that planted imports lead to; one of them nobody imports. */
const TARGETS = [
  ...ROOMS.split('|').map((room) => `${room}/planted.ts`),
  'domain/contracts/planted.ts',
  'domain/flow/planted-leaf.ts',
  'queries/planted.test.ts',
  'queries/fixtures/planted.ts',
];

/** Regular expression for a text as it is. */
const literally = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Every mistake that is planted, gate by gate.
 *
 * @param {{ manifest: Record<string, any>, lock: Record<string, any> }} own what package.json and package-lock.json say
 * @returns {Plant[]}
 */
export const plants = ({ manifest, lock }) => [
  { gate: 'format', files: { 'queries/planted-format.ts': 'void   0\n' }, word: 'queries/planted-format\\.ts' },
  {
    gate: 'types',
    files: { 'queries/planted-type-error.ts': `const n: number = 'x';\nvoid n;\n` },
    word: "planted-type-error\\.ts.*Type 'string' is not assignable to type 'number'",
  },
  {
    gate: 'types',
    files: { 'queries/planted-index.ts': `const first: string = ['x'][0];\nvoid first;\n` },
    word: 'planted-index\\.ts.*undefined',
  },
  ...LINT.map(([rule, code, path]) => ({
    gate: 'lint',
    files: { [path]: code },
    word: `${literally(path)}\\n(?:  .*\\n)*?  .*${literally(rule)}\\n`,
  })),
  {
    gate: 'imports',
    files: Object.fromEntries(TARGETS.map((path) => [path, `void 0;\n`])),
    word: 'no-orphans: bench/planted\\.ts',
  },
  ...IMPORTS.map(([rule, from, to, isType]) => {
    const edge = `(?:${literally(from)} →|${literally(from)}$)`;
    return {
      gate: 'imports',
      files: {
        [from]: isType
          ? `import type * as planted from '${to}';\nvoid (0 as unknown as typeof planted);\n`
          : `import * as planted from '${to}';\nvoid planted;\n`,
      },
      ...(rule === null ? { silence: `error .*: ${edge}` } : { word: `error ${literally(rule)}: ${edge}` }),
    };
  }),
  {
    gate: 'imports',
    files: {
      'queries/planted-circle.ts': `import './planted-circle-too.ts';\n`,
      'queries/planted-circle-too.ts': `import './planted-circle.ts';\n`,
    },
    word: 'error no-circles: queries/planted-circle',
  },
  {
    gate: 'unused',
    files: {
      'queries/planted-unused.ts': `/** Nobody needs it. */\nexport const unusedPlant = 1;\n/** Somebody does. */\nexport const usedPlant = 2;\n`,
      'queries/planted-user.test.ts': `import { usedPlant } from './planted-unused.ts';\nvoid usedPlant;\n`,
    },
    word: 'unusedPlant',
  },
  { gate: 'unused', files: { 'queries/planted-alone.ts': 'void 0;\n' }, word: 'planted-alone\\.ts' },
  {
    gate: 'unused',
    files: {
      'package.json': JSON.stringify({ ...manifest, dependencies: { ...manifest['dependencies'], semver: '^7.0.0' } }),
    },
    word: 'Unused dependencies[^]*semver',
  },
  { gate: 'packages', files: {}, word: 'semver \\^7\\.0\\.0: pin one exact version' },
  {
    gate: 'packages',
    files: {
      'package-lock.json': JSON.stringify({
        ...lock,
        packages: {
          ...lock['packages'],
          'node_modules/mailparser': { version: '3.9.0', integrity: 'sha512-x', license: 'MIT' },
          'node_modules/mailparser/node_modules/nodemailer': {
            version: '7.0.0',
            integrity: 'sha512-x',
            license: 'AGPL-3.0',
            hasInstallScript: true,
          },
          'node_modules/@temporalio/proto/node_modules/protobufjs': {
            version: '8.7.1',
            resolved: 'https://registry.example/p.tgz',
          },
        },
      }),
    },
    word: 'There are 2 nodemailers',
  },
  { gate: 'packages', files: {}, word: 'mailparser pins an old nodemailer' },
  { gate: 'packages', files: {}, word: 'nodemailer brings an install script' },
  { gate: 'packages', files: {}, word: 'nodemailer 7\\.0\\.0 comes under AGPL-3\\.0' },
  { gate: 'packages', files: {}, word: 'protobufjs was downloaded' },
  { gate: 'packages', files: {}, word: 'replaying a history fails' },
];
