/** Script of the production build: write the workflow bundle to the path given as the only argument. */
import { writeFile } from 'node:fs/promises';
import { bundleWorkflows } from './workflow-bundle.ts';

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('Give the path of the bundle to write.');
const { code } = await bundleWorkflows();
await writeFile(target, code);
