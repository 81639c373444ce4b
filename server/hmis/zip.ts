import type { FileHandle } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { Unreadable } from './findings.ts';

/** One file inside a zip, as its directory describes it. */
export interface ZipEntry {
  path: string;
  bytes: number;
  open(): Readable;
}

/** More than any county's export, and less than what a disk of staging tables would feel. */
const largestUnpacked = 8 * 2 ** 30;
const mostEntries = 2000;
/** CSV packs to a tenth, rarely to a fortieth; what packs tighter than this was made to be unpacked by fools. */
const tightest = 200;
const smallEnough = 16 * 2 ** 20;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endBytes = 22;
const entryBytes = 46;
const localBytes = 30;
const longestComment = 65_535;

/**
 * Reads a zip by its directory, without unpacking anything yet. Contents are checked against their sum when read.
 * @throws Unreadable with one sentence
 */
export const readZip = async (file: FileHandle, bytes: number): Promise<ZipEntry[]> => {
  const end = await findEnd(file, bytes);
  const count = end.readUInt16LE(10);
  const size = end.readUInt32LE(12);
  const from = end.readUInt32LE(16);
  if (count === 0xffff || size === 0xffffffff || from === 0xffffffff) throw tooLarge();
  if (count > mostEntries) throw new Unreadable(`The zip holds ${count} files; an export has 24.`);
  if (from + size > bytes) throw notWhole();
  const directory = await readPart(file, from, size);
  const entries: ZipEntry[] = [];
  let unpacked = 0;
  for (let at = 0, n = 0; n < count; n++) {
    if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== entryMark) throw notWhole();
    const names = directory.readUInt16LE(at + 28);
    const next = at + entryBytes + names + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    const path = directory.toString('utf8', at + entryBytes, at + entryBytes + names);
    if (!path.endsWith('/')) {
      const entry = entryFrom(directory.subarray(at, at + entryBytes), path);
      unpacked += entry.bytes;
      if (unpacked > largestUnpacked)
        throw new Unreadable('The zip unpacks to more than 8 GB; an export is far smaller.');
      entries.push({ path, bytes: entry.bytes, open: () => openEntry(file, entry) });
    }
    at = next;
  }
  return entries;
};

interface Packed {
  path: string;
  from: number;
  packed: number;
  bytes: number;
  sum: number;
  deflated: boolean;
}

const entryFrom = (entry: Buffer, path: string): Packed => {
  const flags = entry.readUInt16LE(8);
  const method = entry.readUInt16LE(10);
  const packed = entry.readUInt32LE(20);
  const bytes = entry.readUInt32LE(24);
  const from = entry.readUInt32LE(42);
  if ((flags & 1) !== 0)
    throw new Unreadable('The zip is locked with a password: unpack it and give the folder.');
  if (method !== 0 && method !== 8) {
    throw new Unreadable(
      `${path} is packed in a way that is not read here: pack it as an ordinary zip, or give the folder.`,
    );
  }
  if ([packed, bytes, from].includes(0xffffffff)) throw tooLarge();
  if (bytes > smallEnough && bytes > packed * tightest) {
    throw new Unreadable(`${path} would unpack to more than ${tightest} times its size: that is no export.`);
  }
  return { path, from, packed, bytes, sum: entry.readUInt32LE(16), deflated: method === 8 };
};

const openEntry = (file: FileHandle, entry: Packed): Readable => {
  const packed = Readable.from(packedParts(file, entry), { objectMode: false });
  const checked = checkSum(entry);
  const parts = entry.deflated ? [packed, createInflateRaw()] : [packed];
  // An error anywhere on the way must reach whoever reads the end of it.
  for (const part of parts) part.on('error', (error) => checked.destroy(asUnreadable(error, entry.path)));
  checked.on('close', () => {
    for (const part of parts) part.destroy();
  });
  const last = parts.length === 2 ? packed.pipe(parts[1] as Transform) : packed;
  return last.pipe(checked);
};

const partBytes = 65_536;

const packedParts = async function* (file: FileHandle, { from, packed }: Packed): AsyncGenerator<Buffer> {
  const local = await readPart(file, from, localBytes);
  if (local.readUInt32LE(0) !== localMark) throw notWhole();
  let at = from + localBytes + local.readUInt16LE(26) + local.readUInt16LE(28);
  const end = at + packed;
  while (at < end) {
    const part = await readPart(file, at, Math.min(partBytes, end - at));
    at += part.length;
    yield part;
  }
};

const checkSum = ({ path, bytes, sum }: Packed): Transform => {
  let seen = 0;
  let sumSeen = 0;
  const damaged = () =>
    new Unreadable(`${path} is damaged inside the zip: pack or download it again.`, { file: path });
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      seen += part.length;
      sumSeen = crc32(part, sumSeen);
      done(seen > bytes ? damaged() : null, part);
    },
    flush(done) {
      done(seen !== bytes || sumSeen !== sum ? damaged() : null);
    },
  });
};

const findEnd = async (file: FileHandle, bytes: number): Promise<Buffer> => {
  const first = await readPart(file, 0, Math.min(4, bytes));
  if (bytes < endBytes || first.length < 4 || ![localMark, endMark].includes(first.readUInt32LE(0))) {
    throw new Unreadable('This is not a zip file: choose the export as a zip, or give its folder.');
  }
  const length = Math.min(bytes, endBytes + longestComment);
  const tail = await readPart(file, bytes - length, length);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endMark && at + endBytes + tail.readUInt16LE(at + 20) === tail.length)
      return tail.subarray(at);
  }
  throw notWhole();
};

const readPart = async (file: FileHandle, from: number, length: number): Promise<Buffer> => {
  const part = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(part, read, length - read, from + read);
    if (bytesRead === 0) throw notWhole();
    read += bytesRead;
  }
  return part;
};

const notWhole = () => new Unreadable('The zip file is cut off or damaged: pack or download it again.');
const tooLarge = () =>
  new Unreadable('The zip is of the kind for more than 4 GB: unpack it and give the folder.');
const asUnreadable = (error: Error, path: string) =>
  error instanceof Unreadable
    ? error
    : new Unreadable(`${path} is damaged inside the zip: pack or download it again.`, { file: path });
