import { docOnExport } from './doc-on-export.mjs';
import { fileNamedForItsAct } from './file-named-for-its-act.mjs';
import { awaitOnlyTheStart } from './workflow/await-only-the-start.mjs';
import { noMapOrSet } from './workflow/no-map-or-set.mjs';
import { noPolling } from './workflow/no-polling.mjs';
import { noPromiseRace } from './workflow/no-promise-race.mjs';
import { noTimeZones } from './workflow/no-time-zones.mjs';
import { signalHandlersOnlyAssign } from './workflow/signal-handlers-only-assign.mjs';
import { summaryForTheOperator } from './workflow/summary-for-the-operator.mjs';
import { syncUpdateValidators } from './workflow/sync-update-validators.mjs';
import { throwNonRetryable } from './workflow/throw-non-retryable.mjs';

const rules = {
  'doc-on-export': docOnExport,
  'file-named-for-its-act': fileNamedForItsAct,
  'await-only-the-start': awaitOnlyTheStart,
  'no-map-or-set': noMapOrSet,
  'no-polling': noPolling,
  'no-promise-race': noPromiseRace,
  'no-time-zones': noTimeZones,
  'signal-handlers-only-assign': signalHandlersOnlyAssign,
  'summary-for-the-operator': summaryForTheOperator,
  'sync-update-validators': syncUpdateValidators,
  'throw-non-retryable': throwNonRetryable,
};

/**
 * Our own lint rules, as `nixflow/…`: what this house asks of code beyond what others' rules can see.
 *
 * ESLint's type of a rule knows JavaScript's nodes alone; ours read TypeScript's, which the parser gives them.
 *
 * @type {import('eslint').ESLint.Plugin}
 */
export const nixflow = { rules: /** @type {Record<keyof typeof rules, any>} */ (rules) };
