import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  process: ChildProcess;
  /** Where it is ready; undefined until then, and where it ended instead. */
  address: string | undefined;
  said: string[];
  ended: Promise<number | null>;
}

const root = join(import.meta.dirname, '..');
const readyLine = /^Berth is ready at (http:\S+)$/;

/** Settles when the server is ready, or has said another line asked for, or has ended. */
export const startServer = async (
  environment: Record<string, string>,
  untilLine: RegExp = readyLine,
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', BERTH_DEMO: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const outputs = [child.stdout!, child.stderr!].map((input) => createInterface({ input }));
  const said: string[] = [];
  // Not 'close', which never comes to a child whose channel was cut.
  const ended = Promise.all([once(child, 'exit'), ...outputs.map((lines) => once(lines, 'close'))]).then(
    ([[code]]) => code as number | null,
  );
  const server: ServerProcess = { process: child, address: undefined, said, ended };
  const heard = new Promise<void>((settle) => {
    for (const lines of outputs) {
      lines.on('line', (line) => {
        said.push(line);
        server.address ??= readyLine.exec(line)?.[1];
        if (untilLine.test(line)) settle();
      });
    }
  });
  await Promise.race([heard, ended]);
  return server;
};
