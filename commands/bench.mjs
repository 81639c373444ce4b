import { prepare, runNode } from './prepare.mjs';

await prepare({ web: false });
process.exit(await runNode(['bench/run.ts', ...process.argv.slice(2)]));
