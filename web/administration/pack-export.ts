import { Zip, ZipDeflate } from 'fflate';

/** Packs the CSV files of a chosen folder into one zip, piece by piece; whatever else lies there stays at home. */
export const packCsvFiles = async (files: readonly File[]): Promise<Blob> => {
  const parts: BlobPart[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, part) => {
    failure ??= error;
    if (part) parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const file of files) {
    const entry = new ZipDeflate(file.webkitRelativePath || file.name, { level: 4 });
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) entry.push(read.value);
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  if (failure) throw failure;
  return new Blob(parts, { type: 'application/zip' });
};

export const isCsv = (file: File): boolean => /\.csv$/i.test(file.name) && !file.name.startsWith('.');
