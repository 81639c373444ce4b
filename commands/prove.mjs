import { prepare, runNode } from './prepare.mjs';

await prepare({ web: false });
process.exit(await runNode(['commands/prove.ts', ...process.argv.slice(2)]));
