// The server restarts on every change of its files; the web app reloads by itself. The browser talks to Vite,
// which passes /api on.
import { spawn } from 'node:child_process';
import { findNode, prepare, root, untilEnd } from './prepare.mjs';

await prepare({ web: false });

const webPort = process.env.PORT || '3000';
const serverPort = String(Number(webPort) + 1);
const base = { ...process.env, BERTH_BASE_URL: process.env.BERTH_BASE_URL || `http://localhost:${webPort}` };
const run = (args, env) => spawn(findNode(), args, { cwd: root, env: { ...base, ...env }, stdio: 'inherit' });

const programs = [
  run(
    [
      '--watch-path=server',
      '--watch-path=contract',
      '--watch-path=demo',
      '--watch-preserve-output',
      'server/main.ts',
    ],
    {
      PORT: serverPort,
    },
  ),
  run(['commands/dev-web.mjs'], { PORT: webPort, BERTH_SERVER: `http://localhost:${serverPort}` }),
];
const codes = await Promise.all(
  programs.map(async (program) => {
    const code = await untilEnd(program);
    for (const other of programs) other.kill('SIGTERM');
    return code;
  }),
);
process.exit(Math.max(...codes));
