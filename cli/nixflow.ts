import { productCommands } from './product-commands.ts';
import { runNixflow } from './run-nixflow.ts';

/** The `nixflow` command line of a deployment: `node dist/cli/nixflow.js <command>`, settings in the environment. */
process.exit(await runNixflow(process.argv.slice(2), productCommands()));
