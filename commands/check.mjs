// What can be said about the code without running it: types, style, direction, dead code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binOf, findNode, prepare, root } from './prepare.mjs';

const folders = ['contract', 'server', 'web', 'demo', 'bench', 'test', 'commands'].filter((folder) =>
  existsSync(join(root, folder)),
);

/** `saw` reads from the output how many files a check looked at, where the tool itself is content with none. */
const listChecks = () => [
  {
    name: 'types',
    args: [
      binOf('typescript', 'tsc'),
      '--noEmit',
      '--pretty',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/berth/types.json',
    ],
  },
  {
    name: 'lint',
    args: [binOf('@biomejs/biome', 'biome'), 'check'],
    saw: (output) => /Checked (\d+) files/.exec(output)?.[1],
  },
  {
    name: 'direction',
    args: [binOf('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.cjs', ...folders],
    saw: (output) => /\((\d+) modules/.exec(output)?.[1],
  },
  {
    name: 'dead code',
    args: [binOf('knip'), '--reporter', 'symbols', '--reporter', './commands/knip-count.mjs'],
    saw: (output) => /looked at (\d+) files/.exec(output)?.[1],
  },
];

/** Runs every check, two at a time, and settles with how many passed and failed. */
export const runChecks = async () => {
  // Listed only now: the programs are there once the project is prepared.
  const waiting = listChecks();
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const begun = performance.now();
      const { ok, output } = await runCheck(check);
      tally[ok ? 'passed' : 'failed'] += 1;
      console.log(`${check.name.padEnd(12)} ${ok ? 'passed' : 'failed'} ${secondsSince(begun)}`);
      if (!ok) console.log(output);
    }
  };
  await Promise.all([work(), work()]);
  return tally;
};

export const secondsSince = (begun) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

const runCheck = ({ args, saw }) =>
  new Promise((settle) => {
    const child = spawn(findNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('close', (code) => {
      if (code === 0 && saw && !(Number(saw(output)) > 1)) {
        settle({ ok: false, output: `${output}\nIt looked at no file at all.` });
      } else settle({ ok: code === 0, output });
    });
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare({ web: false });
  process.exit((await runChecks()).failed > 0 ? 1 : 0);
}
