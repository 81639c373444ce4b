import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { Unreadable } from './findings.ts';
import { fileNames } from './specification.ts';
import { readZip } from './zip.ts';

/** One of HUD's CSV files as it was found. */
export interface ExportFile {
  /** HUD's name of it without '.csv'. */
  name: string;
  bytes: number;
  open(): Readable;
}

/** The files of one export, from a folder or a zip. */
export interface Source {
  files: ExportFile[];
  close(): Promise<void>;
}

/** One of an export's files; all that are read are there. */
export const fileNamed = (source: Source, name: string): ExportFile =>
  source.files.find((file) => file.name === name)!;

interface Found {
  path: string;
  bytes: number;
  open(): Readable;
}

/** The nine that are read; an export has them all, be they empty. */
export const readFiles = [
  'Export',
  'Organization',
  'Project',
  'ProjectCoC',
  'Inventory',
  'Client',
  'Enrollment',
  'Exit',
  'Services',
] as const;
export type ReadFile = (typeof readFiles)[number];

/** Opens an export. @throws Unreadable with one sentence, or several joined where several files are missing */
export const openSource = async (path: string): Promise<Source> => {
  const about = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Unreadable(
      error.code === 'ENOENT'
        ? `There is no file or folder ${path}.`
        : `${path} cannot be read (${error.code}).`,
    );
  });
  if (about.isDirectory()) return choose(await lookThrough(path), async () => {});
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Unreadable(`${path} cannot be read (${error.code}).`);
  });
  return openZip(file, about.size);
};

/** Opens a zip that is open already, and closes it with the source. @throws Unreadable */
export const openZip = async (file: FileHandle, bytes: number): Promise<Source> => {
  try {
    return choose(await readZip(file, bytes), () => file.close());
  } catch (error) {
    await file.close();
    throw error;
  }
};

const deepest = 3;

const lookThrough = async (folder: string): Promise<Found[]> => {
  const look = async (inside: string, depth: number): Promise<Found[]> => {
    const entries = await readdir(inside, { withFileTypes: true });
    const found = await Promise.all(
      entries.map(async (entry): Promise<Found[]> => {
        const path = join(inside, entry.name);
        if (entry.isDirectory()) return depth < deepest ? look(path, depth + 1) : [];
        if (!isCsv(entry.name)) return [];
        const { size } = await stat(path);
        return [{ path: relative(folder, path), bytes: size, open: () => createReadStream(path) }];
      }),
    );
    return found.flat();
  };
  return look(folder, 0);
};

const isCsv = (path: string) => /\.csv$/i.test(path) && !isHidden(path);
// A Mac adds a shadow of each file, under the same name.
const isHidden = (path: string) =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

const hudNames = new Map(fileNames.map((name) => [name.toLowerCase(), name]));
const nameOf = (path: string) =>
  hudNames.get(basename(path.replaceAll('\\', '/')).slice(0, -4).toLowerCase());

const choose = (all: Found[], close: () => Promise<void>): Source => {
  const found = all.filter(({ path }) => isCsv(path));
  const files = found.flatMap((one) => {
    const name = nameOf(one.path);
    return name ? [{ name, bytes: one.bytes, open: one.open }] : [];
  });
  const counts = Map.groupBy(files, ({ name }) => name);
  const twice = [...counts].filter(([, several]) => several.length > 1).map(([name]) => name);
  if (twice.length > 0) {
    throw new Unreadable(
      `${list(twice)} ${twice.length > 1 ? 'are' : 'is'} there more than once: give the folder or zip of one export.`,
    );
  }
  const missing = readFiles.filter((name) => !counts.has(name));
  if (missing.length === readFiles.length) {
    throw new Unreadable(
      'There is no HUD HMIS CSV export here: none of its files (Export.csv, Client.csv …) was found.',
    );
  }
  if (missing.length > 0) {
    throw new Unreadable(
      `${list(missing)} ${missing.length > 1 ? 'are' : 'is'} missing: an export has all of its files, also those without rows.`,
    );
  }
  return { files, close };
};

const list = (names: string[]) => new Intl.ListFormat('en').format(names.map((name) => `${name}.csv`));
