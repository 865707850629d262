#!/usr/bin/env node
/** The `nixflow` command: `nixflow doctor`, `nixflow reset`, … In a checkout: `npm run -s nixflow -- doctor`. */
process.argv.splice(2, 0, 'cli');
await import('./bootstrap.mjs');
