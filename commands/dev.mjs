// The server restarts on every change of its files; the web app reloads by itself. The browser talks to Vite,
// which passes /api on.
import { spawn } from 'node:child_process';
import { binOf, findNode, prepare, root, untilEnd } from './prepare.mjs';

await prepare({ web: false });

const webPort = process.env.PORT || '3000';
const serverPort = String(Number(webPort) + 1);
const base = { ...process.env, BERTH_BASE_URL: process.env.BERTH_BASE_URL || `http://localhost:${webPort}` };
const run = (args, env) => spawn(findNode(), args, { cwd: root, env: { ...base, ...env }, stdio: 'inherit' });

const watched = ['server', 'contract', 'demo'].map((folder) => `--watch-path=${folder}`);
const programs = [
  run([...watched, '--watch-preserve-output', 'server/main.ts'], { PORT: serverPort }),
  // Vite's own settings send /api to this PORT.
  run([binOf('vite'), '--host', 'localhost', '--port', webPort, '--strictPort'], { PORT: serverPort }),
];
const codes = await Promise.all(
  programs.map(async (program) => {
    const code = await untilEnd(program);
    for (const other of programs) other.kill('SIGTERM');
    return code;
  }),
);
process.exit(Math.max(...codes));
