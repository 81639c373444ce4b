// Plain JavaScript without dependencies: it runs on whatever Node (20 or later) the machine has, before anything
// is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs what is missing and builds the web app if it is stale. */
export const prepare = async ({ web = true } = {}) => {
  await install();
  if (web) await buildWeb();
};

/** Node as the project pins it; this very Node where the registry has none for the machine and it is as new. */
export const findNode = () => {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  fail(
    `Berth runs on Node 24, and there is no package of it for this machine (${process.platform}, ${process.arch}): install Node 24 and start again.`,
  );
};

/** Runs a program of the project to its end under Node 24, on this terminal; settles with its exit code. */
export const runNode = (args, { env = {}, linked = false } = {}) => {
  const child = spawn(findNode(), args, {
    cwd: root,
    // What Node has compiled once it need not compile at the next start: half of the time until a server answers.
    env: {
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'berth', 'compiled'),
      ...process.env,
      ...env,
    },
    stdio: linked ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
  return untilEnd(child);
};

/** Passes signals on to a child and settles with its exit code; the child decides when it is over. */
export const untilEnd = (child) =>
  new Promise((settle) => {
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.on('error', (error) => {
      console.error(error.message);
      settle(1);
    });
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      settle(signal ? 1 : code);
    });
  });

export const fail = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

/** Where a package of this project keeps a program, without a link that may be missing. */
export const binOf = (name, program = name.split('/').pop()) => {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
};

const install = async () => {
  if (isInstalled(root)) return;
  console.log('Installing packages (the first time takes about a minute) …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] };
  const begun = Date.now();
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], options)
    : spawn('npm', args, options);
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
    process.stderr.write(chunk);
  });
  const progress = setInterval(() => {
    console.log(`  still installing, ${Math.round((Date.now() - begun) / 1000)} s`);
  }, 10_000);
  let interrupted = false;
  process.once('SIGINT', () => {
    interrupted = true;
  });
  const code = await untilEnd(child);
  clearInterval(progress);
  if (interrupted) process.exit(130);
  if (code === 0 && isInstalled(root)) return;
  if (
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/.test(
      complaints,
    )
  ) {
    fail(
      'The packages could not be fetched because the npm registry does not answer: check the connection, and the proxy in npm’s settings, and start again.',
    );
  }
  fail(`The packages could not be installed (npm ended with ${code}); the reason is above.`);
};

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes down at the end of an install what it put
 * there; times of files would say nothing after a git checkout.
 */
export const isInstalled = (folder) => {
  const wanted = readLock(join(folder, 'package-lock.json'));
  const present = readLock(join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    const found = present[path];
    return found ? found.version === version : optional && !existsSync(join(folder, path));
  });
};

const readLock = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
};

const buildWeb = async () => {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const built = join(root, 'web', 'dist');
  const mark = join(built, '.built-from');
  const sources = hashOf(
    ['web', 'contract', 'vite.config.ts', 'package-lock.json', 'tsconfig.json'],
    [built],
  );
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
  console.log('Building the web app …');
  rmSync(mark, { force: true });
  const code = await runNode([binOf('vite'), 'build', '--logLevel', 'error'], {
    env: { NODE_ENV: 'production' },
  });
  if (code !== 0) fail('The web app could not be built; the reason is above.');
  writeFileSync(mark, sources);
};

/** One sum over the names and contents of files and folders. */
export const hashOf = (places, without = []) => {
  const hash = createHash('sha256');
  const add = (path) => {
    if (without.includes(path) || !existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      hash
        .update(`${relative(root, path)}\0`)
        .update(readFileSync(path))
        .update('\0');
    }
  };
  for (const place of places) add(join(root, place));
  return hash.digest('hex');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
