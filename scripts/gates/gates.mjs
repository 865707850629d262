/**
 * @typedef {object} Gate one thing that must hold for every change
 * @property {string} name
 * @property {(cacheFolder: string) => string[]} command program (from node_modules/.bin, or `node`) and its arguments
 */

/**
 * All gates, the slowest first, so that two at a time end soonest.
 *
 * @type {readonly Gate[]}
 */
export const gates = [
  {
    name: 'lint',
    command: (cache) => [
      'eslint',
      '.',
      '--max-warnings=0',
      '--cache',
      '--cache-strategy=content',
      `--cache-location=${cache}/eslint/`,
    ],
  },
  { name: 'types', command: () => ['tsc', '--noEmit', '--project', '.', '--pretty', 'false'] },
  {
    name: 'format',
    command: (cache) => [
      'prettier',
      '--check',
      '.',
      '--log-level=warn',
      '--cache',
      '--cache-strategy=content',
      `--cache-location=${cache}/prettier.json`,
    ],
  },
  {
    name: 'unused',
    command: () => ['knip', '--config', 'knip.jsonc', '--no-progress', '--treat-config-hints-as-errors'],
  },
  {
    name: 'imports',
    command: () => ['depcruise', '--config', 'dependency-cruiser.config.js', '--output-type=err-long', '.'],
  },
  { name: 'packages', command: () => ['node', 'scripts/gates/check-dependencies.mjs'] },
];
