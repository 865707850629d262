import { copyFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';

/** @import { Checking } from './checks.mjs' */

/** The version of Kubernetes whose schemas the manifests must obey. */
const kubernetesVersion = '1.34';

/**
 * Spread over hosts by topologySpreadConstraints, which this test of kube-score does not look at; and two tests that are
 * off unless asked for.
 */
const scoring = [
  ...['--ignore-test', 'deployment-has-host-podantiaffinity'],
  ...['--enable-optional-test', 'container-seccomp-profile'],
  ...['--enable-optional-test', 'container-ports-check'],
];

/**
 * Base and installation build; the installation does not before somebody has filled in its secrets.
 *
 * @param {Checking} at
 */
export async function checkKustomize(at) {
  const problems = [];
  const bare = copyOf(at, 'bare');
  rmSync(join(bare, 'overlays/production/secrets.env'), { force: true });
  const refused = await runTool(at.tools.kustomize, ['build', join(bare, 'overlays/production')]);
  if (!refused.output.includes('secrets.env')) problems.push('overlays/production builds without secrets.env');
  const example = readFileSync(join(bare, 'overlays/production/secrets.env.example'), 'utf8');
  if (/^[A-Z_]+=.+$/m.test(example)) problems.push('secrets.env.example has a value, which people will keep');
  for (const part of ['base', 'overlays/production']) {
    const { code, output } = await buildManifests(at, part);
    if (code !== 0) problems.push(output);
  }
  return problems;
}

/** Every object against the schema of its kind. @param {Checking} at */
export async function checkManifests(at) {
  const built = await buildManifests(at, 'overlays/production');
  if (built.code !== 0) return [built.output];
  const args = ['--strict', '--quiet', '-k', kubernetesVersion, built.file];
  const { code, output } = await runTool(at.tools.kubernetesValidate, args, { env: at.tools.env });
  return code === 0 ? [] : [output];
}

/** Practice: limits, probes, least privilege, network policies, budgets. @param {Checking} at */
export async function checkPractice(at) {
  const built = await buildManifests(at, 'overlays/production');
  if (built.code !== 0) return [built.output];
  const args = ['score', '--output-format', 'ci', '--exit-one-on-warning', ...scoring, built.file];
  const { code, output } = await runTool(at.tools.kubeScore, args);
  const faults = output.split('\n').filter((line) => /^\[(?:WARNING|CRITICAL)\]/.test(line));
  return code === 0 ? [] : faults.length > 0 ? faults : [output];
}

/**
 * @param {Checking} at
 * @param {string} part
 */
async function buildManifests(at, part) {
  const folder = copyOf(at, 'filled');
  const production = join(folder, 'overlays/production');
  copyFileSync(join(production, 'secrets.env.example'), join(production, 'secrets.env'));
  const file = join(at.scratch, 'manifests.yaml');
  const { code, output } = await runTool(at.tools.kustomize, ['build', join(folder, part), '--output', file]);
  return { code, output, file };
}

/**
 * Kustomize is let into a copy: the secrets it wants must not be written into the checkout.
 *
 * @param {Checking} at
 * @param {string} name
 */
function copyOf({ root, scratch }, name) {
  const folder = join(scratch, name);
  cpSync(join(root, 'k8s'), folder, { recursive: true });
  return folder;
}
