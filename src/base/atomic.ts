import { StagedFile } from './staged-file.ts';

/** What a file is made of: a whole, or pieces that follow each other. */
export type FileData =
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/** Pieces are written in blocks of about this many bytes or characters. */
const BLOCK = 1 << 16;

/**
 * Writes `data` to `path` so that a reader, and a run killed at any moment, sees the old file or the new one and never
 * a part: a temporary file in the same folder, fsync, rename. A link is followed, the mode of an existing file is kept.
 * A path that is no regular file (a pipe, `/dev/null`) is written straight, because a rename would replace it.
 * Throws `E_WRITE` where the file system refuses; whatever `data` throws passes unchanged. Both leave no temporary file.
 */
export async function atomicWrite(path: string, data: FileData): Promise<void> {
  const file = await StagedFile.open(path);
  try {
    await writeAll(file, data);
    await file.stage();
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function writeAll(file: StagedFile, data: FileData): Promise<void> {
  if (typeof data === 'string' || data instanceof Uint8Array) return file.write(data);
  let text = '';
  for await (const piece of data) {
    if (typeof piece === 'string') {
      text += piece;
      if (text.length < BLOCK) continue;
    }
    if (text !== '') await file.write(text);
    text = '';
    if (typeof piece !== 'string') await file.write(piece);
  }
  if (text !== '') await file.write(text);
}
