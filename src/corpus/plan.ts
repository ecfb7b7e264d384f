import { open, realpath } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import { contentBytes, emptyFile } from './content.ts';
import { endingOf, endingsOf, formatOf, isCalledCompressed } from './endings.ts';
import type { Modality } from './example.ts';
import { readFailure } from './failure.ts';
import { mapInOrder } from './in-order.ts';
import { filesOf, type InputFile } from './inputs.ts';
import { compressionOf, MAGIC_BYTES } from './magic.ts';
import { distinctNames } from './names.ts';
import { npyHeaderOf, vectorShape } from './npy/read.ts';
import { ParquetFile } from './parquet-file.ts';
import { isUri, type Mirror, type MirrorOf, toldOf } from './remote.ts';
import { withParts } from './remote-part.ts';
import type { Compression, CorpusSpec, Shard } from './source.ts';

/** Size of a shard in bytes, where a file can be cut. */
export const TARGET_BYTES = 32 * 1024 * 1024;

export interface PlanOptions {
  /** Default 32 MiB. */
  readonly targetBytes?: number;
  /** Shows inputs that are URIs; absent: those that are no `file://` are refused. */
  readonly mirrorOf?: MirrorOf;
}

/**
 * The shards of a corpus, in a fixed order: inputs as given, folders and patterns by name, files from their beginning.
 * A file reached twice is read once. Files of lines and Parquet files are cut where they are larger than the target.
 * Throws `E_NO_INPUT`, `E_NOT_FOUND`, `E_UNREADABLE`, `E_FORMAT`, `E_EMPTY`, `E_TRUNCATED`, `E_OPTION`, `E_UNSUPPORTED`, and what
 * `mirrorOf` throws.
 */
export async function planShards(spec: CorpusSpec, options: PlanOptions = {}): Promise<Shard[]> {
  const targetBytes = options.targetBytes ?? TARGET_BYTES;
  positive('targetBytes', targetBytes);
  if (spec.maxRowBytes !== undefined) positive('maxRowBytes', spec.maxRowBytes);
  if (spec.inputs.length === 0) {
    throw new OutcrossError('E_NO_INPUT', 'no input was given', {
      hint: 'Give files, folders, patterns, or - for standard input.',
    });
  }
  const given: PlacedFile[] = [];
  for (const input of spec.inputs) given.push(...(await filesOfInput(input, spec, options.mirrorOf)));
  const files = await withoutRepeats(given);
  const names = distinctNames(files);
  const shards = await mapInOrder(files, (file, i) => placedShards(file, names[i], spec, targetBytes));
  return shards.flat();
}

/** A file, and the mirror that shows it, if one does. */
interface PlacedFile extends InputFile {
  readonly mirror?: Mirror;
}

async function filesOfInput(
  input: string,
  spec: CorpusSpec,
  mirrorOf: MirrorOf | undefined,
): Promise<readonly PlacedFile[]> {
  const { format, modality } = spec;
  if (mirrorOf === undefined || !isUri(input))
    return withContent(input, await filesOf(input, format, modality), spec);
  const mirror = await mirrorOf(input);
  try {
    const files = await withContent(input, await filesOf(mirror.input, format, modality), spec);
    return files.map((file) => ({ ...file, input, mirror }));
  } catch (error) {
    throw toldOf(mirror, error);
  }
}

async function placedShards(
  file: PlacedFile,
  name: string,
  spec: CorpusSpec,
  targetBytes: number,
): Promise<Shard[]> {
  const { mirror } = file;
  try {
    const shards = await shardsOf(file, name, spec, targetBytes);
    return mirror === undefined ? shards : await withParts(shards, mirror.fileOf(file.path));
  } catch (error) {
    throw toldOf(mirror, error);
  }
}

function positive(option: string, value: number): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new OutcrossError('E_OPTION', `${option} is ${value}, not a whole number above 0`, { where: option });
}

/** Writers of many parts leave empty ones: a folder may hold them, but not only them. */
async function withContent(
  input: string,
  files: readonly InputFile[],
  { format, modality }: CorpusSpec,
): Promise<InputFile[]> {
  // An empty file that should be a picture is a malformed row.
  const empty = await mapInOrder(files, async (file) =>
    (format ?? formatOf(file.path, modality)) === 'image' ? false : isEmpty(file),
  );
  const full = files.filter((_, i) => !empty[i]);
  if (full.length > 0) return full;
  const [only] = files;
  if (files.length === 1) throw emptyFile(only.named ? input : only.name);
  throw new OutcrossError('E_EMPTY', `${input}: all ${files.length} files are empty`, {
    where: input,
    hint: 'Check what should have written them.',
  });
}

/** Nothing, compressed, takes a few bytes: a file that is larger is not looked into. */
const COMPRESSED_NOTHING = 512;

async function isEmpty({ path, name, bytes }: InputFile): Promise<boolean> {
  if (bytes === undefined || bytes === 0) return bytes === 0;
  if (bytes > COMPRESSED_NOTHING || !isCalledCompressed(path)) return false;
  const compression = await compressionOfFile(path, name);
  if (compression === 'none') return false;
  try {
    for await (const content of contentBytes({ path, name, format: 'text', compression, bytes })) {
      return content.length === 0;
    }
    return true;
  } catch (error) {
    // Any other fault is told when the file is read.
    return error instanceof OutcrossError && error.code === 'E_EMPTY';
  }
}

