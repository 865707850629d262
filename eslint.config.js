import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import { configs } from 'typescript-eslint';
import { nixflow } from './scripts/lint-rules/plugin.mjs';

const TESTS = ['**/*.test.{ts,tsx}'];
/** Files that some tool finds by name and of which it wants the default export. */
const TOOL_CONFIGS = ['*.config.{js,ts}', 'ui/*.config.ts'];
/** What runs in a terminal and speaks to a person. */
const TERMINAL = ['cli/**', 'ground/**', 'scripts/**', 'ops/**', 'bench/**', 'chaos/**'];
/** Where settings enter. Everywhere else they are arguments. */
const SETTINGS = ['process/**', 'ground/**', 'testkit/**', 'scripts/**', 'ops/**', ...TOOL_CONFIGS, ...TESTS];

export default defineConfig(
  globalIgnores(['dist*/', '.data/', 'store/generated/']),
  js.configs.recommended,
  configs.strictTypeChecked,
  configs.stylisticTypeChecked,
  {
    languageOptions: {
      // One program for all files: a quarter faster than the project service, which is made for editors.
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { nixflow },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      // tsc knows what is defined, in JavaScript too.
      'no-undef': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message:
            'Settings enter once: describe it in the process’s config schema (#process/read-config) and take it as an argument.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'node:process', importNames: ['env'], message: 'Settings enter once, by #process/read-config.' },
            { name: 'process', message: "Write 'node:process'." },
          ],
          patterns: [
            {
              regex:
                '^\\.\\./(?:.*/)?(?:activities|api|cli|commands|domain|ground|jobs|mail|outbox|process|queries|store|temporal|testkit|ui|worker|workflows)/',
              message: "Another room is imported by its name: '#store/connect', not a path through the house.",
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration, ExportNamedDeclaration > ExportSpecifier[exported.name="default"]',
          message:
            'Export by name: a file exports its one act under the name it is called by, and a search finds every use.',
        },
        {
          selector: 'ExportAllDeclaration:not([exported])',
          message:
            'Name what you export: a barrel hides who uses what, and the unused-export gate cannot see through it.',
        },
      ],
      'nixflow/doc-on-export': 'error',
      'nixflow/file-named-for-its-act': 'error',

      // `interface` for objects, `type` for unions, is a matter of taste that a reader does not notice.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `() => log(…)` is how a callback is written; a value that is used stays refused.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Numbers and booleans read well in a template; objects and undefined stay refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `while (true)` is a loop; other constant conditions stay refused.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: TOOL_CONFIGS, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    rules: {
      // A cast in a doc comment is not in the tree that these rules see; tsc does see it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: TERMINAL, rules: { 'no-console': 'off' } },
  { files: SETTINGS, rules: { 'no-restricted-properties': 'off' } },
  {
    files: TESTS,
    rules: {
      'nixflow/doc-on-export': 'off',
      // Tests reach into what they have just built; a wrong guess fails the test.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['ui/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    // What a workflow may not do, each seen to break a running ticket (DESIGN §4).
    files: ['workflows/**/*.ts'],
    ignores: TESTS,
    rules: {
      'nixflow/no-promise-race': 'error',
      'nixflow/no-polling': 'error',
      'nixflow/no-time-zones': 'error',
      'nixflow/no-map-or-set': 'error',
      'nixflow/signal-handlers-only-assign': 'error',
      'nixflow/sync-update-validators': 'error',
      'nixflow/throw-non-retryable': 'error',
      'nixflow/summary-for-the-operator': 'error',
    },
  },
  { files: ['workflows/ticket/**/*.ts'], ignores: TESTS, rules: { 'nixflow/await-only-the-start': 'error' } },
);
