import { prepare, runNode } from './prepare.mjs';

await prepare();
process.exit(await runNode(['commands/pictures.ts']));
