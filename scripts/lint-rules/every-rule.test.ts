import { type Rule, RuleTester } from 'eslint';
import { join } from 'node:path';
import { parser } from 'typescript-eslint';
import { describe, expect, it, vi } from 'vitest';
import { docOnExportExamples } from './doc-on-export.examples.ts';
import type { Examples } from './examples.ts';
import { fileNamedForItsActExamples } from './file-named-for-its-act.examples.ts';
import { parseWithTypes } from './parse-with-types.ts';
import { nixflow } from './plugin.mjs';
import { awaitOnlyTheStartExamples } from './workflow/await-only-the-start.examples.ts';
import { noMapOrSetExamples } from './workflow/no-map-or-set.examples.ts';
import { noPollingExamples } from './workflow/no-polling.examples.ts';
import { noPromiseRaceExamples } from './workflow/no-promise-race.examples.ts';
import { noTimeZonesExamples } from './workflow/no-time-zones.examples.ts';
import { signalHandlersOnlyAssignExamples } from './workflow/signal-handlers-only-assign.examples.ts';
import { summaryForTheOperatorExamples } from './workflow/summary-for-the-operator.examples.ts';
import { syncUpdateValidatorsExamples } from './workflow/sync-update-validators.examples.ts';
import { throwNonRetryableExamples } from './workflow/throw-non-retryable.examples.ts';

const root = join(import.meta.dirname, '../..');

const examplesOf: Record<string, Examples[]> = {
  'doc-on-export': [docOnExportExamples],
  'file-named-for-its-act': fileNamedForItsActExamples,
  'await-only-the-start': [awaitOnlyTheStartExamples],
  'no-map-or-set': [noMapOrSetExamples],
  'no-polling': [noPollingExamples],
  'no-promise-race': [noPromiseRaceExamples],
  'no-time-zones': [noTimeZonesExamples],
  'signal-handlers-only-assign': [signalHandlersOnlyAssignExamples],
  'summary-for-the-operator': [summaryForTheOperatorExamples],
  'sync-update-validators': [syncUpdateValidatorsExamples],
  'throw-non-retryable': [throwNonRetryableExamples],
};

const cases = Object.entries(examplesOf).flatMap(([rule, groups]) =>
  groups.flatMap(({ passes, refuses, filename }) => {
    const passing = Object.entries(passes).map(([story, code]) => ({ rule, story, code, messageIds: [], filename }));
    const refused = Object.entries(refuses).map(([story, [code, ...messageIds]]) => ({
      rule,
      story,
      code,
      messageIds,
      filename,
    }));
    return [...passing, ...refused];
  }),
);
const files = cases.map(({ filename, ...each }, number) => ({
  ...each,
  path: join(root, filename ?? `example-${number}.ts`),
}));
const parserOptions = parseWithTypes(Object.fromEntries(files.map(({ path, code }) => [path, code])));

// The first test reads the types of the workflow SDK.
vi.setConfig({ testTimeout: 60_000 });

/** ESLint's tester wants a describe and an it of its own and names tests by their code; ours have the story alone. */
RuleTester.describe = (_: string, tests: () => void) => {
  tests();
};
RuleTester.it = RuleTester.describe;
const tester = new RuleTester({ languageOptions: { parser, parserOptions } });

it('every rule has examples of what it lets pass and what it refuses', () => {
  expect(Object.keys(examplesOf).sort()).toEqual(Object.keys(nixflow.rules ?? {}).sort());
  for (const groups of Object.values(examplesOf)) {
    expect(groups.some(({ passes }) => Object.keys(passes).length > 0)).toBe(true);
    expect(groups.some(({ refuses }) => Object.keys(refuses).length > 0)).toBe(true);
  }
});

describe.each(Object.keys(examplesOf))('%s', (name) => {
  const rule = nixflow.rules?.[name] as Rule.RuleModule;
  for (const { story, code, messageIds, path } of files.filter((each) => each.rule === name))
    it(`${messageIds.length > 0 ? 'refuses' : 'lets pass'} ${story}`, () => {
      const errors = messageIds.map((messageId) => ({ messageId }));
      const example = { code, filename: path };
      tester.run(
        name,
        rule,
        messageIds.length > 0 ? { valid: [], invalid: [{ ...example, errors }] } : { valid: [example], invalid: [] },
      );
    });
});
