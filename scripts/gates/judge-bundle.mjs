/** What may be in the workflow bundle besides our own code: the SDK and the three small packages it brings. */
const PACKAGES = ['@temporalio/common', '@temporalio/workflow', '@temporalio/worker', 'nexus-rpc', 'long', 'ms'];

/** Some histories replay 400 workflow tasks a second; a heavy bundle makes every worker start and every test pay. */
const MOST_BYTES = 1_500_000;

/** The bundler's own placeholders for converters that are not customised. */
const PLACEHOLDERS = ['__temporal_custom_payload_converter', '__temporal_custom_failure_converter'];

/**
 * Everything that is wrong with a built workflow bundle, each in one sentence.
 *
 * Reads the comment the bundler writes above each module. A bundle without these comments (minified, or of another
 * bundler) is refused rather than believed.
 *
 * @param {string} code the bundle's text
 * @returns {string[]} empty when all is well
 */
export const judgeBundle = (code) => {
  const modules = [...code.matchAll(/^ {2}!\*\*\* (.+?) \*\*\*!$/gm)].map(([, name = '']) => name);
  if (!modules.some((name) => name.includes('node_modules/@temporalio/workflow/')))
    return [
      'No module of the workflow SDK is recognisable: this is no workflow bundle, or it was minified. Build it with devtool: false and without minimising.',
    ];

  const wrong = [];
  const foreign = new Set(
    modules.flatMap((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(name)?.[1] ?? []),
  );
  for (const name of foreign)
    if (!PACKAGES.includes(name))
      wrong.push(
        `${name} is in the workflow bundle: workflows take types from it at most (import type). Move what needs it into an activity.`,
      );
  for (const name of modules) {
    const ignored = /^(.+) \(ignored\)$/.exec(name)?.[1];
    if (ignored !== undefined && !PLACEHOLDERS.includes(ignored))
      wrong.push(
        `${ignored} is left out of the workflow bundle and missing when it runs: there is no Node in the sandbox. Move what needs it into an activity.`,
      );
  }
  // The source map at its end is for stack traces; it is data that nothing parses at start.
  const bytes = Buffer.byteLength(code.replace(/^\/\/# sourceMappingURL=data:.*$/m, ''));
  if (bytes > MOST_BYTES)
    wrong.push(
      `The workflow bundle has ${bytes.toLocaleString('en')} bytes, ${MOST_BYTES.toLocaleString('en')} are allowed: look for what workflows import that they need not.`,
    );
  return wrong;
};
