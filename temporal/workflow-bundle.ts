import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';

/** Where the production build puts the bundle: at the root of the compiled tree. */
const builtBundle = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** The workflow code for a worker: the built bundle when there is one, else bundled now (some 2 s). */
export async function loadWorkflowBundle(): Promise<WorkflowBundleOption> {
  return existsSync(builtBundle) ? { codePath: builtBundle } : bundleWorkflows();
}

/** Bundle the workflow code. Its source map stays inside: a worker refuses a bundle without one. */
export async function bundleWorkflows(): Promise<{ code: string }> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
}