async function withoutRepeats(files: readonly PlacedFile[]): Promise<PlacedFile[]> {
  const byRealPath = new Map<string, PlacedFile>();
  const real = await mapInOrder(files, async ({ path, name }) => {
    if (path === '-') return path;
    return realpath(path).catch((cause) => {
      throw readFailure(name, cause);
    });
  });
  files.forEach((file, i) => {
    if (!byRealPath.has(real[i])) byRealPath.set(real[i], file);
  });
  return [...byRealPath.values()];
}

async function shardsOf(
  file: InputFile,
  name: string,
  { format: asked, modality }: CorpusSpec,
  targetBytes: number,
): Promise<Shard[]> {
  const { path, bytes } = file;
  const format =
    asked ?? formatOf(path, modality) ?? (bytes === undefined ? 'jsonl' : unknownEnding(file, modality));
  if (format === 'npy' && modality !== 'vectors' && modality !== 'image')
    throw arrayOfNumbers(name, modality);
  if (bytes === undefined) {
    if (format === 'parquet') throw parquetNeedsFile(name);
    return [{ path, name, format, compression: 'none', bytes: 0 }];
  }
  // What a picture's bytes are its decoder says.
  if (format === 'image') return [{ path, name, format, compression: 'none', bytes }];
  const compression = await compressionOfFile(path, name);
  if (format === 'parquet') {
    if (compression !== 'none') throw parquetNeedsFile(name, compression);
    return parquetShards(path, name, targetBytes);
  }
  if (format === 'npy' && compression === 'none' && modality !== 'image')
    return npyShards({ path, name, format, compression, bytes }, targetBytes);
  const whole: Shard = { path, name, format, compression, bytes };
  const cuttable = compression === 'none' && (format === 'jsonl' || format === 'text');
  return cuttable && bytes > targetBytes ? cut(whole, targetBytes) : [whole];
}

function unknownEnding(file: InputFile, modality: Modality | undefined): never {
  const ending = endingOf(file.path);
  throw new OutcrossError(
    'E_FORMAT',
    ending === ''
      ? `${file.name} has no ending that tells its format`
      : `${file.name}: the ending ${ending} tells no format`,
    {
      where: file.path,
      hint:
        ending === '.npz'
          ? 'Archives of arrays are not read: write the array by itself, with numpy.save, as .npy.'
          : `Say what it holds with --format. Known endings are ${endingsOf(modality)}.`,
    },
  );
}

function arrayOfNumbers(name: string, modality: Modality = 'text'): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name} is an array of numbers, which holds no ${modality}`, {
    where: name,
    hint: 'Say --modality vectors, or image for stacks of pictures. Where it lies beside other files, give those by a pattern.',
  });
}

function parquetNeedsFile(name: string, compression?: Compression): OutcrossError {
  return new OutcrossError(
    'E_FORMAT',
    compression === undefined
      ? `${name}: Parquet cannot be read from a stream`
      : `${name}: a Parquet file inside ${compression} cannot be read`,
    {
      where: name,
      hint:
        compression === undefined
          ? 'Give the file by its path.'
          : 'Decompress it; Parquet compresses its own data.',
    },
  );
}

async function compressionOfFile(path: string, name: string): Promise<Compression> {
  const head = new Uint8Array(MAGIC_BYTES);
  try {
    const handle = await open(path, 'r');
    const { bytesRead } = await handle.read(head, 0, MAGIC_BYTES, 0).finally(() => handle.close());
    return compressionOf(head.subarray(0, bytesRead), name);
  } catch (cause) {
    throw readFailure(name, cause);
  }
}

/** Ranges of nearly equal size, each at most the target. */
function cut(whole: Shard, targetBytes: number): Shard[] {
  const count = Math.ceil(whole.bytes / targetBytes);
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((whole.bytes * i) / count);
    const end = Math.floor((whole.bytes * (i + 1)) / count);
    return { ...whole, bytes: end - start, range: [start, end] as const };
  });
}

/** Runs of rows, each at most the target. A file that is shorter than its header says is one: its reader finds the end. */
async function npyShards(whole: Shard, targetBytes: number): Promise<Shard[]> {
  const header = await npyHeaderOf(whole.path, whole.name);
  const [n, d] = vectorShape(header, whole.name);
  const rowBytes = d * header.bytes;
  if (header.offset + n * rowBytes > whole.bytes) return [{ ...whole, rowGroups: [0, n] }];
  const count = Math.max(1, Math.min(n, Math.ceil((n * rowBytes) / targetBytes)));
  return Array.from({ length: count }, (_, i) => {
    const rows = [Math.floor((n * i) / count), Math.floor((n * (i + 1)) / count)] as const;
    return { ...whole, bytes: (rows[1] - rows[0]) * rowBytes, rowGroups: rows };
  });
}

/** Neighbouring row groups together, up to the target. */
async function parquetShards(path: string, name: string, targetBytes: number): Promise<Shard[]> {
  const file = await ParquetFile.open(path, name);
  await file.close();
  const shards: Shard[] = [];
  let first = 0;
  let bytes = 0;
  file.groups.forEach((group, i) => {
    bytes += group.bytes;
    const next = file.groups[i + 1];
    if (next !== undefined && bytes + next.bytes <= targetBytes) return;
    shards.push({ path, name, format: 'parquet', compression: 'none', bytes, rowGroups: [first, i + 1] });
    first = i + 1;
    bytes = 0;
  });
  if (shards.length > 0) return shards;
  return [{ path, name, format: 'parquet', compression: 'none', bytes: 0, rowGroups: [0, 0] }];
}
