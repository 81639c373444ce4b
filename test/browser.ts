import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How Playwright starts a browser: what `launchOptions` takes. */
export interface Browser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Both cores are busy already: threads for collecting and compiling only get into each other's way.
  '--js-flags=--single-threaded',
];

/** The machine's own Chromium, or else the one that an npm package carries: the tests download none. */
export const findChromium = async (installed = '/usr/bin/chromium'): Promise<Browser> =>
  existsSync(installed)
    ? { executablePath: installed, args, env: { ...ownEnvironment() } }
    : packagedChromium();

const packagedChromium = async (): Promise<Browser> => {
  const folder = await unpack();
  return {
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      ...ownEnvironment(),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts', 'here.conf'),
    },
  };
};

/** Once per version, beside the other things that tools keep; made aside, so that two workers may do it at once. */
const unpack = async (): Promise<string> => {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = join(dirname(entry), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(
    import.meta.dirname,
    '..',
    'node_modules',
    '.cache',
    'berth',
    `chromium-and-fonts-${version}`,
  );
  if (existsSync(folder)) return folder;

  const aside = `${folder}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  const { inflate } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  // The package unpacks into whatever the OS calls its temporary folder, and takes what lies there for its own.
  process.env.TMPDIR = aside;
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(root, 'bin', name));
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  await writeFile(join(aside, 'fonts', 'here.conf'), fontsIn(join(folder, 'fonts')));
  await rename(aside, folder).catch(async (error) => {
    await rm(aside, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
};

/**
 * Where its fonts lie, in fontconfig's words: the package's own description names folders of another machine, and a
 * Chromium that finds no font at all ends itself at the first letter.
 */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`;

const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
