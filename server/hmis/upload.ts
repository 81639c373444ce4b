import { randomBytes } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../http/refusal.ts';

/** A county's whole history fits twenty times. */
const largest = 2 ** 30;

/**
 * Keeps an upload in a file that has no name any more: it is gone as soon as it is closed, and with the process if that
 * ends. @throws Refusal 413, 400
 */
export const keepUpload = async (
  body: Readable | null | undefined,
): Promise<{ file: FileHandle; bytes: number }> => {
  const path = join(tmpdir(), `berth-import-${randomBytes(8).toString('hex')}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    let bytes = 0;
    for await (const part of (body ?? []) as AsyncIterable<Buffer>) {
      if (bytes + part.length > largest) {
        throw new Refusal({
          status: 413,
          code: 'too_large',
          title:
            'The zip is larger than 1 GB. Unpack it on the server and import the folder with the command there.',
        });
      }
      for (let at = 0; at < part.length; ) {
        const { bytesWritten } = await file.write(part, at, part.length - at, bytes + at);
        at += bytesWritten;
      }
      bytes += part.length;
    }
    if (bytes === 0) {
      throw new Refusal({
        status: 400,
        code: 'shape',
        title: 'No file came. Choose the export as a zip and send it again.',
      });
    }
    return { file, bytes };
  } catch (error) {
    await file.close();
    throw error;
  }
};
