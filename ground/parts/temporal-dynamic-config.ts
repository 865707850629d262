/**
 * What a deployment's `ops/temporal/dynamic-config.yaml` sets, as flags of the dev server; the reasons stand there. A test
 * keeps the two the same.
 */
export const dynamicConfigFlags: readonly string[] = [
  'history.timerProcessorMaxTimeShift="50ms"',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
].flatMap((setting) => ['--dynamic-config-value', setting]);
