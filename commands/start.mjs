import { prepare, runNode } from './prepare.mjs';

// npm passes signals on but cannot pass on its own sudden end; whoever kills it means the server.
const launcher = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== launcher) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

await prepare();
process.exit(await runNode(['server/main.ts'], { linked: true }));
