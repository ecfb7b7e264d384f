import { stat } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { chunkFor, fileBytes, stdinBytes } from '../bytes.ts';
import { formatOf } from '../endings.ts';
import type { Row } from '../fields.ts';
import type { Intake } from '../intake.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from '../source.ts';
import { decodeImage, tooLong } from './decode.ts';
import { FOLDER_FIELD, folderOf, requireFields } from './folder.ts';
import { imageKind } from './kind.ts';
import { IMAGE_LIMITS } from './limits.ts';
import { pictureExample } from './picture-example.ts';

/**
 * Reads a file as one picture. One that cannot be decoded is a malformed row; so is one that is gone or may not be read when its
 * turn comes. Field `folder` (group, category) is the name of the folder that it lies in.
 */
export async function* readImage<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  requireFields(shard, { ...spec, idField: undefined }, [FOLDER_FIELD]);
  const stored = await storedBytes(shard, (bytes) => events.progress(bytes));
  const image = typeof stored === 'string' ? stored : await decodeImage(stored);
  if (typeof image === 'string') intake.bad(image, '');
  else {
    const example = pictureExample(`${shard.name}#1`, image, spec, () => folderOf(shard));
    intake.add(example, false, undefined, {
      value: intake.whole ? wholeRow(shard, stored as Buffer) : NO_FIELDS,
    });
  }
  yield* intake.takeRest();
  return { rows: intake.rows };
}

const NO_FIELDS = {};

/** What is written of a picture that was a file: its bytes, since a path leads from the folder of what is written on. */
function wholeRow(shard: Shard, bytes: Buffer): Row {
  const address = `data:image/${imageKind(bytes)};base64,${bytes.toString('base64')}`;
  return { image: address, name: shard.name, [FOLDER_FIELD]: folderOf(shard) };
}

/** Nobody may ever write to a pipe that is called as a picture: it would be waited for without end. Those of a shell have no ending. */
async function isUnending(path: string): Promise<boolean> {
  if (path === '-' || formatOf(path, 'image') === undefined) return false;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile();
}

/** The bytes of the file, or why there are none. A folder of a million pictures must not be lost for one of them. */
async function storedBytes(shard: Shard, onRead: (bytes: number) => void): Promise<Buffer | string> {
  const { path, name, bytes } = shard;
  if (bytes === 0 && (await isUnending(path))) return `${name} is a pipe or a device, not a file`;
  const source =
    path === '-' ? stdinBytes(onRead) : fileBytes({ path, name, chunkBytes: chunkFor(bytes + 1), onRead });
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of source) {
      length += part.length;
      if (length > IMAGE_LIMITS.bytes) return tooLong(length, IMAGE_LIMITS.bytes);
      parts.push(Buffer.from(part));
    }
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    return error.message;
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}
