import { checkComposeSchema, checkComposeServices, checkComposeSettings, checkScripts } from './check-compose.mjs';
import { checkDockerfile, checkEntries } from './check-images.mjs';
import { checkKustomize, checkManifests, checkPractice } from './check-kubernetes.mjs';
import { checkNginxAnswers, checkNginxConfig } from './check-nginx.mjs';

/**
 * @typedef {object} Checking
 * @property {string} root folder of the deployment files; a copy when a mistake was planted
 * @property {string} checkout the sources
 * @property {string} scratch a folder of this check's own
 * @property {import('./tools.mjs').Tools} tools
 */

/**
 * Every check: what it is called, and what it finds wrong.
 *
 * @type {Record<string, (at: Checking) => string[] | Promise<string[]>>}
 */
export const checks = {
  'Dockerfile (hadolint)': checkDockerfile,
  'what images copy and start': checkEntries,
  'compose against its specification': checkComposeSchema,
  'compose settings and secrets': checkComposeSettings,
  'compose services': checkComposeServices,
  'scripts of containers (sh -n)': checkScripts,
  'kustomize builds': checkKustomize,
  'manifests against schemas': checkManifests,
  'manifests in practice (kube-score)': checkPractice,
  'nginx configuration (nginx -t)': checkNginxConfig,
  'nginx answers as it should': checkNginxAnswers,
};
